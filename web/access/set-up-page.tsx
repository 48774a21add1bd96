import { Button, PasswordInput, TextInput } from '@mantine/core';
import { Link, useLocation, useSearchParams } from 'wouter';
import { setUp } from '../../src/access/contract.ts';
import { useRefreshMe, useStart } from '../ui/api/session.tsx';
import { useAction } from '../ui/api/use-endpoint.ts';
import { ProblemView } from '../ui/feedback/problem-view.tsx';
import { useForm } from '../ui/form/use-form.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { messages as shared } from '../ui/messages.ts';
import { Door } from './door.tsx';
import { messages } from './messages.ts';

/** The first account of an installation: by the one-time link that the server prints. */
export function SetUpPage() {
  const say = useMessages(messages);
  const { showPassword } = useMessages(shared);
  const [search] = useSearchParams();
  const token = search.get('token') ?? '';
  const start = useStart();
  const [, go] = useLocation();
  const refresh = useRefreshMe();
  const create = useAction(setUp, {
    quiet: true,
    done: ({ workspace }) => void refresh().then(() => go(`/w/${workspace.slug}`, { replace: true })),
  });
  const { errors, submit } = useForm(setUp, create.run, token === '' ? {} : { token });
  if (start.data?.setup === false && !create.running) {
    return (
      <Door title={say.setUp.title} lead={say.setUp.taken}>
        <Button component={Link} href="/sign-in">
          {say.signIn.go}
        </Button>
      </Door>
    );
  }
  return (
    <Door title={say.setUp.title} lead={say.setUp.lead}>
      {create.problem && <ProblemView error={create.problem} />}
      <form onSubmit={submit} noValidate>
        {token === '' && (
          <TextInput
            name="token"
            label={say.setUp.token}
            description={say.setUp.tokenHint}
            error={errors['token']}
            required
          />
        )}
        <TextInput name="name" label={say.name} autoComplete="name" error={errors['name']} required />
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
          description={say.passwordHint}
          autoComplete="new-password"
          error={errors['password']}
          visibilityToggleButtonProps={{ 'aria-label': showPassword }}
          required
        />
        <TextInput
          name="workspace"
          label={say.setUp.workspace}
          autoComplete="organization"
          error={errors['workspace']}
          required
        />
        <Button type="submit" loading={create.running}>
          {say.setUp.go}
        </Button>
      </form>
    </Door>
  );
}
