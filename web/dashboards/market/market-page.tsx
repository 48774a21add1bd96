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
import { Tools } from '../../insights/tools.tsx';
import { useMay } from '../../ui/api/session.tsx';
import { useAction, useEndpoint } from '../../ui/api/use-endpoint.ts';
import { AnswerView } from '../../ui/feedback/answer-view.tsx';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { showDone } from '../../ui/feedback/toasts.ts';
import { useMessages } from '../../ui/i18n/language.ts';
import { useFormat } from '../../ui/i18n/use-format.ts';
import { KindChoice } from '../../ui/list/kind-choice.tsx';
import { useConfirm } from '../../ui/page/confirm.tsx';
import { Page } from '../../ui/page/page.tsx';
import { Section } from '../../ui/page/section.tsx';
import { AddToDashboard } from '../add-to-dashboard.tsx';
import { MarketTable, useMarketCells, useMarketName, useMarketNotes } from './market-table.tsx';
import classes from './market.module.css';
import { messages } from './messages.ts';
import { SizeDialog } from './size-dialog.tsx';

interface RowsProps {
  readonly kind: Kind;
  readonly rows: readonly MarketShare[];
  readonly edit: (row: MarketShare) => void;
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

/** One market over time, with what may be done with each figure. */
function Market({ kind, rows, edit }: RowsProps) {
  const say = useMessages(messages);
  const mayWrite = useMay('analyst');
  const name = useMarketName();
  const notes = useMarketNotes();
  const [first] = rows;
  if (first === undefined) return null;
  const { dimension, part } = first;
  const actions = {
    key: 'actions',
    header: say.actions,
    cell: (row: MarketShare) => <Actions row={row} edit={edit} />,
  };
  return (
    <Section title={name(first)} aside={<AddToDashboard card={{ type: 'market', kind, dimension, part }} />}>
      <MarketTable
        kind={kind}
        label={name(first)}
        rows={rows}
        more={[...notes, ...(mayWrite ? [actions] : [])]}
      />
    </Section>
  );
}

function Markets({ kind, rows, edit }: RowsProps) {
  const say = useMessages(messages);
  const cells = useMarketCells();
  const groups = new Map<string, MarketShare[]>();
  for (const row of rows) {
    const key = `${row.dimension} ${row.part}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return (
    <>
      <Tools name={say.title} numbers={() => cells(rows)} />
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
