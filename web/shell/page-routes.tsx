import { Button } from '@mantine/core';
import { Compass, Lock } from 'lucide-react';
import { Suspense } from 'react';
import { Link, Route, Switch } from 'wouter';
import { pages } from '../pages.ts';
import { useMay } from '../ui/api/session.tsx';
import { EmptyState } from '../ui/feedback/empty-state.tsx';
import { useMessages } from '../ui/i18n/language.ts';
import { messages as shared } from '../ui/messages.ts';
import type { PageEntry } from '../ui/page/page-entry.ts';
import { Page } from '../ui/page/page.tsx';

function NotFound() {
  const say = useMessages(shared);
  const home = (
    <Button component={Link} href="/" variant="default">
      {say.home}
    </Button>
  );
  return (
    <Page title={say.notFound} width="text">
      <EmptyState icon={Compass} title={say.notFound} action={home}>
        {say.notFoundLead}
      </EmptyState>
    </Page>
  );
}

function NotAllowed({ page }: { page: PageEntry }) {
  const say = useMessages(shared);
  return (
    <Page title={say.notAllowed} width="text">
      <EmptyState icon={Lock} title={say.notAllowed}>
        {say.notAllowedLead(say.roles[page.access])}
      </EmptyState>
    </Page>
  );
}

function AllowedPage({ page }: { page: PageEntry }) {
  const may = useMay(page.access);
  const { component: Content } = page;
  return may ? <Content /> : <NotAllowed page={page} />;
}

/** The page at the address, within what the reader's role allows. */
export function PageRoutes() {
  return (
    <Suspense fallback={null}>
      <Switch>
        {pages.map((page) => (
          <Route key={page.id} path={page.path}>
            <AllowedPage page={page} />
          </Route>
        ))}
        <Route>
          <NotFound />
        </Route>
      </Switch>
    </Suspense>
  );
}
