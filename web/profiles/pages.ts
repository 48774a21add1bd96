import { loadPage, type PageEntry } from '../ui/page/page-entry.ts';

/** The page of one customer. */
export const profilePages: readonly PageEntry[] = [
  {
    id: 'profile',
    path: '/profiles/:id',
    title: { en: 'Customer', zh: '客户' },
    access: 'viewer',
    component: loadPage(async () => (await import('./profile-page.tsx')).ProfilePage),
  },
];
