import { Button, CloseButton, NativeSelect, Skeleton } from '@mantine/core';
import { lazy, Suspense, useMemo, useRef, type RefObject } from 'react';
import { listTreeNodes } from '../../../src/query/suggest/contract.ts';
import { useEndpoint } from '../../ui/api/use-endpoint.ts';
import { ProblemView } from '../../ui/feedback/problem-view.tsx';
import { useBilingual, useLanguage, useMessages } from '../../ui/i18n/language.ts';
import { useFormat } from '../../ui/i18n/use-format.ts';
import type { FacetCounts } from '../facets/counts.ts';
import type { FilterField } from '../fields.ts';
import { messages } from '../messages.ts';
import { filtersAbout, type RuleProps, withField, withFilter, withoutField } from '../rule.ts';
import {
  areProvinces,
  chartKinds,
  type ChartKind,
  type ChartRow,
  toRows,
  withRest,
  writeCsv,
} from './chart-rows.ts';
import type { Picture } from './chart-canvas.tsx';
import { ChartTable, SpokenTable } from './chart-table.tsx';
import classes from './charts.module.css';
import { readDataUrl, saveFile } from './save-file.ts';

const ChartCanvas = lazy(async () => ({ default: (await import('./chart-canvas.tsx')).ChartCanvas }));

/** What a card shows, as the reader has set it. */
export interface ChartChoice {
  readonly field: string;
  readonly kind: ChartKind;
}

interface CardProps extends Omit<RuleProps, 'kind'> {
  readonly fields: readonly FilterField[];
  readonly field: FilterField;
  readonly chart: ChartKind;
  readonly counts: FacetCounts;
  readonly change: (choice: ChartChoice) => void;
  readonly remove: () => void;
}

/** A bar chart of more is no picture; the table and the file have them all. */
const mostDrawn: Readonly<Record<ChartKind, number>> = { bar: 12, column: 60, pie: 8, map: 40, table: 500 };

/** Provinces are a map; what lies in one is bars. */
function drawnKind(chart: ChartKind, rows: readonly ChartRow[]): ChartKind {
  return chart === 'map' && !areProvinces(rows) ? 'bar' : chart;
}

function useProvinces(asked: boolean): ReadonlyMap<string, string> {
  const language = useLanguage();
  const { data } = useEndpoint(listTreeNodes, { tree: 'region' }, { enabled: asked });
  return useMemo(
    () => new Map((data?.rows ?? []).map(({ code, name }) => [code, name[language]])),
    [data, language],
  );
}

interface HeadProps extends Pick<CardProps, 'fields' | 'field' | 'chart' | 'change' | 'remove'> {}

function CardHead({ fields, field, chart, change, remove }: HeadProps) {
  const say = useMessages(messages).charts;
  const text = useBilingual();
  const kinds = chartKinds.filter((one) => one !== 'map' || field.type === 'region');
  return (
    <div className={classes['head']}>
      <NativeSelect
        size="xs"
        aria-label={say.field}
        value={field.key}
        data={fields.map(({ key, label }) => ({ value: key, label: text(label) }))}
        onChange={({ currentTarget }) =>
          change({ field: currentTarget.value, kind: chart === 'map' ? 'bar' : chart })
        }
      />
      <NativeSelect
        size="xs"
        aria-label={say.kind}
        value={chart}
        data={kinds.map((value) => ({ value, label: say.kinds[value] }))}
        onChange={({ currentTarget }) => {
          const kind = kinds.find((one) => one === currentTarget.value);
          if (kind !== undefined) change({ field: field.key, kind });
        }}
      />
      <CloseButton size="sm" aria-label={say.remove} onClick={remove} />
    </div>
  );
}

interface BodyProps {
  readonly title: string;
  readonly counts: FacetCounts;
  readonly rows: readonly ChartRow[];
  readonly drawn: ChartKind;
  readonly pick: (row: ChartRow) => void;
  readonly picture: RefObject<Picture | null>;
}

function CardBody({ title, counts, rows, drawn, pick, picture }: BodyProps) {
  const say = useMessages(messages).charts;
  const provinces = useProvinces(drawn === 'map');
  if (counts.values === undefined)
    return counts.error === null ? <Skeleton height={260} /> : <ProblemView error={counts.error} />;
  if (rows.length === 0) return <p className={classes['note']}>{say.empty}</p>;
  if (drawn === 'table')
    return (
      <div className={classes['scroll']}>
        <ChartTable label={title} rows={rows} pick={pick} />
      </div>
    );
  return (
    <Suspense fallback={<Skeleton height={260} />}>
      <ChartCanvas kind={drawn} rows={rows} label={title} {...{ provinces, pick, picture }} />
      <SpokenTable label={title} rows={rows} />
    </Suspense>
  );
}

/** One picture of the customers that fit: what is counted, how it is drawn, and its numbers to take away. */
export function ChartCard({ fields, field, chart, counts, rule, onRule, change, remove }: CardProps) {
  const say = useMessages(messages).charts;
  const text = useBilingual();
  const language = useLanguage();
  const format = useFormat();
  const picture = useRef<Picture>(null);
  const title = text(field.label);
  const { rows, empty } = useMemo(() => toRows(counts.values ?? [], language), [counts.values, language]);
  const drawn = drawnKind(chart, rows);
  const shown = useMemo(() => withRest(rows, mostDrawn[drawn], say.rest), [rows, drawn, say.rest]);
  const pick = ({ rule: only }: ChartRow) => {
    const own = filtersAbout(rule, field.key);
    onRule(own.length > 1 ? withFilter(rule, only) : withField(rule, field.key, only));
  };
  const saveNumbers = () => {
    const csv = writeCsv([title, say.count, say.share], rows);
    saveFile(`${title}.csv`, new Blob([csv], { type: 'text/csv;charset=utf-8' }));
  };
  const savePicture = () => {
    if (picture.current !== null) saveFile(`${title}.png`, readDataUrl(picture.current.read()));
  };
  const isInside = chart === 'map' && drawn === 'bar' && rows.length > 0;
  return (
    <section className={classes['card']} data-stale={counts.stale} data-field={field.key} aria-label={title}>
      <CardHead {...{ fields, field, chart, change, remove }} />
      <CardBody rows={shown} {...{ title, counts, drawn, pick, picture }} />
      <div className={classes['foot']}>
        <span className={classes['note']}>{empty > 0 && say.unknown(format.number(empty))}</span>
        <span>
          {isInside && (
            <Button size="compact-xs" variant="subtle" onClick={() => onRule(withoutField(rule, field.key))}>
              {say.whole}
            </Button>
          )}
          <Button
            size="compact-xs"
            variant="subtle"
            disabled={rows.length === 0}
            aria-label={say.download(say.csv, title)}
            onClick={saveNumbers}
          >
            {say.csv}
          </Button>
          <Button
            size="compact-xs"
            variant="subtle"
            disabled={rows.length === 0 || drawn === 'table'}
            aria-label={say.download(say.png, title)}
            onClick={savePicture}
          >
            {say.png}
          </Button>
        </span>
      </div>
    </section>
  );
}
