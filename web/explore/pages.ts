import { Telescope } from 'lucide-react';
import { loadPage, type PageEntry } from '../ui/page/page-entry.ts';

/** The page of all customers. */
export const explorePages: readonly PageEntry[] = [
  {
    id: 'explore',
    path: '/explore',
    title: { en: 'Explore', zh: '探索' },
    access: 'viewer',
    component: loadPage(async () => (await import('./explore-page.tsx')).ExplorePage),
    navigation: { group: 'customers', icon: Telescope, keys: 'g e' },
  },
];
