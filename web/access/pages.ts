import { KeyRound, ScrollText, Users } from 'lucide-react';
import { loadPage, type PageEntry } from '../ui/page/page-entry.ts';

/** The pages of members, keys and the audit trail, and everybody's own account. */
export const accessPages: readonly PageEntry[] = [
  {
    id: 'members',
    path: '/members',
    title: { en: 'Members', zh: '成员' },
    access: 'viewer',
    component: loadPage(async () => (await import('./members-page.tsx')).MembersPage),
    navigation: { group: 'settings', icon: Users, keys: 'g m' },
  },
  {
    id: 'keys',
    path: '/keys',
    title: { en: 'API keys', zh: 'API 密钥' },
    access: 'admin',
    component: loadPage(async () => (await import('./keys-page.tsx')).KeysPage),
    navigation: { group: 'settings', icon: KeyRound, keys: 'g k' },
  },
  {
    id: 'audit',
    path: '/audit',
    title: { en: 'Audit trail', zh: '审计日志' },
    access: 'admin',
    component: loadPage(async () => (await import('./audit-page.tsx')).AuditPage),
    navigation: { group: 'settings', icon: ScrollText, keys: 'g a' },
  },
  {
    id: 'account',
    path: '/account',
    title: { en: 'Your account', zh: '我的账号' },
    access: 'viewer',
    component: loadPage(async () => (await import('./account-page.tsx')).AccountPage),
  },
];
