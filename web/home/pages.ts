import { House } from 'lucide-react';
import { loadPage, type PageEntry } from '../ui/page/page-entry.ts';

/** The start page. */
export const homePages: readonly PageEntry[] = [
  {
    id: 'home',
    path: '/',
    title: { en: 'Home', zh: '首页' },
    access: 'viewer',
    component: loadPage(async () => (await import('./home-page.tsx')).HomePage),
    navigation: { group: 'customers', icon: House, keys: 'g h' },
  },
];
