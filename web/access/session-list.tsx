import { Button } from '@mantine/core';
import { listSessions, removeSession } from '../../src/access/contract.ts';
import type { Output } from '../../src/lib/endpoint.ts';
import { useAction, useEndpoint } from '../ui/api/use-endpoint.ts';
import { showDone } from '../ui/feedback/toasts.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { DataTable, type Column } from '../ui/list/data-table.tsx';
import { messages as shared } from '../ui/messages.ts';
import { Status } from '../ui/page/status.tsx';
import { Time } from '../ui/page/time.tsx';
import { nameBrowser } from './browser-name.ts';
import { messages } from './messages.ts';

type Session = Output<typeof listSessions>['rows'][number];

function useColumns(): Column<Session>[] {
  const say = useMessages(messages).account;
  const { none } = useMessages(shared);
  const end = useAction(removeSession, { refreshes: [listSessions], done: () => showDone(say.ended) });
  return [
    {
      key: 'device',
      header: say.device,
      cell: ({ userAgent, current }) => (
        <span>
          {nameBrowser(userAgent) ?? say.unknown} {current && <Status tone="busy">{say.here}</Status>}
        </span>
      ),
    },
    { key: 'ip', header: say.ip, cell: ({ ip }) => ip ?? none },
    { key: 'since', header: say.since, cell: ({ createdAt }) => <Time at={createdAt} /> },
    {
      key: 'actions',
      header: say.actions,
      cell: ({ id, current }) =>
        !current && (
          <Button size="compact-sm" variant="default" onClick={() => void end.run({ id })}>
            {say.end}
          </Button>
        ),
    },
  ];
}

/** Where the reader is signed in; every place but this one can be ended from here. */
export function SessionList() {
  const say = useMessages(messages).account;
  const { data, error, refetch } = useEndpoint(listSessions, {});
  const columns = useColumns();
  return (
    <DataTable
      label={say.sessions}
      list={{ rows: data?.rows, error, refetch }}
      columns={columns}
      rowKey={({ id }) => id}
      empty={null}
    />
  );
}
