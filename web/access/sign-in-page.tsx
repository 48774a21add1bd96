import { Anchor, Button, PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Link, useLocation, useSearchParams } from 'wouter';
import { signIn, verifySecondFactor } from '../../src/access/contract.ts';
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

interface StepProps {
  readonly enter: () => void;
  readonly turn: () => void;
}

function PasswordStep({ enter, turn }: StepProps) {
  const say = useMessages(messages);
  const { showPassword } = useMessages(shared);
  const { run, running, problem } = useAction(signIn, {
    quiet: true,
    done: ({ secondFactor }) => (secondFactor ? turn() : enter()),
  });
  const { errors, submit } = useForm(signIn, run);
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
          withAsterisk={false}
        />
        <PasswordInput
          name="password"
          label={say.password}
          autoComplete="current-password"
          error={errors['password']}
          visibilityToggleButtonProps={{ 'aria-label': showPassword }}
          required
          withAsterisk={false}
        />
        <Button type="submit" loading={running}>
          {say.signIn.go}
        </Button>
      </form>
      <Anchor component={Link} href="/password" size="sm">
        {say.signIn.forgotten}
      </Anchor>
    </Door>
  );
}

function CodeStep({ enter, turn }: StepProps) {
  const say = useMessages(messages).signIn;
  const { run, running, problem } = useAction(verifySecondFactor, { quiet: true, done: enter });
  const { errors, submit } = useForm(verifySecondFactor, run);
  return (
    <Door title={say.title} lead={say.codeLead}>
      {problem && <AttemptProblem problem={problem} />}
      <form onSubmit={submit} noValidate>
        <TextInput
          name="code"
          label={say.code}
          description={say.codeHint}
          autoComplete="one-time-code"
          error={errors['code']}
          data-autofocus
          required
          withAsterisk={false}
        />
        <Button type="submit" loading={running}>
          {say.verify}
        </Button>
        <Button variant="subtle" onClick={turn}>
          {say.other}
        </Button>
      </form>
    </Door>
  );
}

/** Sign in with e-mail address and password, and with a code where the account asks for one. */
export function SignInPage() {
  const [search] = useSearchParams();
  const [, go] = useLocation();
  const refresh = useRefreshMe();
  const [second, setSecond] = useState(false);
  const Step = second ? CodeStep : PasswordStep;
  const enter = () => void refresh().then(() => go(nextOf(search), { replace: true }));
  return <Step enter={enter} turn={() => setSecond(!second)} />;
}
