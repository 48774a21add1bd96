import { Settings } from 'lucide-react';
import { loadPage, type PageEntry } from '../ui/page/page-entry.ts';

/** The settings of the workspace. */
export const settingsPages: readonly PageEntry[] = [
  {
    id: 'settings',
    path: '/settings',
    title: { en: 'Settings', zh: '设置' },
    access: 'admin',
    component: loadPage(async () => (await import('./settings-page.tsx')).SettingsPage),
    navigation: { group: 'settings', icon: Settings, keys: 'g ,' },
  },
];
