import { Button, PasswordInput, Skeleton, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import { acceptInvitation, readInvitation, signOut } from '../../src/access/contract.ts';
import type { Output } from '../../src/lib/endpoint.ts';
import { useRefreshMe, useStart } from '../ui/api/session.tsx';
import { useAction, useEndpoint } from '../ui/api/use-endpoint.ts';
import { useForm } from '../ui/form/use-form.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { messages as shared } from '../ui/messages.ts';
import { AttemptProblem } from './attempt-problem.tsx';
import { Door } from './door.tsx';
import { messages } from './messages.ts';
import { toProblem } from '../ui/api/client.ts';

type Invitation = Output<typeof readInvitation>;

function useAccept() {
  const [, go] = useLocation();
  const refresh = useRefreshMe();
  return useAction(acceptInvitation, {
    quiet: true,
    done: ({ workspace }) => void refresh().then(() => go(`/w/${workspace.slug}`, { replace: true })),
  });
}

/** For somebody who has no account yet. */
function NewAccount({ token, email }: { token: string; email: string }) {
  const say = useMessages(messages);
  const { showPassword } = useMessages(shared);
  const accept = useAccept();
  const { errors, submit } = useForm(acceptInvitation, accept.run, { token });
  return (
    <form onSubmit={submit} noValidate>
      {accept.problem && <AttemptProblem problem={accept.problem} />}
      <TextInput label={say.email} value={email} autoComplete="username" readOnly />
      <TextInput name="name" label={say.name} autoComplete="name" error={errors['name']} required />
      <PasswordInput
        name="password"
        label={say.password}
        description={say.passwordHint}
        autoComplete="new-password"
        error={errors['password']}
        visibilityToggleButtonProps={{ 'aria-label': showPassword }}
        required
      />
      <Button type="submit" loading={accept.running}>
        {say.accept.account}
      </Button>
    </form>
  );
}

function Join({ token, email }: { token: string; email: string }) {
  const say = useMessages(messages).accept;
  const accept = useAccept();
  return (
    <>
      <p>{say.asYou(email)}</p>
      {accept.problem && <AttemptProblem problem={accept.problem} />}
      <Button loading={accept.running} onClick={() => void accept.run({ token })}>
        {say.join}
      </Button>
    </>
  );
}

function Leave({ email }: { email: string }) {
  const say = useMessages(messages).accept;
  const refresh = useRefreshMe();
  const leave = useAction(signOut, { done: () => void refresh() });
  return (
    <>
      <p>{say.wrongPerson(email)}</p>
      <Button variant="default" onClick={() => void leave.run({})}>
        {say.signOut}
      </Button>
    </>
  );
}

function Way({ token, invitation }: { token: string; invitation: Invitation }): ReactNode {
  const say = useMessages(messages);
  const { data } = useStart();
  const { email, account } = invitation;
  const me = data?.me ?? null;
  if (me?.email === email) return <Join token={token} email={email} />;
  if (me !== null) return <Leave email={email} />;
  if (!account) return <NewAccount token={token} email={email} />;
  return (
    <>
      <p>{say.accept.hasAccount}</p>
      <Button component={Link} href={`/sign-in?next=${encodeURIComponent(`/invitations/${token}`)}`}>
        {say.signIn.go}
      </Button>
    </>
  );
}

/** Where the link of an invitation leads: into the workspace, by the account that fits. */
export function InvitationPage() {
  const say = useMessages(messages).accept;
  const { roles } = useMessages(shared);
  const { token } = useParams<{ token: string }>();
  const start = useStart();
  const { data, error } = useEndpoint(readInvitation, { token });
  const lead = data && say.lead(data.workspace, roles[data.role]);
  return (
    <Door title={say.title} lead={lead}>
      {error && <AttemptProblem problem={toProblem(error)} />}
      {data && start.data ? <Way token={token} invitation={data} /> : !error && <Skeleton height={180} />}
    </Door>
  );
}
