import type { KeyboardEvent } from 'react';

/** A cell: its row, -1 for the head, and its column, 0 for the box that selects. */
export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

/** How far one can go, and how far a page is. */
export interface Reach {
  readonly rows: number;
  readonly columns: number;
  readonly page: number;
}

type Move = (place: CellPlace, reach: Reach) => CellPlace;

const moves: Readonly<Record<string, Move>> = {
  ArrowDown: ({ row, column }) => ({ row: row + 1, column }),
  ArrowUp: ({ row, column }) => ({ row: row - 1, column }),
  ArrowRight: ({ row, column }) => ({ row, column: column + 1 }),
  ArrowLeft: ({ row, column }) => ({ row, column: column - 1 }),
  Home: ({ row }) => ({ row, column: 0 }),
  End: ({ row }, { columns }) => ({ row, column: columns - 1 }),
  PageDown: ({ row, column }, { page }) => ({ row: row + page, column }),
  PageUp: ({ row, column }, { page }) => ({ row: Math.max(row === -1 ? -1 : 0, row - page), column }),
  'mod+Home': ({ column }) => ({ row: 0, column }),
  'mod+End': ({ column }, { rows }) => ({ row: rows - 1, column }),
};

/** Where a key leads from a cell; undefined for a key that leads nowhere. */
export function moveBy(key: string, place: CellPlace, reach: Reach): CellPlace | undefined {
  const moved = moves[key]?.(place, reach);
  if (moved === undefined) return undefined;
  return {
    row: Math.min(Math.max(moved.row, -1), reach.rows - 1),
    column: Math.min(Math.max(moved.column, 0), reach.columns - 1),
  };
}

/** A key as moves name it. */
export function keyName(event: KeyboardEvent): string {
  const mod = event.ctrlKey || event.metaKey ? 'mod+' : '';
  const alt = event.altKey ? 'alt+' : '';
  const shift = event.shiftKey ? 'shift+' : '';
  return mod + alt + shift + event.key;
}
