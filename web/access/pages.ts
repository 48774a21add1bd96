import { ScrollText } from 'lucide-react';
import { loadPage, type PageEntry } from '../ui/page/page-entry.ts';

/** The pages of members, keys and the audit trail, and everybody's own account. */
export const accessPages: readonly PageEntry[] = [
  {
    id: 'audit',
    path: '/audit',
    title: { en: 'Audit trail', zh: '审计日志' },
    access: 'admin',
    component: loadPage(async () => (await import('./audit-page.tsx')).AuditPage),
    navigation: { group: 'settings', icon: ScrollText, keys: 'g a' },
  },
];
