import type { Output } from '../../src/lib/endpoint.ts';
import type { listViews } from '../../src/query/contract.ts';
import { useMay } from '../ui/api/session.tsx';
import { joinWords, ruleKey, splitWords } from './rule.ts';
import { narrowest, widest, type ExploreState, type ShownColumn } from './state.ts';

export type SavedView = Output<typeof listViews>['rows'][number];

function viewColumns({ columns, layout }: SavedView): ShownColumn[] | null {
  if (columns.length === 0) return null;
  const pinned = new Set(layout.pinned);
  return columns.map((key) => {
    const width = layout.widths[key];
    const kept = width !== undefined && width >= narrowest && width <= widest;
    return { key, width: kept ? width : null, pinned: pinned.has(key) };
  });
}

/** What the page shows when a view is opened. */
export function viewState(view: SavedView): Omit<ExploreState, 'tab' | 'open'> {
  const { rule, words } = splitWords(readRule(view.rule));
  return { kind: view.kind, rule, words, sort: view.sort, columns: viewColumns(view), view: view.id };
}

/** A rule from the server is JSON already. */
function readRule(rule: unknown): ExploreState['rule'] {
  const read: ExploreState['rule'] = JSON.parse(JSON.stringify(rule));
  return read;
}

/** What of the state a view keeps. */
export function viewContent({ rule, words, sort, columns }: ExploreState) {
  const shown = columns ?? [];
  return {
    rule: joinWords(rule, words),
    sort: [...sort],
    columns: shown.map(({ key }) => key),
    layout: {
      widths: Object.fromEntries(shown.flatMap(({ key, width }) => (width === null ? [] : [[key, width]]))),
      pinned: shown.filter(({ pinned }) => pinned).map(({ key }) => key),
    },
  };
}

/** True when the page shows something else than the view as it was saved. */
export function hasChanged(view: SavedView, state: ExploreState): boolean {
  const saved = viewContent({ ...state, ...viewState(view) });
  return ruleKey(saved) !== ruleKey(viewContent(state));
}

/** Whether the reader may change a view; the server decides again. */
export function useMayChange(): (view: SavedView) => boolean {
  const mayWrite = useMay('analyst');
  const mayRule = useMay('admin');
  return (view) => mayWrite && (view.mine || (view.shared && mayRule));
}
