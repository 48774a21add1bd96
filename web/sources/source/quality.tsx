import { Progress } from '@mantine/core';
import { Database } from 'lucide-react';
import type { Source } from '../../../src/sources/contract.ts';
import { getSourceQuality, type SourceQuality } from '../../../src/sources/quality/contract.ts';
import { useEndpoint } from '../../ui/api/use-endpoint.ts';
import { AnswerView } from '../../ui/feedback/answer-view.tsx';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { LoadingRows } from '../../ui/feedback/loading.tsx';
import { useMessages } from '../../ui/i18n/language.ts';
import { useFormat } from '../../ui/i18n/use-format.ts';
import { DataTable, type Column } from '../../ui/list/data-table.tsx';
import { messages as shared } from '../../ui/messages.ts';
import { Section } from '../../ui/page/section.tsx';
import { Time } from '../../ui/page/time.tsx';
import { messages } from '../messages.ts';
import { useFieldNames } from '../result/result-view.tsx';
import classes from '../sources.module.css';

type FieldQuality = SourceQuality['fields'][number];

function Share({ of, label }: { of: number; label: string }) {
  const format = useFormat();
  return (
    <span className={classes['share']}>
      <Progress.Root>
        <Progress.Section value={of * 100} aria-label={label} />
      </Progress.Root>
      <span>{format.percent(of)}</span>
    </span>
  );
}

function useColumns(): Column<FieldQuality>[] {
  const { source: say, kinds } = useMessages(messages);
  const { none } = useMessages(shared);
  const format = useFormat();
  const nameOf = useFieldNames();
  return [
    {
      key: 'field',
      header: say.field,
      cell: ({ field, kind }) => (
        <span>
          {nameOf(field, kind)} <small className={classes['soft']}>{kinds[kind]}</small>
        </span>
      ),
    },
    {
      key: 'filled',
      header: say.filled,
      cell: ({ field, kind, filled, records }) => (
        <Share of={filled / Math.max(1, records)} label={`${say.filled}: ${nameOf(field, kind)}`} />
      ),
    },
    {
      key: 'invalid',
      header: say.invalid,
      numeric: true,
      cell: ({ invalid, filled }) =>
        invalid === 0
          ? none
          : `${format.number(invalid)} (${format.percent(invalid / Math.max(invalid, filled))})`,
    },
    {
      key: 'wins',
      header: say.wins,
      cell: ({ field, kind, wins, shared }) =>
        shared === 0 ? (
          <small className={classes['soft']}>{say.alone}</small>
        ) : (
          <span>
            <Share of={wins / shared} label={`${say.wins}: ${nameOf(field, kind)}`} />
            <small className={classes['soft']}>{say.winsNote(format.number(shared))}</small>
          </span>
        ),
    },
  ];
}

/** At most so many bars; of more days, weeks or months are put together by the month. */
const mostDays = 60;

function byMonth(days: SourceQuality['days']): SourceQuality['days'] {
  if (days.length <= mostDays) return days;
  const months = new Map<string, number>();
  for (const { day, records } of days)
    months.set(day.slice(0, 7), (months.get(day.slice(0, 7)) ?? 0) + records);
  return [...months].map(([day, records]) => ({ day, records }));
}

function OverTime({ days }: { days: SourceQuality['days'] }) {
  const say = useMessages(messages).source;
  const format = useFormat();
  const shown = byMonth(days);
  const most = Math.max(1, ...shown.map(({ records }) => records));
  return (
    <Section title={say.overTime}>
      <p className={classes['lead']}>{say.overTimeLead}</p>
      <ol className={classes['days']}>
        {shown.map(({ day, records }) => (
          <li key={day}>
            <span>{day}</span>
            <span className={classes['dayBar']} style={{ width: `${(records / most) * 100}%` }} />
            <span>{format.number(records)}</span>
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Counted({ quality, counting }: { quality: SourceQuality; counting: boolean }) {
  const say = useMessages(messages).source;
  const format = useFormat();
  const columns = useColumns();
  if (quality.records === 0)
    return (
      <EmptyState icon={Database} title={say.empty}>
        {say.emptyLead}
      </EmptyState>
    );
  const tiles = [
    [say.profiles, quality.profiles],
    [say.only, quality.only],
    [say.shared, quality.profiles - quality.only],
  ] as const;
  const fields = quality.fields.toSorted((a, b) => b.filled - a.filled);
  return (
    <>
      <Section title={say.effect}>
        <dl className={classes['tiles']}>
          {tiles.map(([label, count]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{format.number(count)}</dd>
            </div>
          ))}
        </dl>
      </Section>
      <OverTime days={quality.days} />
      <Section
        title={say.quality}
        aside={
          <small className={classes['soft']} role="status">
            {counting ? say.counting : say.counted} {!counting && <Time at={quality.countedAt} />}
          </small>
        }
      >
        <p className={classes['lead']}>{say.qualityLead}</p>
        <DataTable
          label={say.quality}
          list={{ rows: fields, error: null }}
          columns={columns}
          rowKey={({ kind, field }) => `${kind} ${field}`}
          empty={null}
        />
      </Section>
    </>
  );
}

/** How good the records of a source are and what they do to profiles; counted in the background where that takes a while. */
export function Quality({ source }: { source: Source }) {
  const say = useMessages(messages).source;
  const answer = useEndpoint(
    getSourceQuality,
    { id: source.id },
    { every: (last) => (last?.counting === true ? 1_000 : false) },
  );
  return (
    <AnswerView answer={answer}>
      {({ quality, counting }) =>
        quality === null ? (
          <Section title={say.quality}>
            <p role="status">{say.counting}</p>
            <LoadingRows />
          </Section>
        ) : (
          <Counted quality={quality} counting={counting} />
        )
      }
    </AnswerView>
  );
}
