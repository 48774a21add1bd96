import { SegmentedControl } from '@mantine/core';
import { Lightbulb } from 'lucide-react';
import { useSearchParams } from 'wouter';
import { kinds, type Kind } from '../../src/fields/types.ts';
import { type Finding, findingTypes, listFindings } from '../../src/insights/findings/contract.ts';
import { useLinks } from '../home/links.ts';
import { MaybeLink } from '../home/maybe-link.tsx';
import { SaveSegment } from '../segments/save-segment.tsx';
import { AddToDashboard } from '../dashboards/add-to-dashboard.tsx';
import { MailButton } from '../dashboards/mailings/mailing-buttons.tsx';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import { AnswerView } from '../ui/feedback/answer-view.tsx';
import { EmptyState } from '../ui/feedback/empty-state.tsx';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { Page } from '../ui/page/page.tsx';
import { Section } from '../ui/page/section.tsx';
import { Time } from '../ui/page/time.tsx';
import classes from './insights.module.css';
import { messages } from './messages.ts';

const weekMs = 7 * 86_400_000;

interface FindingProps {
  readonly kind: Kind;
  readonly finding: Finding;
  /** It was not there a week before it was last looked for. */
  readonly fresh: boolean;
}

function FindingItem({ kind, finding, fresh }: FindingProps) {
  const say = useMessages(messages).findings;
  const text = useBilingual();
  const links = useLinks();
  const { key, title, detail, name, rule, since } = finding;
  return (
    <li data-finding={key}>
      <div>
        <strong>{text(title)}</strong> {fresh && <span className={classes['fresh']}>{say.fresh}</span>}
        <p className={classes['note']}>
          {text(detail)} {say.since} <Time at={since} />
        </p>
      </div>
      <div className={classes['tools']}>
        <MaybeLink href={links.customers(kind, rule)}>{say.show}</MaybeLink>
        <SaveSegment
          size="compact-sm"
          kind={kind}
          rule={rule}
          label={`${say.keep}: ${text(name)}`}
          first={{ name: text(name), description: text(detail) }}
        />
      </div>
    </li>
  );
}

function Found({ kind, at, rows }: { kind: Kind; at: string; rows: readonly Finding[] }) {
  const say = useMessages(messages).findings;
  const isFresh = ({ since }: Finding) => Date.parse(at) - Date.parse(since) < weekMs;
  if (rows.length === 0)
    return (
      <EmptyState icon={Lightbulb} title={say.nothing}>
        {say.nothingLead}
      </EmptyState>
    );
  return findingTypes.map((type) => {
    const own = rows.filter((row) => row.type === type);
    if (own.length === 0) return null;
    return (
      <Section key={type} title={say.types[type]}>
        <p className={classes['note']}>{say.leads[type]}</p>
        <ul className={classes['findings']}>
          {own.map((finding) => (
            <FindingItem key={finding.key} kind={kind} finding={finding} fresh={isFresh(finding)} />
          ))}
        </ul>
      </Section>
    );
  });
}

/** The largest findings, each with the way to its customers. */
export function FindingTitles({ kind, rows }: { kind: Kind; rows: readonly Finding[] }) {
  const say = useMessages(messages).findings;
  const text = useBilingual();
  const links = useLinks();
  if (rows.length === 0) return <p className={classes['note']}>{say.nothing}</p>;
  return (
    <ul className={classes['titles']}>
      {rows.map(({ key, title, rule }) => (
        <li key={key} data-finding={key}>
          <MaybeLink href={links.customers(kind, rule)}>{text(title)}</MaybeLink>
        </li>
      ))}
    </ul>
  );
}

/** What was found without anybody asking: each finding leads to its customers, and can be kept as a segment. */
export function FindingsPage() {
  const say = useMessages(messages);
  const [search, setSearch] = useSearchParams();
  const kind = kinds.find((one) => one === search.get('kind')) ?? 'person';
  const answer = useEndpoint(listFindings, { kind });
  return (
    <Page
      title={say.findings.title}
      lead={say.findings.lead}
      actions={
        <>
          <AddToDashboard card={{ type: 'findings', kind }} />
          <MailButton dashboard={null} />
        </>
      }
    >
      <div className={classes['state']}>
        <SegmentedControl
          aria-label={say.kind}
          value={kind}
          onChange={(value) => setSearch({ kind: value })}
          data={kinds.map((one) => ({ value: one, label: say.kinds[one] }))}
        />
        {answer.data?.at && (
          <span>
            {say.findings.looked} <Time at={answer.data.at} />
          </span>
        )}
      </div>
      <AnswerView answer={answer}>
        {({ at, rows }) =>
          at === null ? (
            <EmptyState icon={Lightbulb} title={say.never}>
              {say.neverLead}
            </EmptyState>
          ) : (
            <Found kind={kind} at={at} rows={rows} />
          )
        }
      </AnswerView>
    </Page>
  );
}
