import { Anchor, Button, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { forgetPassword } from '../../src/access/contract.ts';
import { useStart } from '../ui/api/session.tsx';
import { useAction } from '../ui/api/use-endpoint.ts';
import { useForm } from '../ui/form/use-form.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { AttemptProblem } from './attempt-problem.tsx';
import { Door } from './door.tsx';
import { messages } from './messages.ts';

function AskForm({ sent }: { sent: (email: string) => void }) {
  const say = useMessages(messages);
  const ask = useAction(forgetPassword, { quiet: true, done: (_, { email }) => sent(email) });
  const { errors, submit } = useForm(forgetPassword, ask.run);
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {ask.problem && <AttemptProblem problem={ask.problem} />}
        <TextInput
          name="email"
          type="email"
          autoComplete="username"
          label={say.email}
          error={errors['email']}
          required
        />
        <Button type="submit" loading={ask.running}>
          {say.forgotten.go}
        </Button>
      </Stack>
    </form>
  );
}

/** A link to a new password by mail; where the installation sends none, whom to ask for one. */
export function ForgottenPage() {
  const say = useMessages(messages).forgotten;
  const { data } = useStart();
  const [email, setEmail] = useState<string | null>(null);
  const mails = data?.mail === true;
  const lead = email === null ? (mails ? say.mailLead : say.lead) : say.sent(email);
  return (
    <Door title={say.title} lead={data === undefined ? '' : lead}>
      {mails && email === null && <AskForm sent={setEmail} />}
      <Anchor component={Link} href="/sign-in" size="sm">
        {say.signIn}
      </Anchor>
    </Door>
  );
}
