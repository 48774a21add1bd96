/** A page as it is to be looked at: its address, and what must be there before one looks. */
export interface ShownPage {
  readonly path: string;
  readonly shows: string;
  /** True where the server has to refuse something, which browsers write into the console. */
  readonly refused?: true;
}

/** Below /w/<workspace>, for somebody who is signed in. */
export const workspacePages: readonly ShownPage[] = [
  { path: '', shows: 'main dl' },
  { path: '/profiles/org_1', shows: '[data-field=name]' },
  { path: '/profiles/org_zzzz', shows: '[role=alert]', refused: true },
  { path: '/welcome', shows: 'main h3' },
  { path: '/explore', shows: '[role=grid] [data-row="0"]' },
  { path: '/explore?tab=charts', shows: 'main canvas' },
  { path: '/duplicates', shows: 'main [role=tablist]' },
  { path: '/duplicates?tab=history', shows: 'main [role=tabpanel] > *' },
  { path: '/segments?kind=organization', shows: 'main section li' },
  { path: '/insights', shows: 'main h1' },
  { path: '/findings', shows: 'main h1' },
  { path: '/opinions', shows: 'main h1' },
  { path: '/values', shows: 'main h1' },
  { path: '/dashboards', shows: 'main h1' },
  { path: '/market', shows: 'main h1' },
  { path: '/import', shows: 'main section button' },
  { path: '/imports', shows: 'main tbody tr' },
  { path: '/sources', shows: 'main tbody tr' },
  { path: '/agreements', shows: 'main h1' },
  { path: '/tracking-plan', shows: 'main section' },
  { path: '/forms', shows: 'main section form' },
  { path: '/connectors', shows: 'main h2' },
  { path: '/card', shows: 'main textarea' },
  { path: '/jobs', shows: 'main tbody tr' },
  { path: '/members', shows: 'main tbody tr' },
  { path: '/keys', shows: 'main tbody tr' },
  { path: '/audit', shows: 'main tbody tr' },
  { path: '/fields', shows: 'main tbody tr' },
  { path: '/fields?kind=person&show=own', shows: 'main h2' },
  { path: '/settings', shows: 'main dl' },
  { path: '/account', shows: 'main tbody tr' },
  { path: '/help', shows: 'main article h2' },
  { path: '/help/query', shows: 'main article table' },
  { path: '/nowhere', shows: 'main h1' },
];

/** For strangers. */
export const publicPages: readonly ShownPage[] = [
  { path: '/setup', shows: 'main a' },
  { path: '/sign-in', shows: 'main form' },
  { path: '/password', shows: 'main a' },
  { path: '/password/x', shows: 'main form' },
  { path: '/invitations/x', shows: '[role=alert]', refused: true },
];
