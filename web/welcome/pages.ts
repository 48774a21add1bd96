import { loadPage, type PageEntry } from '../ui/page/page-entry.ts';

/** The page of the first minutes. */
export const welcomePages: readonly PageEntry[] = [
  {
    id: 'welcome',
    path: '/welcome',
    title: { en: 'Begin', zh: '开始' },
    access: 'editor',
    component: loadPage(async () => (await import('./welcome-page.tsx')).WelcomePage),
  },
];
