import type { KeyboardEvent, RefObject } from 'react';
import type { SortedBy } from '../state.ts';
import type { GridProps } from './grid-props.ts';
import { widthStep } from './header-menu.tsx';
import { keyName, moveBy, type CellPlace, type Reach } from './keys.ts';
import { headHeight } from './measures.ts';

type Keys = Readonly<Record<string, () => void>>;

interface GridTools {
  readonly show: (row: number) => void;
  readonly openMenu: (key: string) => void;
  readonly scroller: RefObject<HTMLDivElement | null>;
}

/** Ascending, then descending, then not at all. */
function nextDirection(sort: readonly SortedBy[], key: string): 'asc' | 'desc' | null {
  const now = sort.find(({ field }) => field === key)?.direction;
  if (now === undefined) return 'asc';
  return now === 'asc' ? 'desc' : null;
}

/** Brings a column that stands out of sight at the side into it. */
function showColumn(grid: HTMLElement | null, column: number): void {
  const header = grid?.querySelector(`[role=columnheader][data-column="${column}"]`);
  if (!(grid && header instanceof HTMLElement) || header.dataset['pinned'] === 'true' || column === 0) return;
  const pinned = [
    ...grid.querySelectorAll('[role=columnheader][data-pinned=true], [role=columnheader][data-column="0"]'),
  ];
  const edge = pinned.reduce((sum, one) => sum + one.getBoundingClientRect().width, 0);
  const { offsetLeft, offsetWidth } = header;
  if (offsetLeft < grid.scrollLeft + edge) grid.scrollLeft = offsetLeft - edge;
  else if (offsetLeft + offsetWidth > grid.scrollLeft + grid.clientWidth)
    grid.scrollLeft = offsetLeft + offsetWidth - grid.clientWidth;
}

function reachOf({ list, cards, columns, rowHeight }: GridProps, grid: HTMLElement | null): Reach {
  const inSight = Math.floor(((grid?.clientHeight ?? 0) - headHeight) / rowHeight);
  return {
    rows: list.extent.rows,
    columns: cards ? 2 : columns.length + 1,
    page: Math.max(1, inSight - 1),
  };
}

/** What the keyboard does in the grid. */
export function useGridKeys(props: GridProps, { show, openMenu, scroller }: GridTools) {
  const { columns, active, actions, columnActions, sort } = props;
  const key = columns[active.column - 1]?.key;
  const sortBy = (field: string, add: boolean) => {
    const column = columns.find((one) => one.key === field);
    if (column?.sortable) columnActions.sort(field, nextDirection(sort, field), add);
  };
  const resize = (by: number) => {
    const width = columns[active.column - 1]?.width;
    if (key !== undefined && width !== undefined) columnActions.resize(key, width + by);
  };
  const onBox: Keys = { Enter: actions.selectAll, ' ': actions.selectAll };
  const onLabel = (field: string): Keys => ({
    Enter: () => sortBy(field, false),
    ' ': () => sortBy(field, false),
    'shift+Enter': () => sortBy(field, true),
    'alt+ArrowDown': () => openMenu(field),
    ContextMenu: () => openMenu(field),
    'shift+F10': () => openMenu(field),
    'alt+ArrowLeft': () => columnActions.move(field, -1),
    'alt+ArrowRight': () => columnActions.move(field, 1),
    'shift+ArrowLeft': () => resize(-widthStep),
    'shift+ArrowRight': () => resize(widthStep),
    Delete: () => columnActions.hide(field),
  });
  const inRow: Keys = {
    Enter: () => actions.open(active.row),
    ' ': () => actions.select(active.row, false),
    'shift+ ': () => actions.select(active.row, true),
  };
  const everywhere: Keys = {
    'mod+a': actions.selectAll,
    Escape: actions.leave,
  };
  const go = (place: CellPlace) => {
    actions.activate(place);
    if (place.row !== active.row) show(place.row);
    if (place.column !== active.column) showColumn(scroller.current, place.column);
  };
  const answer = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget || event.nativeEvent.isComposing) return;
    const name = keyName(event);
    const moved = moveBy(name, active, reachOf(props, scroller.current));
    const inHead = key === undefined ? onBox : onLabel(key);
    const act = (active.row === -1 ? inHead : inRow)[name] ?? everywhere[name];
    if (moved === undefined && act === undefined) return;
    event.preventDefault();
    act?.();
    if (moved !== undefined) go(moved);
  };
  return { answer, sort: sortBy };
}
