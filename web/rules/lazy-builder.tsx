import { lazy, Suspense } from 'react';
import type { RuleBuilderProps } from './rule-builder-dialog.tsx';

const RuleBuilderDialog = lazy(async () => ({
  default: (await import('./rule-builder-dialog.tsx')).RuleBuilderDialog,
}));

/** The builder of nested rules, whose code comes when it is first opened. */
export function LazyBuilder(props: RuleBuilderProps) {
  return (
    <Suspense fallback={null}>
      <RuleBuilderDialog {...props} />
    </Suspense>
  );
}
