import { Button, Checkbox, Group, Select, TextInput } from '@mantine/core';
import { CheckCheck } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import type { Output } from '../../../src/lib/endpoint.ts';
import { getImport, listImports } from '../../../src/sources/contract.ts';
import { listRejected, mendRejected, type RejectedView } from '../../../src/sources/rejected/contract.ts';
import { useAction, useList } from '../../ui/api/use-endpoint.ts';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { LoadingRows } from '../../ui/feedback/loading.tsx';
import { ProblemView } from '../../ui/feedback/problem-view.tsx';
import { showDone } from '../../ui/feedback/toasts.ts';
import { useMessages } from '../../ui/i18n/language.ts';
import { useFormat } from '../../ui/i18n/use-format.ts';
import { Section } from '../../ui/page/section.tsx';
import { messages } from './messages.ts';
import classes from '../sources.module.css';
import type { ImportShown } from './import-view.tsx';
import { MendGrid } from './mend-grid.tsx';
import { cellsOf, hasOverflow, joinCells, useEdits, type Edits } from './mend-state.ts';

interface ToolsProps {
  readonly edits: Edits;
  readonly rows: readonly RejectedView[];
}

/** What can be done with the cell in which the cursor was last. */
function CellTools({ edits, rows }: ToolsProps) {
  const say = useMessages(messages).mend;
  const [between, setBetween] = useState(',');
  const { place } = edits;
  const row = rows.find(({ key }) => key === place?.key);
  const change = (make: (cells: readonly string[], at: number) => readonly string[]) => {
    if (place === null || row === undefined) return;
    edits.put(row.key, make(edits.edits.get(row.key) ?? cellsOf(row), place.at));
  };
  const none = row === undefined;
  return (
    <Group gap="xs" align="end">
      <Button
        size="xs"
        variant="default"
        disabled={none}
        onClick={() => change((cells, at) => joinCells(cells, at, between))}
      >
        {say.join}
      </Button>
      <TextInput
        size="xs"
        w="3.5rem"
        aria-label={say.joinWith}
        value={between}
        maxLength={3}
        onChange={({ currentTarget }) => setBetween(currentTarget.value)}
      />
      <Button
        size="xs"
        variant="default"
        disabled={none}
        onClick={() => change((cells, at) => cells.filter((_cell, index) => index !== at))}
      >
        {say.remove}
      </Button>
      <Button
        size="xs"
        variant="default"
        disabled={none}
        onClick={() => change((cells, at) => [...cells.slice(0, at), '', ...cells.slice(at)])}
      >
        {say.insert}
      </Button>
      <Button
        size="xs"
        variant="default"
        disabled={row === undefined || !edits.edits.has(row.key)}
        onClick={() => row && edits.drop([row.key])}
      >
        {say.reset}
      </Button>
    </Group>
  );
}

function useSend(id: string, edits: Edits) {
  const say = useMessages(messages).mend;
  const [, go] = useLocation();
  const mend = useAction(mendRejected, { refreshes: [getImport, listImports, listRejected] });
  return {
    running: mend.running,
    async send(keys: readonly string[]) {
      const rows = keys.slice(0, 500).map((key) => ({ key, cells: [...(edits.edits.get(key) ?? [])] }));
      const started = await mend.run({ id, rows });
      if (started === undefined) return;
      edits.drop(keys);
      showDone(say.sent(rows.length));
      go(`/imports/${started.import}`);
    },
  };
}

interface MendBarProps extends ToolsProps {
  readonly id: string;
  /** How many columns a row has. */
  readonly width: number;
}

/** What is edited, and how it is sent. */
function MendBar({ id, edits, rows, width }: MendBarProps) {
  const say = useMessages(messages).mend;
  const { send, running } = useSend(id, edits);
  const edited = [...edits.edits].filter(([key]) => rows.some((row) => row.key === key));
  const overflow = edited.filter(([, cells]) => hasOverflow(cells, width)).length;
  return (
    <div>
      <Group gap="xs" align="end">
        <CellTools edits={edits} rows={rows} />
        <Button
          size="xs"
          loading={running}
          disabled={edited.length === 0 || overflow > 0}
          onClick={() => void send(edited.map(([key]) => key))}
        >
          {edited.length === 0 ? say.nothing : say.send(edited.length)}
        </Button>
      </Group>
      {overflow > 0 && <p role="status">{say.overflow(overflow)}</p>}
    </div>
  );
}

