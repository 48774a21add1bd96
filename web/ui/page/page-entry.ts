import type { LucideIcon } from 'lucide-react';
import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import type { Role } from '../../../src/lib/endpoint.ts';
import type { Bilingual } from '../../../src/lib/problem.ts';

/** The parts of the navigation, in their order. */
export const navigationGroups = ['customers', 'intake', 'settings'] as const;

/** A page inside a workspace. */
export interface PageEntry {
  readonly id: string;
  /** Below the workspace's address; `:id` stands for a part that differs. */
  readonly path: `/${string}`;
  readonly title: Bilingual;
  /** The weakest role that sees it. */
  readonly access: Role;
  readonly component: LazyExoticComponent<ComponentType>;
  /** Where it stands in the navigation, if it does; keys are two, one after the other. */
  readonly navigation?: {
    readonly group: (typeof navigationGroups)[number];
    readonly icon: LucideIcon;
    readonly keys?: string;
  };
}

/** A component whose code comes when it is first shown: `loadPage(async () => (await import('./x-page.tsx')).XPage)`. */
export function loadPage(load: () => Promise<ComponentType>): LazyExoticComponent<ComponentType> {
  return lazy(async () => ({ default: await load() }));
}
