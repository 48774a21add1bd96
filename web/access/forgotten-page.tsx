import { Anchor } from '@mantine/core';
import { Link } from 'wouter';
import { useMessages } from '../ui/i18n/language.ts';
import { Door } from './door.tsx';
import { messages } from './messages.ts';

/** What to do about a forgotten password. */
export function ForgottenPage() {
  const say = useMessages(messages).forgotten;
  return (
    <Door title={say.title} lead={say.lead}>
      <Anchor component={Link} href="/sign-in" size="sm">
        {say.signIn}
      </Anchor>
    </Door>
  );
}