type Page = Output<typeof listRejected>;

/** The rows are asked for again when more of them have been mended, which happens after they were sent. */
function useRejected({ import: id, mended }: ImportShown, open: boolean) {
  return useList(
    listRejected,
    (after) => ({ id, open, limit: 100, ...(after === undefined ? {} : { after }) }),
    { version: mended },
  );
}

interface LayoutSelectProps {
  readonly layouts: Page['layouts'];
  readonly value: number | undefined;
  readonly onChange: (layout: number) => void;
}

function LayoutSelect({ layouts, value, onChange }: LayoutSelectProps) {
  const say = useMessages(messages).mend;
  if (layouts.length < 2) return null;
  return (
    <Select
      size="xs"
      label={say.file}
      allowDeselect={false}
      value={String(value)}
      data={layouts.map((one) => ({ value: String(one.layout), label: one.file }))}
      onChange={(chosen) => onChange(Number(chosen))}
    />
  );
}

interface RowListProps {
  readonly list: ReturnType<typeof useRejected>;
  readonly shown: ImportShown;
  readonly filter: ReactNode;
}

/** The rows of one layout at a time: the grid has the columns of one file. */
function useLayout({ data, rows = [] }: RowListProps['list']) {
  const [chosen, choose] = useState<number | null>(null);
  const layouts = data?.pages[0]?.layouts ?? [];
  const layout = layouts.find((one) => one.layout === chosen) ?? layouts[0];
  return { layouts, layout, rows: rows.filter((row) => row.layout === layout?.layout), choose };
}

function RowList({ list, shown, filter }: RowListProps) {
  const { layouts, layout, rows, choose } = useLayout(list);
  const edits = useEdits();
  const headers = layout?.headers ?? [];
  const mendable = !shown.dryRun && shown.state === 'done';
  const more = list.hasNextPage && !list.isFetchingNextPage ? () => void list.fetchNextPage() : undefined;
  return (
    <>
      <Group justify="space-between" align="end" mb="sm" gap="sm">
        <Group gap="sm" align="end">
          {filter}
          <LayoutSelect layouts={layouts} value={layout?.layout} onChange={choose} />
        </Group>
        {mendable && <MendBar id={shown.import} edits={edits} rows={rows} width={headers.length} />}
      </Group>
      {rows.length > 0 && (
        <MendGrid rows={rows} headers={headers} edits={edits} mendable={mendable} more={more} />
      )}
    </>
  );
}

/** The rejected rows of an import, to be mended in place and sent again. */
export function RejectedRows({ shown }: { shown: ImportShown }) {
  const say = useMessages(messages).mend;
  const format = useFormat();
  const [search, setSearch] = useSearchParams();
  const open = search.get('rows') !== 'all';
  const list = useRejected(shown, open);
  const left = (shown.result?.rejected ?? 0) - shown.mended;
  const filter = (
    <Checkbox
      label={say.onlyOpen}
      checked={open}
      onChange={({ currentTarget }) =>
        setSearch(currentTarget.checked ? {} : { rows: 'all' }, { replace: true })
      }
    />
  );
  return (
    <Section title={say.title} aside={<span>{say.left(format.number(left))}</span>}>
      <p className={classes['lead']}>{say.lead}</p>
      {list.error && <ProblemView error={list.error} retry={list.refetch} />}
      {list.isPending ? <LoadingRows /> : <RowList list={list} shown={shown} filter={filter} />}
      {list.rows?.length === 0 && (
        <EmptyState icon={CheckCheck} title={say.none}>
          {say.noneLead}
        </EmptyState>
      )}
    </Section>
  );
}
