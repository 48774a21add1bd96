import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { signIn } from '../../src/access/contract.ts';
import { useRefreshMe } from '../ui/api/session.tsx';
import { useAction } from '../ui/api/use-endpoint.ts';
import { useForm } from '../ui/form/use-form.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { messages as shared } from '../ui/messages.ts';
import { AttemptProblem } from './attempt-problem.tsx';
import { Door } from './door.tsx';
import { messages } from './messages.ts';

/** Where somebody goes who has signed in: only to addresses of this application. */
function nextOf(search: URLSearchParams): string {
  const next = search.get('next') ?? '/';
  return /^\/(?![/\\])/.test(next) ? next : '/';
}

/** Sign in with e-mail address and password. */
export function SignInPage() {
  const say = useMessages(messages);
  const { showPassword } = useMessages(shared);
  const [search] = useSearchParams();
  const [, go] = useLocation();
  const refresh = useRefreshMe();
  const [second, setSecond] = useState(false);
  const enter = () => void refresh().then(() => go(nextOf(search), { replace: true }));
  const { run, running, problem } = useAction(signIn, {
    quiet: true,
    done: ({ secondFactor }) => (secondFactor ? setSecond(true) : enter()),
  });
  const { errors, submit } = useForm(signIn, run);
  if (second) return null;
  return (
    <Door title={say.signIn.title}>
      {problem && <AttemptProblem problem={problem} />}
      <form onSubmit={submit} noValidate>
        <TextInput
          name="email"
          type="email"
          label={say.email}
          autoComplete="username"
          error={errors['email']}
          required
        />
        <PasswordInput
          name="password"
          label={say.password}
          autoComplete="current-password"
          error={errors['password']}
          visibilityToggleButtonProps={{ 'aria-label': showPassword }}
          required
        />
        <Button type="submit" loading={running}>
          {say.signIn.go}
        </Button>
      </form>
    </Door>
  );
}
