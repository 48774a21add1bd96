import type { MarketShare } from '../../../src/dashboards/market/contract.ts';
import type { Kind } from '../../../src/fields/types.ts';
import { useLinks } from '../../home/links.ts';
import { MaybeLink } from '../../home/maybe-link.tsx';
import type { Cell } from '../../insights/files.ts';
import { useBilingual, useMessages } from '../../ui/i18n/language.ts';
import { useFormat } from '../../ui/i18n/use-format.ts';
import { type Column, DataTable } from '../../ui/list/data-table.tsx';
import classes from './market.module.css';
import { messages } from './messages.ts';

function Share({ kind, row, most }: { kind: Kind; row: MarketShare; most: number }) {
  const say = useMessages(messages);
  const format = useFormat();
  const links = useLinks();
  const { share, rule } = row;
  if (share === null) return <>{say.unknown}</>;
  return (
    <span className={classes['share']}>
      <MaybeLink href={rule === null ? undefined : links.customers(kind, rule)}>
        {`${format.number(Math.round(share * 10_000) / 100)}%`}
      </MaybeLink>
      <span className={classes['bar']} style={{ width: `${(Math.min(1, share) / most) * 100}%` }} />
    </span>
  );
}

/** What a market is called. */
export function useMarketName(): (row: Pick<MarketShare, 'dimension' | 'label'>) => string {
  const say = useMessages(messages);
  const text = useBilingual();
  return ({ dimension, label }) => (dimension === '' ? say.whole : `${say.of[dimension]}: ${text(label)}`);
}

/** The numbers of markets, for files. */
export function useMarketCells(): (rows: readonly MarketShare[]) => Cell[][] {
  const say = useMessages(messages);
  const text = useBilingual();
  return (rows) => [
    [say.dimension, say.period, say.size, say.currency, say.sales, say.share, say.source, say.note],
    ...rows.map((row): Cell[] => [
      text(row.label),
      row.period,
      row.size,
      row.currency,
      row.sales,
      row.share,
      row.source,
      row.notice === null ? '' : text(row.notice),
    ]),
  ];
}

interface TableProps {
  readonly kind: Kind;
  readonly label: string;
  readonly rows: readonly MarketShare[];
  /** Columns that stand behind the numbers. */
  readonly more: readonly Column<MarketShare>[];
}

/** What to think of, and where the figures are from. */
export function useMarketNotes(): readonly Column<MarketShare>[] {
  const say = useMessages(messages);
  const text = useBilingual();
  return [
    { key: 'note', header: say.note, cell: ({ notice }) => notice && text(notice) },
    { key: 'source', header: say.source, cell: ({ source }) => <bdi>{source}</bdi> },
  ];
}

/** One market over time; each share leads to the customers behind it. */
export function MarketTable({ kind, label, rows, more }: TableProps) {
  const say = useMessages(messages);
  const format = useFormat();
  const most = Math.max(0.0001, ...rows.map(({ share }) => Math.min(1, share ?? 0)));
  const money = (value: number | null, currency: string) =>
    value === null ? say.unknown : `${format.compact(value)} ${currency}`;
  return (
    <DataTable
      label={label}
      list={{ rows, error: null }}
      rowKey={({ id }) => id}
      empty={null}
      columns={[
        { key: 'period', header: say.period, cell: ({ period }) => period },
        { key: 'size', header: say.size, numeric: true, cell: (row) => money(row.size, row.currency) },
        { key: 'sales', header: say.sales, numeric: true, cell: ({ sales }) => money(sales, '') },
        { key: 'share', header: say.share, cell: (row) => <Share kind={kind} row={row} most={most} /> },
        ...more,
      ]}
    />
  );
}
