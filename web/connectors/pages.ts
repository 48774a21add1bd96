import { IdCard, Plug } from 'lucide-react';
import { loadPage, type PageEntry } from '../ui/page/page-entry.ts';

/** The pages of connectors. */
export const connectorPages: readonly PageEntry[] = [
  {
    id: 'connectors',
    path: '/connectors',
    title: { en: 'Connectors', zh: '连接器' },
    access: 'editor',
    component: loadPage(async () => (await import('./connectors-page.tsx')).ConnectorsPage),
    navigation: { group: 'intake', icon: Plug, keys: 'g c' },
  },
  {
    id: 'card',
    path: '/card',
    title: { en: 'Add a business card', zh: '添加名片' },
    access: 'editor',
    component: loadPage(async () => (await import('./card-page.tsx')).CardPage),
    navigation: { group: 'intake', icon: IdCard, keys: 'g r' },
  },
  {
    id: 'connector',
    path: '/connectors/:id',
    title: { en: 'Connector', zh: '连接器' },
    access: 'editor',
    component: loadPage(async () => (await import('./connector-page.tsx')).ConnectorPage),
  },
];
