import { Button } from '@mantine/core';
import { History } from 'lucide-react';
import {
  listMatchChanges,
  listMatchPairs,
  undoMatchChange,
  type changeSchema,
} from '../../src/identity/contract.ts';
import { useMay } from '../ui/api/session.tsx';
import { useAction, useList } from '../ui/api/use-endpoint.ts';
import { EmptyState } from '../ui/feedback/empty-state.tsx';
import { showDone } from '../ui/feedback/toasts.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import { DataTable, type Column } from '../ui/list/data-table.tsx';
import { Time } from '../ui/page/time.tsx';
import { messages } from './messages.ts';
import type { z } from 'zod';

type Change = z.output<typeof changeSchema>;

/** What was decided about who is who; each decision can be undone. */
export function HistoryView() {
  const say = useMessages(messages);
  const format = useFormat();
  const may = useMay('editor');
  const list = useList(listMatchChanges, (after) => ({ after, limit: 50 }));
  const undo = useAction(undoMatchChange, {
    refreshes: [listMatchChanges, listMatchPairs],
    done: () => showDone(say.undone),
  });
  const columns: Column<Change>[] = [
    {
      key: 'does',
      header: say.decision,
      cell: ({ does, run }) => (run === null ? say.does[does] : `${say.does[does]} · ${say.bulk}`),
    },
    { key: 'pairs', header: say.pairs, cell: ({ pairs }) => format.number(pairs), numeric: true },
    { key: 'by', header: say.by, cell: ({ author }) => author.name },
    { key: 'at', header: say.at, cell: ({ createdAt }) => <Time at={createdAt} /> },
    {
      key: 'actions',
      header: say.actions,
      cell: ({ change, undoneAt }) =>
        undoneAt !== null ? (
          say.wasUndone
        ) : may ? (
          <Button
            size="compact-sm"
            variant="default"
            disabled={undo.running}
            onClick={() => void undo.run({ id: change })}
          >
            {say.undo}
          </Button>
        ) : (
          say.nothing
        ),
    },
  ];
  return (
    <DataTable
      label={say.tabs.history}
      list={list}
      columns={columns}
      rowKey={({ change }) => change}
      empty={
        <EmptyState icon={History} title={say.noHistory}>
          {say.noHistoryLead}
        </EmptyState>
      }
    />
  );
}
