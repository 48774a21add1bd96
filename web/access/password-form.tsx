import { Button, PasswordInput, Stack } from '@mantine/core';
import { useRef } from 'react';
import { changePassword, listSessions } from '../../src/access/contract.ts';
import { useStart } from '../ui/api/session.tsx';
import { useAction } from '../ui/api/use-endpoint.ts';
import { showDone } from '../ui/feedback/toasts.ts';
import { useForm } from '../ui/form/use-form.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { messages as shared } from '../ui/messages.ts';
import { AttemptProblem } from './attempt-problem.tsx';
import { messages } from './messages.ts';

/** Changes the reader's password. */
export function PasswordForm() {
  const room = useMessages(messages);
  const say = room.account;
  const { showPassword } = useMessages(shared);
  const me = useStart().data?.me;
  const form = useRef<HTMLFormElement>(null);
  const change = useAction(changePassword, {
    quiet: true,
    refreshes: [listSessions],
    done: () => {
      form.current?.reset();
      showDone(say.changed);
    },
  });
  const { errors, submit } = useForm(changePassword, change.run);
  const toggle = { 'aria-label': showPassword };
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Stack maw="24rem">
        {change.problem && <AttemptProblem problem={change.problem} />}
        <input type="hidden" name="username" autoComplete="username" value={me?.email ?? ''} />
        <PasswordInput
          name="current"
          label={say.current}
          autoComplete="current-password"
          error={errors['current']}
          visibilityToggleButtonProps={toggle}
          required
          withAsterisk={false}
        />
        <PasswordInput
          name="password"
          label={room.newPassword}
          description={room.passwordHint}
          autoComplete="new-password"
          error={errors['password']}
          visibilityToggleButtonProps={toggle}
          required
          withAsterisk={false}
        />
        <Button type="submit" variant="default" loading={change.running}>
          {say.change}
        </Button>
      </Stack>
    </form>
  );
}
