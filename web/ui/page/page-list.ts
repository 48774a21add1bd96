import { createContext, useContext } from 'react';
import { atLeast, useWorkspace } from '../api/session.tsx';
import type { PageEntry } from './page-entry.ts';

/** Every page of the application, for pieces that lead to pages of other rooms. */
export const PageListContext = createContext<readonly PageEntry[]>([]);

/** The pages that the reader's role may see. */
export function useVisiblePages(): readonly PageEntry[] {
  const { role } = useWorkspace();
  return useContext(PageListContext).filter(({ access }) => atLeast(role, access));
}

/** The path of the page with an id, for a reader who may see it; undefined where there is no such page. */
export function usePagePath(id: string): string | undefined {
  return useVisiblePages().find((page) => page.id === id)?.path;
}
