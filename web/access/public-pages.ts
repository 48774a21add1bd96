import type { ComponentType, LazyExoticComponent } from 'react';
import { loadPage } from '../ui/page/page-entry.ts';

interface PublicPage {
  readonly path: string;
  readonly component: LazyExoticComponent<ComponentType>;
}

/** The pages that need nobody to be signed in. */
export const publicPages: readonly PublicPage[] = [
  { path: '/setup', component: loadPage(async () => (await import('./set-up-page.tsx')).SetUpPage) },
  { path: '/sign-in', component: loadPage(async () => (await import('./sign-in-page.tsx')).SignInPage) },
];
