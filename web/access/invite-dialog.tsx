import { Button, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { createInvitation, listInvitations } from '../../src/access/contract.ts';
import type { Role } from '../../src/lib/endpoint.ts';
import { useAction } from '../ui/api/use-endpoint.ts';
import { ProblemView } from '../ui/feedback/problem-view.tsx';
import { useForm } from '../ui/form/use-form.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { messages as shared } from '../ui/messages.ts';
import { Dialog } from '../ui/page/dialog.tsx';
import { messages } from './messages.ts';
import { RoleSelect } from './role-select.tsx';
import { SecretView } from './secret-view.tsx';

interface Ready {
  readonly url: string;
  readonly email: string;
  readonly mailed: boolean;
}

function InviteForm({ ready }: { ready: (made: Ready) => void }) {
  const say = useMessages(messages);
  const [role, setRole] = useState<Role>('viewer');
  const invite = useAction(createInvitation, {
    quiet: true,
    refreshes: [listInvitations],
    done: ({ invitation, url, mailed }) => ready({ url, mailed, email: invitation.email }),
  });
  const { errors, submit } = useForm(createInvitation, invite.run, { role });
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {invite.problem && <ProblemView error={invite.problem} />}
        <TextInput
          name="email"
          type="email"
          label={say.email}
          error={errors['email']}
          data-autofocus
          required
        />
        <RoleSelect label={say.members.role} value={role} onChange={setRole} />
        <p>{say.members.inviteLead}</p>
        <Button type="submit" loading={invite.running}>
          {say.members.makeLink}
        </Button>
      </Stack>
    </form>
  );
}

/** Invites somebody, and shows the link once. */
export function InviteDialog({ opened, close }: { opened: boolean; close: () => void }) {
  const say = useMessages(messages).members;
  const { done } = useMessages(shared);
  const [made, setMade] = useState<Ready | null>(null);
  const leave = () => {
    setMade(null);
    close();
  };
  return (
    <Dialog opened={opened} close={leave} title={say.invite}>
      {made === null ? (
        <InviteForm ready={setMade} />
      ) : (
        <Stack>
          {made.mailed && <p>{say.mailed(made.email)}</p>}
          <p>{say.linkReady(made.email)}</p>
          <SecretView label={say.link} text={made.url} />
          <Button onClick={leave}>{done}</Button>
        </Stack>
      )}
    </Dialog>
  );
}
