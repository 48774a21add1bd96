import { SegmentedControl } from '@mantine/core';
import { useSearchParams } from 'wouter';
import { kinds, type Kind } from '../../src/fields/types.ts';
import { LoadingRows } from '../ui/feedback/loading.tsx';
import { ProblemView } from '../ui/feedback/problem-view.tsx';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { Section } from '../ui/page/section.tsx';
import { Bars } from './bars.tsx';
import { useBreakdown, useFreshness, type FacetRow } from './counts.ts';
import classes from './home.module.css';
import { messages } from './messages.ts';

function Counted({
  title,
  note,
  rows,
}: {
  title: string;
  note?: string;
  rows: readonly FacetRow[] | undefined;
}) {
  const say = useMessages(messages);
  const text = useBilingual();
  const bars = rows?.map(({ value, label, count }) => ({
    key: String(value),
    label: label === null ? String(value) : text(label),
    count,
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

function Freshness({ kind }: { kind: Kind }) {
  const say = useMessages(messages);
  const counts = useFreshness(kind);
  return (
    <Section title={say.freshness}>
      {counts === undefined ? (
        <LoadingRows count={4} height={34} />
      ) : (
        <Bars bars={counts.map(({ key, count }) => ({ key, label: say.fresh[key], count }))} />
      )}
      <p className={classes['note']}>{say.freshNote}</p>
    </Section>
  );
}

/** What the customers of one kind have in common: sources, places, completeness, freshness. */
export function Breakdown() {
  const say = useMessages(messages);
  const [search, setSearch] = useSearchParams();
  const kind = kinds.find((one) => one === search.get('kind')) ?? 'organization';
  const { data, error, refetch } = useBreakdown(kind);
  return (
    <>
      <SegmentedControl
        mb="md"
        aria-label={say.kind}
        value={kind}
        onChange={(value) => setSearch({ kind: value }, { replace: true })}
        data={kinds.map((one) => ({ value: one, label: say.kinds[one] }))}
      />
      {error && <ProblemView error={error} retry={refetch} />}
      <div className={classes['columns']}>
        <Counted title={say.sources} rows={data?.facets['_sources']} />
        <Counted title={say.regions} rows={data?.facets['region']} />
        <Counted title={say.completeness} note={say.completenessNote} rows={data?.facets['_completeness']} />
        <Freshness kind={kind} />
      </div>
    </>
  );
}
