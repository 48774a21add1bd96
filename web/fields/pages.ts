import { TableProperties } from 'lucide-react';
import { loadPage, type PageEntry } from '../ui/page/page-entry.ts';

/** The catalogue of fields. */
export const fieldPages: readonly PageEntry[] = [
  {
    id: 'fields',
    path: '/fields',
    title: { en: 'Fields', zh: '字段' },
    access: 'viewer',
    component: loadPage(async () => (await import('./fields-page.tsx')).FieldsPage),
    navigation: { group: 'settings', icon: TableProperties, keys: 'g f' },
  },
];
