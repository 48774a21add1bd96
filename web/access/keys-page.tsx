import { Button, Code, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { createKey, listKeys, removeKey } from '../../src/access/contract.ts';
import type { Output, Role } from '../../src/lib/endpoint.ts';
import { useAction, useList } from '../ui/api/use-endpoint.ts';
import { EmptyState } from '../ui/feedback/empty-state.tsx';
import { ProblemView } from '../ui/feedback/problem-view.tsx';
import { showDone } from '../ui/feedback/toasts.ts';
import { useForm } from '../ui/form/use-form.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { useCommand } from '../ui/keys/commands.ts';
import { DataTable, type Column } from '../ui/list/data-table.tsx';
import { useFinding } from '../ui/list/finding.tsx';
import { messages as shared } from '../ui/messages.ts';
import { useConfirm, type Question } from '../ui/page/confirm.tsx';
import { Dialog } from '../ui/page/dialog.tsx';
import { Page } from '../ui/page/page.tsx';
import { Time } from '../ui/page/time.tsx';
import { messages } from './messages.ts';
import { RoleSelect } from './role-select.tsx';
import { SecretView } from './secret-view.tsx';

type Key = Output<typeof listKeys>['rows'][number];

function KeyForm({ ready }: { ready: (secret: string) => void }) {
  const say = useMessages(messages).keys;
  const [role, setRole] = useState<Role>('viewer');
  const create = useAction(createKey, {
    quiet: true,
    refreshes: [listKeys],
    done: ({ secret }) => ready(secret),
  });
  const { errors, submit } = useForm(createKey, create.run, { role });
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {create.problem && <ProblemView error={create.problem} />}
        <TextInput
          name="name"
          label={say.name}
          description={say.nameHint}
          error={errors['name']}
          data-autofocus
          required
        />
        <RoleSelect label={say.role} value={role} onChange={setRole} />
        <Button type="submit" loading={create.running}>
          {say.go}
        </Button>
      </Stack>
    </form>
  );
}

function KeyDialog({ opened, close }: { opened: boolean; close: () => void }) {
  const say = useMessages(messages).keys;
  const { done } = useMessages(shared);
  const [secret, setSecret] = useState<string | null>(null);
  const leave = () => {
    setSecret(null);
    close();
  };
  return (
    <Dialog opened={opened} close={leave} title={say.create}>
      {secret === null ? (
        <KeyForm ready={setSecret} />
      ) : (
        <Stack>
          <p>{say.ready}</p>
          <SecretView label={say.secret} text={secret} />
          <Button onClick={leave}>{done}</Button>
        </Stack>
      )}
    </Dialog>
  );
}

function useColumns(ask: (question: Question) => void): Column<Key>[] {
  const say = useMessages(messages).keys;
  const { roles, none } = useMessages(shared);
  const remove = useAction(removeKey, { refreshes: [listKeys] });
  const revoke = async ({ id, name }: Key) => {
    if (await remove.run({ id })) showDone(say.revoked(name));
  };
  return [
    { key: 'name', header: say.name, cell: ({ name }) => <bdi>{name}</bdi> },
    { key: 'role', header: say.role, cell: ({ role }) => roles[role] },
    { key: 'begins', header: say.begins, cell: ({ prefix }) => <Code>{prefix}…</Code> },
    { key: 'used', header: say.used, cell: ({ lastUsedAt }) => <Time at={lastUsedAt} /> },
    { key: 'created', header: say.created, cell: ({ createdAt }) => <Time at={createdAt} /> },
    {
      key: 'expires',
      header: say.expires,
      cell: ({ expiresAt }) => (expiresAt === null ? none : <Time at={expiresAt} />),
    },
    {
      key: 'actions',
      header: say.actions,
      cell: (key) => (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() =>
            ask({
              title: say.revokeTitle(key.name),
              text: say.revokeText,
              verb: say.revoke,
              act: () => revoke(key),
            })
          }
        >
          {say.revoke}
        </Button>
      ),
    },
  ];
}

/** The keys by which programs work in the workspace. */
export function KeysPage() {
  const say = useMessages(messages).keys;
  const [making, { open, close }] = useDisclosure(false);
  const { ask, dialog } = useConfirm();
  const { roles, noneFound } = useMessages(shared);
  const all = useList(listKeys, (after) => ({ after, limit: 50 }));
  const { list, field, asked } = useFinding(
    all,
    ({ name, prefix, role }: Key) => [name, prefix, roles[role]].join(' '),
    say.find,
  );
  const columns = useColumns(ask);
  useCommand({ id: 'create-key', label: say.create, icon: KeyRound, run: open });
  const create = <Button onClick={open}>{say.create}</Button>;
  return (
    <Page title={say.title} lead={say.lead} actions={create}>
      {(all.rows?.length ?? 0) > 0 && field}
      <DataTable
        label={say.title}
        list={list}
        columns={columns}
        rowKey={({ id }) => id}
        empty={
          <EmptyState icon={KeyRound} title={asked === '' ? say.none : noneFound}>
            {asked === '' && say.noneLead}
          </EmptyState>
        }
      />
      <KeyDialog opened={making} close={close} />
      {dialog}
    </Page>
  );
}
