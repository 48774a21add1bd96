import { Button, Group } from '@mantine/core';
import { History } from 'lucide-react';
import { useState } from 'react';
import {
  listMatchChanges,
  listMatchPairs,
  undoAuthorChanges,
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
import { useConfirm } from '../ui/page/confirm.tsx';
import { Time } from '../ui/page/time.tsx';
import { messages } from './messages.ts';
import type { z } from 'zod';

type Change = z.output<typeof changeSchema>;
type Author = Change['author'];

/** Whose decisions are listed, and the way to take all of that person's joins back. */
function AuthorBar({ author, clear }: { author: Author; clear: () => void }) {
  const say = useMessages(messages);
  const format = useFormat();
  const may = useMay('admin');
  const { ask, dialog } = useConfirm();
  const undo = useAction(undoAuthorChanges, {
    refreshes: [listMatchChanges, listMatchPairs],
    done: ({ undone }) => showDone(say.undoneAuthor(format.number(undone))),
  });
  return (
    <Group mb="md" gap="md">
      <span>{say.decisionsOf(author.name)}</span>
      {may && (
        <Button
          size="compact-sm"
          variant="default"
          loading={undo.running}
          onClick={() =>
            ask({
              title: say.undoAuthorTitle(author.name),
              text: say.undoAuthorText,
              verb: say.undoAuthorVerb,
              act: () => undo.run({ author: author.id }),
            })
          }
        >
          {say.undoAuthor}
        </Button>
      )}
      <Button size="compact-sm" variant="subtle" onClick={clear}>
        {say.everybody}
      </Button>
      {dialog}
    </Group>
  );
}

/** What was decided about who is who; each decision can be undone, and all joins of a person together. */
export function HistoryView() {
  const say = useMessages(messages);
  const [author, setAuthor] = useState<Author | null>(null);
  const list = useList(listMatchChanges, (after) => ({
    after,
    limit: 50,
    ...(author === null ? {} : { author: author.id }),
  }));
  const columns = useColumns(setAuthor);
  return (
    <>
      {author !== null && <AuthorBar author={author} clear={() => setAuthor(null)} />}
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
    </>
  );
}

function useColumns(show: (author: Author) => void): Column<Change>[] {
  const say = useMessages(messages);
  const format = useFormat();
  const may = useMay('editor');
  const undo = useAction(undoMatchChange, {
    refreshes: [listMatchChanges, listMatchPairs],
    done: () => showDone(say.undone),
  });
  return [
    {
      key: 'does',
      header: say.decision,
      cell: ({ does, run }) => (run === null ? say.does[does] : `${say.does[does]} · ${say.bulk}`),
    },
    { key: 'pairs', header: say.pairs, cell: ({ pairs }) => format.number(pairs), numeric: true },
    {
      key: 'by',
      header: say.by,
      cell: ({ author }) => (
        <Button
          size="compact-sm"
          variant="subtle"
          aria-label={say.showOf(author.name)}
          onClick={() => show(author)}
        >
          {author.name}
        </Button>
      ),
    },
    { key: 'at', header: say.at, cell: ({ createdAt }) => <Time at={createdAt} /> },
    {
      key: 'actions',
      header: say.actions,
      cell: ({ change, undoneAt, undoneBy }) =>
        undoneAt !== null ? (
          say.wasUndone(undoneBy?.name)
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
}
