import { memo, type CSSProperties, type ReactNode } from 'react';
import { writeCell } from '../cell.tsx';
import type { Reader } from '../../ui/value/write-value.ts';
import { cellText } from '../cell-text.ts';
import type { GridColumn } from '../columns.ts';
import type { Row } from '../row-pages.ts';
import classes from './grid.module.css';

/** The id of a cell's element. */
export function cellId(grid: string, row: number, column: number): string {
  return `${grid}-${row}-${column}`;
}

export interface RowProps {
  readonly grid: string;
  readonly index: number;
  readonly top: number;
  readonly row: Row | undefined;
  readonly columns: readonly GridColumn[];
  /** The first and the last column in sight: others, but those that are pinned, are not drawn. */
  readonly from: number;
  readonly to: number;
  readonly reader: Reader;
  readonly selected: boolean;
  readonly opened: boolean;
  /** The active column, where this is the active row. */
  readonly active: number | null;
  readonly selectLabel: (name: string) => string;
}

function nameOf(row: Row | undefined): string {
  const name = row?.['name'];
  return typeof name === 'string' && name !== '' ? name : (row?.id ?? '');
}

/** The id of a cell while it is the active one: nothing else leads to a cell by its id. */
function idOf({ grid, index, active }: RowProps, column: number): string | undefined {
  return active === column ? cellId(grid, index, column) : undefined;
}

/** The cell with the box that selects its row. */
function writeCheck(props: RowProps): ReactNode {
  const { row, selected, active, selectLabel } = props;
  return (
    <div
      role="gridcell"
      id={idOf(props, 0)}
      aria-colindex={1}
      data-column={0}
      data-active={active === 0}
      className={classes['check']}
    >
      {row && (
        <input
          type="checkbox"
          tabIndex={-1}
          readOnly
          checked={selected}
          aria-label={selectLabel(nameOf(row))}
        />
      )}
    </div>
  );
}

/** Where the cell of a column stands, whichever others are drawn. */
function placeOf({ pinned }: GridColumn, i: number): CSSProperties {
  return pinned
    ? { gridColumnStart: i + 2, insetInlineStart: `var(--left-${i})` }
    : { gridColumnStart: i + 2 };
}

/** What stands in a cell; somebody without a name, known by what was done only, goes by the id. */
function writeContent(row: Row, column: GridColumn, reader: Reader): ReactNode {
  const written = writeCell(row[column.key], column, reader);
  if (written !== null || column.key !== 'name') return written;
  return <span className={classes['nameless']}>{nameOf(row)}</span>;
}

function writeColumn(props: RowProps, column: GridColumn, i: number): ReactNode {
  const { row, reader, active } = props;
  return (
    <div
      key={column.key}
      role="gridcell"
      id={idOf(props, i + 1)}
      aria-colindex={i + 2}
      data-column={i + 1}
      data-active={active === i + 1}
      data-numeric={column.numeric}
      data-pinned={column.pinned}
      className={classes['cell']}
      style={placeOf(column, i)}
    >
      {row !== undefined && column.key in row ? (
        writeContent(row, column, reader)
      ) : (
        <span className={classes['coming']} />
      )}
    </div>
  );
}

/** A row of the grid: its cells stand by the columns that the grid sets; drawn again only when something in it changes. */
export const GridRow = memo(function GridRow(props: RowProps) {
  const { index, top, columns } = props;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={props.selected}
      data-row={index}
      data-opened={props.opened}
      className={classes['row']}
      style={{ transform: `translateY(${top}px)` }}
    >
      {writeCheck(props)}
      {columns.map((column, i) =>
        column.pinned || (i >= props.from && i <= props.to) ? writeColumn(props, column, i) : null,
      )}
    </div>
  );
});

/** A row as a card, for narrow windows: its name, and what is known of it in the next columns. */
export const GridCard = memo(function GridCard(props: RowProps) {
  const { index, top, row, columns, reader, active } = props;
  const isActive = active !== null && active > 0;
  const [, ...others] = columns;
  const facts = others
    .map((column) => cellText(row?.[column.key], column, reader))
    .filter((text) => text !== '')
    .slice(0, 4);
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={props.selected}
      data-row={index}
      data-opened={props.opened}
      className={classes['row']}
      data-card
      style={{ transform: `translateY(${top}px)` }}
    >
      {writeCheck(props)}
      <div
        role="gridcell"
        id={active === null ? undefined : cellId(props.grid, index, 1)}
        aria-colindex={2}
        data-column={1}
        data-active={isActive}
        className={classes['card']}
      >
        {row === undefined ? (
          <span className={classes['coming']} />
        ) : (
          <>
            <strong>
              <bdi>{nameOf(row)}</bdi>
            </strong>
            <small>
              {facts.map((fact, i) => (
                <span key={`${i}${fact}`}>
                  {i > 0 && ' · '}
                  <bdi>{fact}</bdi>
                </span>
              ))}
            </small>
          </>
        )}
      </div>
    </div>
  );
});
