import { ChartPie, LayoutDashboard } from 'lucide-react';
import { loadPage, type PageEntry } from '../ui/page/page-entry.ts';

/** What is watched. */
export const dashboardPages: readonly PageEntry[] = [
  {
    id: 'dashboards',
    path: '/dashboards',
    title: { en: 'Dashboards', zh: '看板' },
    access: 'viewer',
    component: loadPage(async () => (await import('./dashboards-page.tsx')).DashboardsPage),
    navigation: { group: 'customers', icon: LayoutDashboard, keys: 'g b' },
  },
  {
    id: 'dashboard',
    path: '/dashboards/:id',
    title: { en: 'Dashboard', zh: '看板' },
    access: 'viewer',
    component: loadPage(async () => (await import('./dashboard-page.tsx')).DashboardPage),
  },
  {
    id: 'market',
    path: '/market',
    title: { en: 'Market share', zh: '市场份额' },
    access: 'viewer',
    component: loadPage(async () => (await import('./market/market-page.tsx')).MarketPage),
    navigation: { group: 'customers', icon: ChartPie, keys: 'g u' },
  },
];
