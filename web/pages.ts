import { accessPages } from './access/pages.ts';
import { dashboardPages } from './dashboards/pages.ts';
import { connectorPages } from './connectors/pages.ts';
import { eventPages } from './events/pages.ts';
import { explorePages } from './explore/pages.ts';
import { matchPages } from './matching/pages.ts';
import { formPages } from './forms/pages.ts';
import { helpPages } from './help/pages.ts';
import { fieldPages } from './fields/pages.ts';
import { insightPages } from './insights/pages.ts';
import { homePages } from './home/pages.ts';
import { jobPages } from './jobs/pages.ts';
import { profilePages } from './profiles/pages.ts';
import { segmentPages } from './segments/pages.ts';
import { settingsPages } from './settings/pages.ts';
import { sourcePages } from './sources/pages.ts';
import type { PageEntry } from './ui/page/page-entry.ts';
import { welcomePages } from './welcome/pages.ts';

/** Every page inside a workspace, in the order of the navigation. */
export const pages: readonly PageEntry[] = [
  ...homePages,
  ...explorePages,
  ...segmentPages,
  ...insightPages,
  ...dashboardPages,
  ...profilePages,
  ...matchPages,
  ...sourcePages,
  ...formPages,
  ...connectorPages,
  ...eventPages,
  ...jobPages,
  ...fieldPages,
  ...accessPages,
  ...helpPages,
  ...settingsPages,
  ...welcomePages,
];
