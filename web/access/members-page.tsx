import { Button, Group, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { UserPlus, Users } from 'lucide-react';
import { useState } from 'react';
import { createPasswordLink, listMembers, removeMember, updateMember } from '../../src/access/contract.ts';
import type { Output, Role } from '../../src/lib/endpoint.ts';
import { atLeast, useMay, useStart, useWorkspace } from '../ui/api/session.tsx';
import { useAction, useList } from '../ui/api/use-endpoint.ts';
import { EmptyState } from '../ui/feedback/empty-state.tsx';
import { showDone } from '../ui/feedback/toasts.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { useCommand } from '../ui/keys/commands.ts';
import { DataTable, type Column } from '../ui/list/data-table.tsx';
import { useFinding } from '../ui/list/finding.tsx';
import { messages as shared } from '../ui/messages.ts';
import { useConfirm } from '../ui/page/confirm.tsx';
import { Dialog } from '../ui/page/dialog.tsx';
import { Page } from '../ui/page/page.tsx';
import { Section } from '../ui/page/section.tsx';
import { Time } from '../ui/page/time.tsx';
import { InvitationList } from './invitation-list.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { messages } from './messages.ts';
import { RoleSelect } from './role-select.tsx';
import { SecretView } from './secret-view.tsx';

type Member = Output<typeof listMembers>['rows'][number];

interface Linked {
  readonly name: string;
  readonly url: string;
}

function Person({ member, mine }: { member: Member; mine: boolean }) {
  const { you } = useMessages(messages).members;
  return (
    <span>
      <bdi>{member.name}</bdi>
      {mine && ` (${you})`}
      <br />
      <small>
        <bdi>{member.email}</bdi>
      </small>
    </span>
  );
}

function useRoleChange(): (member: Member, role: Role) => Promise<void> {
  const say = useMessages(messages).members;
  const { roles } = useMessages(shared);
  const { run } = useAction(updateMember, { refreshes: [listMembers] });
  return async ({ id, name, role: before }, role) => {
    const changed = await run({ id, role });
    if (changed) showDone(say.changed(name, roles[role]), () => run({ id, role: before }));
  };
}

/** What can be done about a member, for those who may. */
function MemberActions({ member, linked }: { member: Member; linked: (made: Linked) => void }) {
  const say = useMessages(messages).members;
  const { ask, dialog } = useConfirm();
  const remove = useAction(removeMember, {
    refreshes: [listMembers],
    done: () => showDone(say.removed(member.name)),
  });
  const link = useAction(createPasswordLink, { done: ({ url }) => linked({ name: member.name, url }) });
  return (
    <Group gap="xs">
      <Button
        size="compact-sm"
        variant="default"
        loading={link.running}
        onClick={() => void link.run({ id: member.id })}
      >
        {say.passwordLink}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        onClick={() =>
          ask({
            title: say.removeTitle(member.name),
            text: say.removeText,
            verb: say.remove,
            act: () => remove.run({ id: member.id }),
          })
        }
      >
        {say.remove}
      </Button>
      {dialog}
    </Group>
  );
}

function useColumns(linked: (made: Linked) => void): Column<Member>[] {
  const say = useMessages(messages).members;
  const { roles } = useMessages(shared);
  const { role: own } = useWorkspace();
  const me = useStart().data?.me?.actor.id;
  const changeRole = useRoleChange();
  const manages = useMay('admin');
  const columns: Column<Member>[] = [
    {
      key: 'person',
      header: say.person,
      cell: (member) => <Person member={member} mine={member.id === me} />,
    },
    {
      key: 'role',
      header: say.role,
      cell: (member) =>
        manages && atLeast(own, member.role) ? (
          <RoleSelect
            size="xs"
            aria-label={`${say.role}: ${member.name}`}
            value={member.role}
            onChange={(role) => void changeRole(member, role)}
          />
        ) : (
          roles[member.role]
        ),
    },
    { key: 'joined', header: say.joined, cell: ({ joinedAt }) => <Time at={joinedAt} /> },
  ];
  if (!manages) return columns;
  const actions = (member: Member) =>
    member.id !== me && atLeast(own, member.role) ? <MemberActions member={member} linked={linked} /> : null;
  return [...columns, { key: 'actions', header: say.actions, cell: actions }];
}

/** The people of the workspace; administrators invite, change roles and take out. */
export function MembersPage() {
  const say = useMessages(messages).members;
  const { done, noneFound, roles } = useMessages(shared);
  const manages = useMay('admin');
  const [inviting, { open, close }] = useDisclosure(false);
  const [linked, setLinked] = useState<Linked | null>(null);
  const all = useList(listMembers, (after) => ({ after, limit: 50 }));
  const { list, field, asked } = useFinding(
    all,
    ({ name, email, role }: Member) => [name, email, roles[role]].join(' '),
    say.find,
  );
  const columns = useColumns(setLinked);
  const invite = (
    <Button leftSection={<UserPlus size={16} aria-hidden />} onClick={open}>
      {say.invite}
    </Button>
  );
  return (
    <Page title={say.title} lead={say.lead} actions={manages ? invite : null}>
      {field}
      <DataTable
        label={say.title}
        list={list}
        columns={columns}
        rowKey={({ id }) => id}
        empty={<EmptyState icon={Users} title={asked === '' ? say.none : noneFound} />}
      />
      {manages && (
        <Stack mt="lg">
          <InviteCommand run={open} />
          <Section title={say.open}>
            <InvitationList />
          </Section>
          <InviteDialog opened={inviting} close={close} />
        </Stack>
      )}
      <Dialog opened={linked !== null} close={() => setLinked(null)} title={say.passwordLink}>
        <Stack>
          <p>{say.passwordLinkText(linked?.name ?? '')}</p>
          <SecretView label={say.link} text={linked?.url ?? ''} />
          <Button onClick={() => setLinked(null)}>{done}</Button>
        </Stack>
      </Dialog>
    </Page>
  );
}

function InviteCommand({ run }: { run: () => void }) {
  const { invite } = useMessages(messages).members;
  useCommand({ id: 'invite', label: invite, icon: UserPlus, run });
  return null;
}
