import { Button } from '@mantine/core';
import { Database } from 'lucide-react';
import { Link } from 'wouter';
import { EmptyState } from '../ui/feedback/empty-state.tsx';
import { useMessages } from '../ui/i18n/language.ts';
import { Page } from '../ui/page/page.tsx';
import { useMay } from '../ui/api/session.tsx';
import { Breakdown } from './breakdown.tsx';
import { useOverview } from './counts.ts';
import { messages } from './messages.ts';
import { MyTasks } from './my-tasks.tsx';
import { Tiles } from './tiles.tsx';
import { Running, Waiting } from './work.tsx';

function Empty() {
  const say = useMessages(messages);
  const mayBegin = useMay('editor');
  const begin = (
    <Button component={Link} href="/welcome">
      {say.begin}
    </Button>
  );
  return (
    <EmptyState icon={Database} title={say.empty} action={mayBegin && begin}>
      {say.emptyLead}
    </EmptyState>
  );
}

/** What is in the database, what changed, what waits, what runs. */
export function HomePage() {
  const say = useMessages(messages);
  const organizations = useOverview('organization').data;
  const people = useOverview('person').data;
  const empty = organizations?.total === 0 && people?.total === 0;
  return (
    <Page title={say.title} lead={say.lead}>
      <Running />
      {empty ? (
        <Empty />
      ) : (
        <>
          <Tiles />
          <MyTasks />
          <Waiting />
          <Breakdown />
        </>
      )}
    </Page>
  );
}
