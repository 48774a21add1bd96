import { Route } from 'lucide-react';
import { loadPage, type PageEntry } from '../ui/page/page-entry.ts';

/** The pages of events. */
export const eventPages: readonly PageEntry[] = [
  {
    id: 'tracking-plan',
    path: '/tracking-plan',
    title: { en: 'Tracking plan', zh: '埋点计划' },
    access: 'viewer',
    component: loadPage(async () => (await import('./plan-page.tsx')).PlanPage),
    navigation: { group: 'intake', icon: Route, keys: 'g p' },
  },
];
