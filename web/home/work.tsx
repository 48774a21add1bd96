import { Anchor } from '@mantine/core';
import { listJobs } from '../../src/jobs/contract.ts';
import type { Output } from '../../src/lib/endpoint.ts';
import { getRejected, listImports } from '../../src/sources/contract.ts';
import { nameJob } from '../jobs/job-name.ts';
import { messages as jobs } from '../jobs/messages.ts';
import { useMay, useWorkspace } from '../ui/api/session.tsx';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { JobBar } from '../ui/page/job-progress.tsx';
import { Section } from '../ui/page/section.tsx';
import { Time } from '../ui/page/time.tsx';
import classes from './home.module.css';
import { messages } from './messages.ts';

type Import = Output<typeof listImports>['rows'][number];

/** The jobs that run now; nothing where none does. */
export function Running() {
  const say = useMessages(messages);
  const { kinds } = useMessages(jobs);
  const { data } = useEndpoint(listJobs, { state: 'running', limit: 20 }, { every: () => 2_000 });
  const rows = data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <Section title={say.running}>
      <div className={classes['jobs']}>
        {rows.map((job) => (
          <JobBar key={job.id} job={job} label={nameJob(job, kinds)} />
        ))}
      </div>
    </Section>
  );
}

function waits({ state, dryRun, result }: Import): boolean {
  return !dryRun && (state === 'failed' || (state === 'done' && (result?.rejected ?? 0) > 0));
}

function Waits({ one }: { one: Import }) {
  const say = useMessages(messages);
  const text = useBilingual();
  const mayRead = useMay(getRejected.access === 'editor' ? 'editor' : 'viewer');
  const { id } = useWorkspace();
  const files = one.files.map(({ name }) => name).join(', ');
  const rejected = one.result?.rejected ?? 0;
  const href = `${getRejected.path.replace(':id', one.import)}?workspace=${id}`;
  return (
    <li>
      <span>
        <strong>{one.state === 'failed' ? say.failed(one.source) : say.rejected(rejected)}</strong>{' '}
        {one.error ? text(one.error) : <bdi>{say.rejectedLead(one.source, files)}</bdi>}
      </span>
      <span>
        <Time at={one.finishedAt ?? one.createdAt} />{' '}
        {rejected > 0 && mayRead && (
          <Anchor href={href} download size="sm">
            {say.download}
          </Anchor>
        )}
      </span>
    </li>
  );
}

/** What somebody should look at: imports that failed or rejected rows. */
export function Waiting() {
  const say = useMessages(messages);
  const { data } = useEndpoint(listImports, { limit: 50 }, { every: () => 15_000 });
  const rows = data?.rows.filter(waits).slice(0, 6);
  return (
    <Section title={say.waiting}>
      {rows?.length === 0 && <p style={{ margin: 0 }}>{say.allDone}</p>}
      <ul className={classes['waiting']}>
        {(rows ?? []).map((one) => (
          <Waits key={one.import} one={one} />
        ))}
      </ul>
    </Section>
  );
}
