import { lazy, Suspense } from 'react';
import type { FilterEditorProps } from './filter-editor.tsx';

const bring = async () => ({ default: (await import('./filter-editor.tsx')).FilterEditor });

const FilterEditor = lazy(bring);

/** Asks for the editor's code when somebody reaches for a filter; whether it failed is seen once it is shown. */
export function expectFilterEditor(): void {
  bring().catch(() => undefined);
}

/** The editor of one filter, whose code comes when a filter is first touched. */
export function LazyFilterEditor(props: FilterEditorProps) {
  return (
    <Suspense fallback={null}>
      <FilterEditor {...props} />
    </Suspense>
  );
}
