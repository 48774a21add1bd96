import { SegmentedControl } from '@mantine/core';
import { useSearchParams } from 'wouter';
import { kinds, type Kind } from '../../src/fields/types.ts';
import { LoadingRows } from '../ui/feedback/loading.tsx';
import { ProblemView } from '../ui/feedback/problem-view.tsx';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { Section } from '../ui/page/section.tsx';
import { Time } from '../ui/page/time.tsx';
import { Bars } from './bars.tsx';
import { useOverview, type Counted, type Overview } from './counts.ts';
import classes from './home.module.css';
import { useLinks } from './links.ts';
import { messages } from './messages.ts';

interface PanelProps {
  readonly kind: Kind;
  readonly title: string;
  readonly note?: string;
  readonly rows: readonly Counted[] | undefined;
}

function Panel({ kind, title, note, rows }: PanelProps) {
  const say = useMessages(messages);
  const text = useBilingual();
  const links = useLinks();
  const bars = rows?.map(({ value, label, count, rule }) => ({
    key: String(value),
    label: label === null ? String(value) : text(label),
    count,
    href: rule === null ? undefined : links.customers(kind, rule),
  }));
  return (
    <Section title={title}>
      {bars === undefined && <LoadingRows count={6} height={34} />}
      {bars?.length === 0 && <p>{say.nothingKnown}</p>}
      {bars && <Bars bars={bars} />}
      {note && <p className={classes['note']}>{note}</p>}
    </Section>
  );
}

function Panels({ kind, data }: { kind: Kind; data: Overview | undefined }) {
  const say = useMessages(messages);
  const hasTrades = data?.industries.some(({ value }) => value !== null) === true;
  return (
    <div className={classes['columns']}>
      <Panel kind={kind} title={say.sources} rows={data?.sources} />
      <Panel kind={kind} title={say.regions} rows={data?.regions} />
      {hasTrades && <Panel kind={kind} title={say.industries} rows={data?.industries} />}
      <Panel kind={kind} title={say.completeness} note={say.completenessNote} rows={data?.completeness} />
      <Panel kind={kind} title={say.freshness} note={say.freshNote} rows={data?.freshness} />
    </div>
  );
}

/** What the customers of one kind have in common: sources, places, trades, completeness, freshness. */
export function Breakdown() {
  const say = useMessages(messages);
  const [search, setSearch] = useSearchParams();
  const kind = kinds.find((one) => one === search.get('kind')) ?? 'organization';
  const { data, error, refetch } = useOverview(kind);
  return (
    <>
      <div className={classes['choice']}>
        <SegmentedControl
          aria-label={say.kind}
          value={kind}
          onChange={(value) => setSearch({ kind: value }, { replace: true })}
          data={kinds.map((one) => ({ value: one, label: say.kinds[one] }))}
        />
        {data && (
          <span className={classes['asOf']}>
            {say.asOf} <Time at={data.asOf} />
          </span>
        )}
      </div>
      {error && <ProblemView error={error} retry={refetch} />}
      <Panels kind={kind} data={data} />
    </>
  );
}
