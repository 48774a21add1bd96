import { useMemo } from 'react';
import { listComputedValues } from '../../src/insights/computed/contract.ts';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import { useLanguage, useMessages } from '../ui/i18n/language.ts';
import {
  columnInfos,
  firstColumns,
  gridColumns,
  moveColumn,
  type ColumnInfo,
  type FieldInfo,
  type GridColumn,
  type ValueInfo,
} from './columns.ts';
import { limitWidth } from './grid/resize.ts';
import type { ColumnActions } from './grid/header-menu.tsx';
import { messages } from './messages.ts';
import { asksNear } from './rule.ts';
import type { ExploreState, ShownColumn, SortedBy } from './state.ts';
import type { ChangeState } from './use-address.ts';
import { useStable, useSteady } from './use-stable.ts';

/** The columns of the grid, and how they change. */
export interface Columns {
  readonly infos: readonly ColumnInfo[];
  readonly shown: readonly ShownColumn[];
  readonly columns: readonly GridColumn[];
  /** The order of the rows, of what can be ordered by. */
  readonly sort: readonly SortedBy[];
  readonly actions: ColumnActions;
}

function withSort(sort: readonly SortedBy[], next: { key: string; direction: SortedBy['direction'] | null }) {
  const { key: field, direction } = next;
  const changed = sort.map((one) => (one.field === field && direction ? { field, direction } : one));
  if (direction === null) return sort.filter((one) => one.field !== field);
  return changed.some((one) => one.field === field)
    ? changed
    : [...changed.slice(0, 2), { field, direction }];
}

/** Puts a column where another stands; it is pinned where that one is. */
function placeColumn(shown: readonly ShownColumn[], key: string, target: string): readonly ShownColumn[] {
  const pinned = shown.find((one) => one.key === target)?.pinned ?? false;
  return moveColumn(shown, key, target).map((one) => (one.key === key ? { ...one, pinned } : one));
}

/** The same actions for ever, so that the head of the grid is drawn only when it changes. */
function useSteadyActions(actions: ColumnActions): ColumnActions {
  const sort = useSteady(actions.sort);
  const move = useSteady(actions.move);
  const place = useSteady(actions.place);
  const resize = useSteady(actions.resize);
  const pin = useSteady(actions.pin);
  const hide = useSteady(actions.hide);
  return useMemo(() => ({ sort, move, place, resize, pin, hide }), [sort, move, place, resize, pin, hide]);
}

const noValues: readonly ValueInfo[] = [];

/** What is shown of the customers, as the address says. */
export function useColumns(state: ExploreState, fields: readonly FieldInfo[], change: ChangeState): Columns {
  const say = useMessages(messages);
  const language = useLanguage();
  const { kind } = state;
  const near = asksNear(state.rule);
  const { data } = useEndpoint(listComputedValues, { kind });
  const values = data?.all ?? noValues;
  const infos = useMemo(
    () => columnInfos({ fields, values, near }, say.system, language),
    [fields, values, near, say, language],
  );
  const asked = useStable(state.columns ?? firstColumns(kind, near));
  const columns = useMemo(() => gridColumns(asked, infos), [asked, infos]);
  const sortable = new Set(infos.filter((info) => info.sortable).map(({ key }) => key));
  const sort = useStable(state.sort.filter(({ field }) => sortable.has(field)));
  const widths = new Map(asked.map(({ key, width }) => [key, width]));
  // As they stand on the screen: the pinned ones first.
  const shown = columns.map(({ key, pinned }) => ({ key, pinned, width: widths.get(key) ?? null }));
  const set = (next: readonly ShownColumn[]) => change({ columns: next }, { replace: true });
  const setOne = (key: string, changes: Partial<ShownColumn>) =>
    set(shown.map((one) => (one.key === key ? { ...one, ...changes } : one)));
  const actions = useSteadyActions({
    sort: (key, direction, add) =>
      change({ sort: withSort(add ? sort : sort.filter(({ field }) => field === key), { key, direction }) }),
    move(key, by) {
      const target = shown[shown.findIndex((one) => one.key === key) + by];
      if (target !== undefined) set(placeColumn(shown, key, target.key));
    },
    place: (key, target) => set(placeColumn(shown, key, target)),
    resize: (key, width) => setOne(key, { width: limitWidth(width) }),
    pin: (key, pinned) => setOne(key, { pinned }),
    hide(key) {
      if (shown.length > 1) set(shown.filter((one) => one.key !== key));
    },
  });
  return { infos, shown, columns, sort, actions };
}
