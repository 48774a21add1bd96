import { ListChecks } from 'lucide-react';
import { loadPage, type PageEntry } from '../ui/page/page-entry.ts';

/** The pages of jobs. */
export const jobPages: readonly PageEntry[] = [
  {
    id: 'jobs',
    path: '/jobs',
    title: { en: 'Jobs', zh: '任务' },
    access: 'viewer',
    component: loadPage(async () => (await import('./jobs-page.tsx')).JobsPage),
    navigation: { group: 'intake', icon: ListChecks, keys: 'g j' },
  },
];
