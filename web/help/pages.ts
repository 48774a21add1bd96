import { BookOpen } from 'lucide-react';
import { loadPage, type PageEntry } from '../ui/page/page-entry.ts';

const component = loadPage(async () => (await import('./help-page.tsx')).HelpPage);
const title = { en: 'Help', zh: '帮助' };

/** The guides. */
export const helpPages: readonly PageEntry[] = [
  {
    id: 'help',
    path: '/help',
    title,
    access: 'viewer',
    component,
    navigation: { group: 'settings', icon: BookOpen, keys: 'g ?' },
  },
  { id: 'guide', path: '/help/:guide', title, access: 'viewer', component },
];
