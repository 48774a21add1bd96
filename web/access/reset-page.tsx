import { Button, PasswordInput } from '@mantine/core';
import { useLocation, useParams } from 'wouter';
import { resetPassword } from '../../src/access/contract.ts';
import { useRefreshMe } from '../ui/api/session.tsx';
import { useAction } from '../ui/api/use-endpoint.ts';
import { showDone } from '../ui/feedback/toasts.ts';
import { useForm } from '../ui/form/use-form.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { messages as shared } from '../ui/messages.ts';
import { AttemptProblem } from './attempt-problem.tsx';
import { Door } from './door.tsx';
import { messages } from './messages.ts';

/** A new password by the link that an administrator has made. */
export function ResetPage() {
  const say = useMessages(messages);
  const { showPassword } = useMessages(shared);
  const { token } = useParams<{ token: string }>();
  const [, go] = useLocation();
  const refresh = useRefreshMe();
  const reset = useAction(resetPassword, {
    quiet: true,
    done: () => {
      showDone(say.reset.done);
      void refresh().then(() => go('/sign-in', { replace: true }));
    },
  });
  const { errors, submit } = useForm(resetPassword, reset.run, { token });
  return (
    <Door title={say.reset.title} lead={say.reset.lead}>
      {reset.problem && <AttemptProblem problem={reset.problem} />}
      <form onSubmit={submit} noValidate>
        <PasswordInput
          name="password"
          label={say.newPassword}
          description={say.passwordHint}
          autoComplete="new-password"
          error={errors['password']}
          visibilityToggleButtonProps={{ 'aria-label': showPassword }}
          required
          withAsterisk={false}
        />
        <Button type="submit" loading={reset.running}>
          {say.reset.go}
        </Button>
      </form>
    </Door>
  );
}
