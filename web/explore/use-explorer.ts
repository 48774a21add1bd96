import { useEffect, useRef, useState } from 'react';
import type { GridActions, GridHandle } from './grid/grid-props.ts';
import type { CellPlace } from './grid/keys.ts';
import type { RowList } from './row-list.ts';
import { everybody, isSelected, mostNamed, nobody, select, type Selection } from './selection.ts';
import type { ChangeState } from './use-address.ts';
import { useStateOf } from './use-stable.ts';

/** How long the active row must rest before the panel follows it, in milliseconds. */
const followPause = 120;

interface ExplorerParts {
  readonly list: RowList;
  readonly open: string | null;
  readonly change: ChangeState;
  /** What the selection is about. */
  readonly about: unknown;
  readonly active: CellPlace;
  readonly setActive: (place: CellPlace) => void;
  readonly grid: React.RefObject<GridHandle | null>;
}

/** The selection, and how it is made. */
function useSelection(list: RowList, about: unknown) {
  const [selection, setSelection] = useStateOf<Selection>(about, nobody);
  const anchor = useRef<number | null>(null);
  const latest = useRef(selection);
  useEffect(() => {
    latest.current = selection;
  });
  const selectRange = async (from: number, to: number) => {
    const ids = await list.idsBetween(Math.min(from, to), Math.max(from, to));
    setSelection(select(latest.current, ids, true));
  };
  return {
    selection,
    clear: () => setSelection(nobody),
    all: () => setSelection(everybody),
    toggleAll: () => setSelection(selection.all ? nobody : everybody),
    toggle(row: number, range: boolean) {
      const from = anchor.current;
      const id = list.rowAt(row)?.id;
      anchor.current = row;
      if (range && from !== null && Math.abs(from - row) < mostNamed) void selectRange(from, row);
      else if (id !== undefined) setSelection(select(selection, [id], !isSelected(selection, id)));
    },
  };
}

/** Opens the active row in the panel, where that is open already: the panel follows. */
function useFollowing({ list, open, change, active }: ExplorerParts) {
  const [following, setFollowing] = useState(false);
  const id = list.rowAt(active.row)?.id;
  useEffect(() => {
    if (!following || open === null || id === undefined || id === open) return undefined;
    const timer = setTimeout(() => change({ open: id }, { replace: true }), followPause);
    return () => clearTimeout(timer);
  }, [following, open, id, change]);
  return setFollowing;
}

/** What the reader does with the rows: goes through them, selects them, opens them. */
export function useExplorer(parts: ExplorerParts) {
  const { list, open, change, active, setActive, grid } = parts;
  const selecting = useSelection(list, parts.about);
  const follow = useFollowing(parts);
  const close = () => {
    change({ open: null }, { replace: true });
    grid.current?.focus();
  };
  const actions: GridActions = {
    activate(place) {
      follow(place.row >= 0 && place.row !== active.row);
      setActive(place);
    },
    open(row) {
      const id = list.rowAt(row)?.id;
      follow(false);
      if (id !== undefined && id !== open) change({ open: id }, { replace: open !== null });
    },
    select: selecting.toggle,
    selectAll: selecting.toggleAll,
    leave: () => (open === null ? selecting.clear() : close()),
  };
  const step = (by: -1 | 1) => {
    const row = active.row + by;
    if (row < 0 || row >= list.extent.rows) return null;
    return () => {
      actions.activate({ ...active, row });
      grid.current?.show(row);
    };
  };
  return { ...selecting, actions, close, step: { back: step(-1), on: step(1) } };
}
