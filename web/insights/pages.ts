import { ChartLine, Lightbulb, MessageSquareText, Sigma } from 'lucide-react';
import { loadPage, type PageEntry } from '../ui/page/page-entry.ts';

/** What purchases tell of customers. */
export const insightPages: readonly PageEntry[] = [
  {
    id: 'insights',
    path: '/insights',
    title: { en: 'Insights', zh: '客户洞察' },
    access: 'viewer',
    component: loadPage(async () => (await import('./insights-page.tsx')).InsightsPage),
    navigation: { group: 'customers', icon: ChartLine, keys: 'g n' },
  },
  {
    id: 'findings',
    path: '/findings',
    title: { en: 'Findings', zh: '自动发现' },
    access: 'viewer',
    component: loadPage(async () => (await import('./findings-page.tsx')).FindingsPage),
    navigation: { group: 'customers', icon: Lightbulb, keys: 'g w' },
  },
  {
    id: 'opinions',
    path: '/opinions',
    title: { en: 'What customers say', zh: '客户之声' },
    access: 'viewer',
    component: loadPage(async () => (await import('./opinions/opinions-page.tsx')).OpinionsPage),
    navigation: { group: 'customers', icon: MessageSquareText, keys: 'g q' },
  },
  {
    id: 'values',
    path: '/values',
    title: { en: 'Computed values', zh: '计算值' },
    access: 'viewer',
    component: loadPage(async () => (await import('./computed/values-page.tsx')).ValuesPage),
    navigation: { group: 'customers', icon: Sigma, keys: 'g v' },
  },
];
