import { useEffect, useId, useImperativeHandle, useRef, useState, type MouseEvent } from 'react';
import { useMessages } from '../../ui/i18n/language.ts';
import { useFormat } from '../../ui/i18n/use-format.ts';
import { lineOfRow, pageSize, rowOfLine } from '../extent.ts';
import { messages } from '../messages.ts';
import type { RowList } from '../row-list.ts';
import { isSelected } from '../selection.ts';
import { useSteady } from '../use-stable.ts';
import { GridHead } from './grid-head.tsx';
import type { GridProps } from './grid-props.ts';
import { cellId, GridCard, GridRow } from './grid-row.tsx';
import classes from './grid.module.css';
import type { CellPlace } from './keys.ts';
import { useLines, type Lines } from './lines.ts';
import { headHeight } from './measures.ts';
import { useMeasures } from './resize.ts';
import { useGridKeys } from './use-grid-keys.ts';

function numberIn(element: Element | null, name: string): number | null {
  const text = element?.getAttribute(name) ?? null;
  return text === null ? null : Number(text);
}

/** The cell under an event's target. */
function placeOf(target: EventTarget): CellPlace | null {
  if (!(target instanceof Element)) return null;
  const row = numberIn(target.closest('[data-row]'), 'data-row');
  const column = numberIn(target.closest('[data-column]'), 'data-column');
  return row === null || column === null ? null : { row, column };
}

/** Asks for the rows that are in sight; who flies over thousands of rows wants those where the flight ends. */
function useRowsInSight({ first, last, moving }: Lines, showLines: RowList['showLines']): void {
  const told = useRef(0);
  useEffect(() => {
    if (moving && Math.abs(first - told.current) > 3 * pageSize) return;
    told.current = first;
    showLines(first, last);
  }, [first, last, moving, showLines]);
}

/** A text that is cut off at the end of its cell shows whole to the pointer that rests there. */
function useWholeTexts() {
  const told = useRef<HTMLElement>(null);
  return {
    forget: () => told.current?.removeAttribute('title'),
    tell({ target }: MouseEvent) {
      const cell = target instanceof Element ? target.closest('[role=gridcell]') : null;
      if (!(cell instanceof HTMLElement)) return;
      told.current = cell;
      if (cell.scrollWidth > cell.clientWidth) cell.title = cell.textContent;
      else cell.removeAttribute('title');
    },
  };
}

/** A grid over any number of rows, of which those in sight are drawn; the keyboard moves an active cell. */
export function Grid(props: GridProps) {
  const { label, columns, list, selection, active, cards, reader, actions, columnActions } = props;
  const say = useMessages(messages);
  const format = useFormat();
  const grid = useId();
  const [menu, setMenu] = useState<string | null>(null);
  const { extent } = list;
  const head = cards ? 0 : headHeight;
  const lines = useLines({ count: extent.count, rowHeight: props.rowHeight, head, columns });
  const { scroller } = lines;
  useRowsInSight(lines, list.showLines);
  useMeasures(scroller, props);
  const whole = useWholeTexts();
  const openMenu = useSteady((key: string | null) => {
    setMenu(key);
    if (key === null) scroller.current?.focus();
  });
  const show = (row: number) => lines.show(lineOfRow(Math.max(0, row), extent));
  useImperativeHandle(props.handle, () => ({ focus: () => scroller.current?.focus(), show }));
  const keys = useGridKeys(props, { show, openMenu: setMenu, scroller });
  const click = (event: MouseEvent<HTMLDivElement>) => {
    const place = placeOf(event.target);
    if (place === null) return;
    scroller.current?.focus({ preventScroll: true });
    actions.activate(place);
    if (place.row >= 0) {
      if (place.column === 0) actions.select(place.row, event.shiftKey);
      else if (!isForItself(event.target)) actions.open(place.row);
      return;
    }
    const key = columns[place.column - 1]?.key;
    if (key === undefined) actions.selectAll();
    else keys.sort(key, event.shiftKey);
  };
  const shown = Array.from({ length: Math.max(0, lines.last - lines.first + 1) }, (_, i) => {
    const line = lines.first + i;
    return { line, row: rowOfLine(line, extent), top: line * props.rowHeight };
  });
  const isShown = active.row === -1 || shown.some(({ row }) => row === active.row);
  const RowPiece = cards ? GridCard : GridRow;
  return (
    <div
      ref={scroller}
      role="grid"
      id={grid}
      tabIndex={0}
      aria-label={label}
      aria-rowcount={list.total === null ? -1 : list.total + 1}
      aria-colcount={columns.length + 1}
      aria-multiselectable
      aria-busy={list.waiting}
      aria-activedescendant={isShown ? cellId(grid, active.row, cards ? 1 : active.column) : undefined}
      className={classes['grid']}
      data-cards={cards}
      data-aside={lines.across.aside}
      onScroll={() => {
        whole.forget();
        lines.onScroll();
      }}
      onKeyDown={keys.answer}
      onClick={click}
      onPointerOver={whole.tell}
    >
      <div role="rowgroup" className={classes['headGroup']}>
        <GridHead
          grid={grid}
          columns={columns}
          sort={props.sort}
          actions={columnActions}
          active={active.row === -1 ? active.column : null}
          selected={selection.ids.size > 0 ? 'some' : selection.all ? 'all' : 'none'}
          menu={menu}
          openMenu={openMenu}
        />
      </div>
      <div role="rowgroup" className={classes['body']} style={{ height: extent.count * props.rowHeight }}>
        {shown.map(({ top, line, row: index }) => {
          if (index === null)
            return (
              <div
                key={line % lines.most}
                role="row"
                className={classes['row']}
                style={{ transform: `translateY(${top}px)` }}
              >
                <div role="gridcell" className={classes['gap']}>
                  {say.gap(format.number(extent.rows - extent.count + 1))}
                </div>
              </div>
            );
          const row = list.rowAt(index);
          return (
            <RowPiece
              key={line % lines.most}
              grid={grid}
              index={index}
              top={top}
              row={row}
              columns={columns}
              from={lines.across.from}
              to={lines.across.to}
              reader={reader}
              selected={row !== undefined && isSelected(selection, row.id)}
              opened={row !== undefined && row.id === props.opened}
              active={active.row === index ? active.column : null}
              selectLabel={say.selectRow}
            />
          );
        })}
      </div>
    </div>
  );
}

/** A click on a link follows it, and whoever has marked text wants to copy it. */
function isForItself(target: EventTarget): boolean {
  if (target instanceof Element && target.closest('a') !== null) return true;
  const marked = window.getSelection();
  return marked !== null && !marked.isCollapsed && marked.toString().trim() !== '';
}
