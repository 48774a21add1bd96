import { Button } from '@mantine/core';
import { MailOpen } from 'lucide-react';
import { listInvitations, removeInvitation } from '../../src/access/contract.ts';
import type { Output } from '../../src/lib/endpoint.ts';
import { useAction, useList } from '../ui/api/use-endpoint.ts';
import { EmptyState } from '../ui/feedback/empty-state.tsx';
import { showDone } from '../ui/feedback/toasts.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { DataTable, type Column } from '../ui/list/data-table.tsx';
import { messages as shared } from '../ui/messages.ts';
import { Status } from '../ui/page/status.tsx';
import { Time } from '../ui/page/time.tsx';
import { messages } from './messages.ts';

type Invitation = Output<typeof listInvitations>['rows'][number];

function useColumns(): Column<Invitation>[] {
  const room = useMessages(messages);
  const say = room.members;
  const { roles } = useMessages(shared);
  const { run } = useAction(removeInvitation, { refreshes: [listInvitations] });
  const takeBack = async ({ id, email }: Invitation) => {
    if (await run({ id })) showDone(say.takenBack(email));
  };
  return [
    { key: 'email', header: room.email, cell: ({ email }) => <bdi>{email}</bdi> },
    { key: 'role', header: say.role, cell: ({ role }) => roles[role] },
    {
      key: 'expires',
      header: say.expires,
      cell: ({ expired, expiresAt }) =>
        expired ? <Status tone="warn">{say.expired}</Status> : <Time at={expiresAt} />,
    },
    {
      key: 'actions',
      header: say.actions,
      cell: (row) => (
        <Button size="compact-sm" variant="default" onClick={() => void takeBack(row)}>
          {say.takeBack}
        </Button>
      ),
    },
  ];
}

/** The invitations that nobody has accepted yet. */
export function InvitationList() {
  const say = useMessages(messages).members;
  const list = useList(listInvitations, (after) => ({ after, limit: 50 }));
  const columns = useColumns();
  return (
    <DataTable
      label={say.open}
      list={list}
      columns={columns}
      rowKey={({ id }) => id}
      empty={<EmptyState icon={MailOpen} title={say.none} />}
    />
  );
}
