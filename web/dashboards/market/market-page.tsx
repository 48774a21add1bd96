import { Button, Group } from '@mantine/core';
import { ChartPie, Plus } from 'lucide-react';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import {
  listMarketShares,
  type MarketShare,
  removeMarketSize,
} from '../../../src/dashboards/market/contract.ts';
import { kinds, type Kind } from '../../../src/fields/types.ts';
import { useLinks } from '../../home/links.ts';
import { MaybeLink } from '../../home/maybe-link.tsx';
import { Tools } from '../../insights/tools.tsx';
import { useMay } from '../../ui/api/session.tsx';
import { useAction, useEndpoint } from '../../ui/api/use-endpoint.ts';
import { AnswerView } from '../../ui/feedback/answer-view.tsx';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { showDone } from '../../ui/feedback/toasts.ts';
import { useBilingual, useMessages } from '../../ui/i18n/language.ts';
import { useFormat } from '../../ui/i18n/use-format.ts';
import { DataTable } from '../../ui/list/data-table.tsx';
import { KindChoice } from '../../ui/list/kind-choice.tsx';
import { useConfirm } from '../../ui/page/confirm.tsx';
import { Page } from '../../ui/page/page.tsx';
import { Section } from '../../ui/page/section.tsx';
import classes from './market.module.css';
import { messages } from './messages.ts';
import { SizeDialog } from './size-dialog.tsx';

interface RowsProps {
  readonly kind: Kind;
  readonly rows: readonly MarketShare[];
  readonly edit: (row: MarketShare) => void;
}

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

function Actions({ row, edit }: { row: MarketShare; edit: RowsProps['edit'] }) {
  const say = useMessages(messages);
  const { ask, dialog } = useConfirm();
  const remove = useAction(removeMarketSize, { refreshes: [listMarketShares] });
  const act = async () => {
    if ((await remove.run({ id: row.id })) !== undefined) showDone(say.removed);
  };
  return (
    <Group gap="xs" wrap="nowrap">
      <Button size="compact-sm" variant="default" onClick={() => edit(row)}>
        {say.edit}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => ask({ title: say.removeTitle, text: say.removeText, verb: say.remove, act })}
      >
        {say.remove}
      </Button>
      {dialog}
    </Group>
  );
}

/** One market over time. */
function Market({ kind, rows, edit }: RowsProps) {
  const say = useMessages(messages);
  const text = useBilingual();
  const format = useFormat();
  const mayWrite = useMay('analyst');
  const most = Math.max(0.0001, ...rows.map(({ share }) => Math.min(1, share ?? 0)));
  const [first] = rows;
  if (first === undefined) return null;
  const name = first.dimension === '' ? say.whole : `${say.of[first.dimension]}: ${text(first.label)}`;
  const money = (value: number | null, currency: string) =>
    value === null ? say.unknown : `${format.compact(value)} ${currency}`;
  return (
    <Section title={name}>
      <DataTable
        label={name}
        list={{ rows, error: null }}
        rowKey={({ id }) => id}
        empty={null}
        columns={[
          { key: 'period', header: say.period, cell: ({ period }) => period },
          { key: 'size', header: say.size, numeric: true, cell: (row) => money(row.size, row.currency) },
          { key: 'sales', header: say.sales, numeric: true, cell: ({ sales }) => money(sales, '') },
          { key: 'share', header: say.share, cell: (row) => <Share kind={kind} row={row} most={most} /> },
          { key: 'note', header: say.note, cell: ({ notice }) => notice && text(notice) },
          { key: 'source', header: say.source, cell: ({ source }) => <bdi>{source}</bdi> },
          ...(mayWrite
            ? [
                {
                  key: 'actions',
                  header: say.actions,
                  cell: (row: MarketShare) => <Actions row={row} edit={edit} />,
                },
              ]
            : []),
        ]}
      />
    </Section>
  );
}

function Markets({ kind, rows, edit }: RowsProps) {
  const say = useMessages(messages);
  const text = useBilingual();
  const groups = new Map<string, MarketShare[]>();
  for (const row of rows) {
    const key = `${row.dimension} ${row.part}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const numbers = () => [
    [say.dimension, say.period, say.size, say.currency, say.sales, say.share, say.source, say.note],
    ...rows.map((row) => [
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
  return (
    <>
      <Tools name={say.title} numbers={numbers} />
      {[...groups].map(([key, own]) => (
        <Market key={key} kind={kind} rows={own} edit={edit} />
      ))}
    </>
  );
}

/** The share of markets whose size somebody entered, by market and over time. */
export function MarketPage() {
  const say = useMessages(messages);
  const format = useFormat();
  const mayWrite = useMay('analyst');
  const [search] = useSearchParams();
  const kind = kinds.find((one) => one === search.get('kind')) ?? 'person';
  const [edited, setEdited] = useState<MarketShare | 'new' | null>(null);
  const answer = useEndpoint(listMarketShares, { kind });
  const button = mayWrite && (
    <Button leftSection={<Plus size={16} aria-hidden />} onClick={() => setEdited('new')}>
      {say.create}
    </Button>
  );
  return (
    <Page title={say.title} lead={say.lead} actions={button}>
      <KindChoice />
      <AnswerView answer={answer}>
        {({ rows, asOf }) =>
          rows.length === 0 ? (
            <EmptyState icon={ChartPie} title={say.none}>
              {say.noneLead}
            </EmptyState>
          ) : (
            <>
              {asOf !== null && <p className={classes['until']}>{say.until(format.day(asOf))}</p>}
              <Markets kind={kind} rows={rows} edit={setEdited} />
            </>
          )
        }
      </AnswerView>
      {edited !== null && (
        <SizeDialog kind={kind} row={edited === 'new' ? null : edited} close={() => setEdited(null)} />
      )}
    </Page>
  );
}
