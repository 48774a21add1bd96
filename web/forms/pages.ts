import { ClipboardList } from 'lucide-react';
import { loadPage, type PageEntry } from '../ui/page/page-entry.ts';

/** The pages of forms. */
export const formPages: readonly PageEntry[] = [
  {
    id: 'forms',
    path: '/forms',
    title: { en: 'Forms', zh: '表单' },
    access: 'viewer',
    component: loadPage(async () => (await import('./forms-page.tsx')).FormsPage),
    navigation: { group: 'intake', icon: ClipboardList, keys: 'g o' },
  },
  {
    id: 'form',
    path: '/forms/:id',
    title: { en: 'Form', zh: '表单' },
    access: 'viewer',
    component: loadPage(async () => (await import('./form-page.tsx')).FormPage),
  },
];
