import { Button, TextInput } from '@mantine/core';
import { createWorkspace, signOut } from '../../src/access/contract.ts';
import { useRefreshMe } from '../ui/api/session.tsx';
import { useAction } from '../ui/api/use-endpoint.ts';
import { useForm } from '../ui/form/use-form.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { Door } from './door.tsx';
import { messages } from './messages.ts';

/** For somebody who is signed in and belongs nowhere. */
export function NoWorkspace() {
  const say = useMessages(messages).noWorkspace;
  const refresh = useRefreshMe();
  const create = useAction(createWorkspace, { done: () => void refresh() });
  const leave = useAction(signOut, { done: () => void refresh() });
  const { errors, submit } = useForm(createWorkspace, create.run);
  return (
    <Door title={say.title} lead={say.lead}>
      <form onSubmit={submit} noValidate>
        <TextInput name="name" label={say.name} error={errors['name']} required />
        <Button type="submit" loading={create.running}>
          {say.go}
        </Button>
      </form>
      <Button variant="default" onClick={() => void leave.run({})}>
        {say.signOut}
      </Button>
    </Door>
  );
}
