import { useState } from 'react';
import type { RejectedView } from '../../../src/sources/rejected/contract.ts';

/** Where the cursor was last: what is joined or removed is there. */
export interface CellPlace {
  readonly key: string;
  readonly at: number;
}

/** The cells of a row that can be edited: those that it had, else its text in the first one. */
export function cellsOf({ cells, raw }: RejectedView): readonly string[] {
  return cells.length > 0 ? cells : [raw];
}

/** The cells that were edited, by row. */
export function useEdits() {
  const [edits, setEdits] = useState<ReadonlyMap<string, readonly string[]>>(new Map());
  const [place, setPlace] = useState<CellPlace | null>(null);
  const put = (key: string, cells: readonly string[]) => setEdits((known) => new Map(known).set(key, cells));
  return {
    edits,
    place,
    setPlace,
    put,
    drop: (keys: readonly string[]) =>
      setEdits((known) => new Map([...known].filter(([key]) => !keys.includes(key)))),
  };
}

export type Edits = ReturnType<typeof useEdits>;

/** The same cells with another text in one place; cells up to there are filled in. */
export function withCell(cells: readonly string[], at: number, text: string): string[] {
  const next = [...cells];
  while (next.length <= at) next.push('');
  next[at] = text;
  return next;
}

/** The same cells with the one at a place joined with the next. */
export function joinCells(cells: readonly string[], at: number, between: string): string[] {
  if (at + 1 >= cells.length) return [...cells];
  return [
    ...cells.slice(0, at),
    `${cells[at] ?? ''}${between}${cells[at + 1] ?? ''}`,
    ...cells.slice(at + 2),
  ];
}

/** Whether a row says something beyond its last column, which would be lost. */
export function hasOverflow(cells: readonly string[], width: number): boolean {
  return cells.slice(width).some((cell) => cell.trim() !== '');
}
