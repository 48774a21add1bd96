import { Shapes } from 'lucide-react';
import { loadPage, type PageEntry } from '../ui/page/page-entry.ts';

/** The pages of segments. */
export const segmentPages: readonly PageEntry[] = [
  {
    id: 'segments',
    path: '/segments',
    title: { en: 'Segments', zh: '客户分群' },
    access: 'viewer',
    component: loadPage(async () => (await import('./segments-page.tsx')).SegmentsPage),
    navigation: { group: 'customers', icon: Shapes, keys: 'g t' },
  },
  {
    id: 'segment',
    path: '/segments/:id',
    title: { en: 'Segment', zh: '分群' },
    access: 'viewer',
    component: loadPage(async () => (await import('./segment-page.tsx')).SegmentPage),
  },
];
