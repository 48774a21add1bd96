import { GitMerge } from 'lucide-react';
import { loadPage, type PageEntry } from '../ui/page/page-entry.ts';

/** The pages of duplicates. */
export const matchPages: readonly PageEntry[] = [
  {
    id: 'duplicates',
    path: '/duplicates',
    title: { en: 'Duplicates', zh: '查重合并' },
    access: 'viewer',
    component: loadPage(async () => (await import('./matching-page.tsx')).MatchingPage),
    navigation: { group: 'customers', icon: GitMerge, keys: 'g d' },
  },
];
