import { Suspense, lazy } from 'react';
import { Redirect, Route, Router, Switch, useLocation, useParams } from 'wouter';
import { publicPages } from '../access/public-pages.ts';
import { useStart, WorkspacePlace, type Me } from '../ui/api/session.tsx';
import { ErrorBoundary } from '../ui/feedback/error-boundary.tsx';
import { ProblemView } from '../ui/feedback/problem-view.tsx';
import { useAppliedPreferences } from './preferences.ts';

const Shell = lazy(async () => ({ default: (await import('./shell.tsx')).Shell }));
const NoWorkspace = lazy(async () => ({ default: (await import('../access/no-workspace.tsx')).NoWorkspace }));

/** Where somebody who is not signed in goes: to the set-up while there is no owner, else to sign in and back. */
function Stranger({ setup }: { setup: boolean }) {
  const [location] = useLocation();
  if (setup) return <Redirect to="/setup" replace />;
  const here = location + window.location.search;
  return <Redirect to={here === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(here)}`} replace />;
}

function InWorkspace({ me }: { me: Me }) {
  const { slug } = useParams<{ slug: string }>();
  const workspace = me.workspaces.find((one) => one.slug === slug);
  if (workspace === undefined) return <ToWorkspace me={me} />;
  return (
    <WorkspacePlace workspace={workspace}>
      <Router base={`/w/${workspace.slug}`}>
        <Shell me={me} />
      </Router>
    </WorkspacePlace>
  );
}

/** To the workspace in which somebody was last, else the first that they joined. */
function ToWorkspace({ me }: { me: Me }) {
  const last = localStorage.getItem('clientele.workspace');
  const place = me.workspaces.find(({ slug }) => slug === last) ?? me.workspaces[0];
  return place === undefined ? <NoWorkspace /> : <Redirect to={`/w/${place.slug}`} replace />;
}

function SignedIn() {
  const { data, error, refetch } = useStart();
  const me = data?.me ?? null;
  useAppliedPreferences(me);
  if (data === undefined) return error ? <ProblemView error={error} retry={refetch} /> : null;
  if (me === null) return <Stranger setup={data.setup} />;
  return (
    <Switch>
      <Route path="/w/:slug/*?">
        <InWorkspace me={me} />
      </Route>
      <Route>
        <ToWorkspace me={me} />
      </Route>
    </Switch>
  );
}

/** Every address: the pages for strangers, then those inside a workspace. */
export function Routes() {
  return (
    <ErrorBoundary>
      <Suspense fallback={null}>
        <Switch>
          {publicPages.map(({ path, component }) => (
            <Route key={path} path={path} component={component} />
          ))}
          <Route>
            <SignedIn />
          </Route>
        </Switch>
      </Suspense>
    </ErrorBoundary>
  );
}
