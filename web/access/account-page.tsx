import { useMessages } from '../ui/i18n/language.ts';
import { Page } from '../ui/page/page.tsx';
import { Section } from '../ui/page/section.tsx';
import { messages } from './messages.ts';
import { PasswordForm } from './password-form.tsx';
import { SecondFactor } from './second-factor.tsx';
import { SessionList } from './session-list.tsx';

/** The reader's own account. */
export function AccountPage() {
  const say = useMessages(messages).account;
  return (
    <Page title={say.title} lead={say.lead} width="text">
      <Section title={say.sessions}>
        <SessionList />
      </Section>
      <Section title={say.password}>
        <PasswordForm />
      </Section>
      <Section title={say.second}>
        <SecondFactor />
      </Section>
    </Page>
  );
}
