import { useMessages } from '../ui/i18n/language.ts';
import { Page } from '../ui/page/page.tsx';
import { messages } from './messages.ts';

/** What is in the database. */
export function HomePage() {
  const say = useMessages(messages);
  return (
    <Page title={say.title} lead={say.lead}>
      {null}
    </Page>
  );
}
