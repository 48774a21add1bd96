import { Anchor } from '@mantine/core';
import { kinds, type Kind } from '../../src/fields/types.ts';
import { listJobs } from '../../src/jobs/contract.ts';
import { getRejected } from '../../src/sources/contract.ts';
import { nameJob } from '../jobs/job-name.ts';
import { messages as jobs } from '../jobs/messages.ts';
import { useMay, useWorkspace } from '../ui/api/session.tsx';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import { JobBar } from '../ui/page/job-progress.tsx';
import { Section } from '../ui/page/section.tsx';
import { Time } from '../ui/page/time.tsx';
import { useOverview, usePairs, useWork, type Work } from './counts.ts';
import classes from './home.module.css';
import { useLinks } from './links.ts';
import { MaybeLink } from './maybe-link.tsx';
import { messages } from './messages.ts';

/** The jobs that run now; nothing where none does. */
export function Running() {
  const say = useMessages(messages);
  const { kinds: names } = useMessages(jobs);
  const { data } = useEndpoint(
    listJobs,
    { state: 'running', limit: 20 },
    { every: (answer) => (answer?.rows.length ? 1_000 : 5_000) },
  );
  const rows = data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <Section title={say.running}>
      <div className={classes['jobs']}>
        {rows.map((job) => (
          <JobBar key={job.id} job={job} label={nameJob(job, names)} />
        ))}
      </div>
    </Section>
  );
}

function ImportItem({ one }: { one: Work['imports'][number] }) {
  const say = useMessages(messages);
  const text = useBilingual();
  const links = useLinks();
  const mayRead = useMay(getRejected.access === 'editor' ? 'editor' : 'viewer');
  const { id } = useWorkspace();
  const href = `${getRejected.path.replace(':id', one.import)}?workspace=${id}`;
  return (
    <li>
      <span>
        <strong>
          <MaybeLink href={links.page('import-result')?.replace(':id', one.import)}>
            {one.state === 'failed' ? say.failed(one.source) : say.rejected(one.rejected)}
          </MaybeLink>
        </strong>{' '}
        {one.error ? text(one.error) : <bdi>{say.rejectedLead(one.source, one.files.join(', '))}</bdi>}
      </span>
      <span>
        <Time at={one.at} />{' '}
        {one.rejected > 0 && mayRead && (
          <Anchor href={href} download size="sm">
            {say.download}
          </Anchor>
        )}
      </span>
    </li>
  );
}

function JobItem({ one }: { one: Work['jobs'][number] }) {
  const say = useMessages(messages);
  const { kinds: names } = useMessages(jobs);
  const text = useBilingual();
  const links = useLinks();
  const jobsPage = links.page('jobs');
  return (
    <li>
      <span>
        <strong>
          <MaybeLink href={jobsPage && `${jobsPage}?state=failed`}>
            {say.jobFailed(nameJob({ kind: one.kind, input: null }, names))}
          </MaybeLink>
        </strong>{' '}
        {one.error && text(one.error)}
      </span>
      <Time at={one.at} />
    </li>
  );
}

/** So many fields with doubtful values are named, those first that have most. */
const mostDoubtful = 3;

/** Values that failed their check, and customers of whom nobody has said anything for a year. */
function QualityItems({ kind }: { kind: Kind }) {
  const say = useMessages(messages);
  const text = useBilingual();
  const format = useFormat();
  const links = useLinks();
  const { data } = useOverview(kind);
  if (data === undefined) return null;
  return (
    <>
      {data.stale > 0 && (
        <li>
          <MaybeLink href={links.customers(kind, { not: { observed: { within: '365d' } } }, '_observed:asc')}>
            <strong>{say.stale(format.number(data.stale), say.kinds[kind])}</strong>
          </MaybeLink>
          <span>{say.staleLead}</span>
        </li>
      )}
      {data.invalid.slice(0, mostDoubtful).map(({ value, label, count, rule }) => (
        <li key={String(value)}>
          <MaybeLink href={links.customers(kind, rule)}>
            <strong>
              {say.invalid(
                format.number(count),
                label === null ? String(value) : text(label),
                say.kinds[kind],
              )}
            </strong>
          </MaybeLink>
          <span>{say.invalidLead}</span>
        </li>
      ))}
    </>
  );
}

/** Pairs of customers that the latest search took for one, and nobody has decided yet. */
function DuplicateItem({ kind, count }: { kind: Kind; count: number }) {
  const say = useMessages(messages);
  const format = useFormat();
  const page = useLinks().page('duplicates');
  if (count === 0) return null;
  return (
    <li>
      <MaybeLink href={page && `${page}?kind=${kind}`}>
        <strong>{say.duplicates(format.number(count), say.kinds[kind])}</strong>
      </MaybeLink>
      <span>{say.duplicatesLead}</span>
    </li>
  );
}

/** What somebody should look at: imports and jobs that failed, rejected rows, possible duplicates, doubtful and old values. */
export function Waiting() {
  const say = useMessages(messages);
  const { data } = useWork();
  const overviews = { organization: useOverview('organization'), person: useOverview('person') };
  const pairs = {
    organization: usePairs('organization'),
    person: usePairs('person'),
  };
  const doubtful = kinds.flatMap((kind) => {
    const { stale = 0, invalid = [] } = overviews[kind].data ?? {};
    return [stale, pairs[kind], ...invalid.map(({ count }) => count)];
  });
  const nothing =
    data?.imports.length === 0 && data.jobs.length === 0 && doubtful.every((count) => count === 0);
  return (
    <Section title={say.waiting}>
      {nothing && <p className={classes['nothing']}>{say.allDone}</p>}
      <ul className={classes['waiting']}>
        {data?.imports.slice(0, 6).map((one) => (
          <ImportItem key={one.import} one={one} />
        ))}
        {data?.jobs.slice(0, 6).map((one) => (
          <JobItem key={one.job} one={one} />
        ))}
        {kinds.map((kind) => (
          <DuplicateItem key={kind} kind={kind} count={pairs[kind]} />
        ))}
        {kinds.map((kind) => (
          <QualityItems key={kind} kind={kind} />
        ))}
      </ul>
    </Section>
  );
}
