declare module '*.md' {
  import type { Guide } from './guide.ts';

  export const guide: Guide;
}
