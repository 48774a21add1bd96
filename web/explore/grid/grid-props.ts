import type { Ref } from 'react';
import type { Reader } from '../../ui/value/write-value.ts';
import type { GridColumn } from '../columns.ts';
import type { RowList } from '../row-list.ts';
import type { Selection } from '../selection.ts';
import type { SortedBy } from '../state.ts';
import type { ColumnActions } from './header-menu.tsx';
import type { CellPlace } from './keys.ts';

/** What the reader does in the grid. */
export interface GridActions {
  readonly activate: (place: CellPlace) => void;
  readonly open: (row: number) => void;
  /** `range`: all from the row selected before. */
  readonly select: (row: number, range: boolean) => void;
  readonly selectAll: () => void;
  readonly leave: () => void;
}

/** What can be asked of the grid from outside. */
export interface GridHandle {
  readonly focus: () => void;
  readonly show: (row: number) => void;
}

export interface GridProps {
  readonly label: string;
  readonly columns: readonly GridColumn[];
  readonly list: RowList;
  readonly sort: readonly SortedBy[];
  readonly selection: Selection;
  readonly active: CellPlace;
  readonly opened: string | null;
  readonly rowHeight: number;
  /** Rows are cards: the window is narrow. */
  readonly cards: boolean;
  readonly reader: Reader;
  readonly actions: GridActions;
  readonly columnActions: ColumnActions;
  /** Takes what can be asked of the grid. */
  readonly handle: Ref<GridHandle>;
}
