import type { Kind } from '../../src/fields/types.ts';
import { usePagePath } from '../ui/page/page-list.ts';

/** Where in the application something is looked at more closely; undefined where the reader may not, or there is no such page. */
export interface Links {
  /** The customers that a rule fits, as a list. */
  readonly customers: (kind: Kind, rule: unknown, sort?: string) => string | undefined;
  readonly page: (id: string) => string | undefined;
}

/** Ways from the start page to the pages behind its numbers. */
export function useLinks(): Links {
  const explore = usePagePath('explore');
  const pages = new Map(
    Object.entries({
      jobs: usePagePath('jobs'),
      imports: usePagePath('imports'),
      'import-result': usePagePath('import-result'),
      audit: usePagePath('audit'),
      duplicates: usePagePath('duplicates'),
    }),
  );
  return {
    customers(kind, rule, sort) {
      if (explore === undefined) return undefined;
      const search = new URLSearchParams();
      if (kind !== 'organization') search.set('kind', kind);
      search.set('rule', JSON.stringify(rule));
      if (sort !== undefined) search.set('sort', sort);
      return `${explore}?${search}`;
    },
    page: (id) => pages.get(id),
  };
}
