import { Database, FileUp, Handshake, History } from 'lucide-react';
import { loadPage, type PageEntry } from '../ui/page/page-entry.ts';

/** The pages of imports and sources. */
export const sourcePages: readonly PageEntry[] = [
  {
    id: 'import',
    path: '/import',
    title: { en: 'Import', zh: '导入' },
    access: 'editor',
    component: loadPage(async () => (await import('./wizard/import-page.tsx')).ImportPage),
    navigation: { group: 'intake', icon: FileUp, keys: 'g i' },
  },
  {
    id: 'imports',
    path: '/imports',
    title: { en: 'Imports', zh: '导入记录' },
    access: 'viewer',
    component: loadPage(async () => (await import('./result/imports-page.tsx')).ImportsPage),
    navigation: { group: 'intake', icon: History, keys: 'g l' },
  },
  {
    id: 'import-result',
    path: '/imports/:id',
    title: { en: 'Import', zh: '导入' },
    access: 'viewer',
    component: loadPage(async () => (await import('./result/import-result-page.tsx')).ImportResultPage),
  },
  {
    id: 'sources',
    path: '/sources',
    title: { en: 'Sources', zh: '来源' },
    access: 'viewer',
    component: loadPage(async () => (await import('./source/sources-page.tsx')).SourcesPage),
    navigation: { group: 'intake', icon: Database, keys: 'g s' },
  },
  {
    id: 'source',
    path: '/sources/:id',
    title: { en: 'Source', zh: '来源' },
    access: 'viewer',
    component: loadPage(async () => (await import('./source/source-page.tsx')).SourcePage),
  },
  {
    id: 'agreements',
    path: '/agreements',
    title: { en: 'Partners’ lists', zh: '合作方名单' },
    access: 'viewer',
    component: loadPage(async () => (await import('./agreements/agreements-page.tsx')).AgreementsPage),
    navigation: { group: 'intake', icon: Handshake, keys: 'g y' },
  },
  {
    id: 'agreement',
    path: '/agreements/:id',
    title: { en: 'Agreement', zh: '协议' },
    access: 'viewer',
    component: loadPage(async () => (await import('./agreements/agreement-page.tsx')).AgreementPage),
  },
];
