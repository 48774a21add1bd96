import { ArrowDown, ArrowUp, Pin } from 'lucide-react';
import { memo, useState, type DragEvent } from 'react';
import { useMessages } from '../../ui/i18n/language.ts';
import type { GridColumn } from '../columns.ts';
import { messages } from '../messages.ts';
import type { SortedBy } from '../state.ts';
import { cellId } from './grid-row.tsx';
import classes from './grid.module.css';
import { HeaderMenu, type ColumnActions } from './header-menu.tsx';
import { useResize } from './resize.ts';

interface HeadProps {
  readonly grid: string;
  readonly columns: readonly GridColumn[];
  readonly sort: readonly SortedBy[];
  readonly actions: ColumnActions;
  /** The active column, where the head is the active row. */
  readonly active: number | null;
  readonly selected: 'none' | 'some' | 'all';
  readonly menu: string | null;
  readonly openMenu: (key: string | null) => void;
}

type HeaderProps = Omit<HeadProps, 'columns' | 'selected'> & {
  readonly column: GridColumn;
  readonly at: number;
  readonly dragged: string | null;
  readonly setDragged: (key: string | null) => void;
};

const ariaSort = { asc: 'ascending', desc: 'descending' } as const;

function SortMark({ sort, field }: { sort: readonly SortedBy[]; field: string }) {
  const at = sort.findIndex((one) => one.field === field);
  const sorted = sort[at];
  if (sorted === undefined) return null;
  const Arrow = sorted.direction === 'asc' ? ArrowUp : ArrowDown;
  return (
    <span className={classes['sorted']}>
      <Arrow size={13} aria-hidden />
      {sort.length > 1 && at + 1}
    </span>
  );
}

function Header(props: HeaderProps) {
  const { grid, column, at, sort, actions, active, menu, openMenu, dragged, setDragged } = props;
  const { key, label, pinned } = column;
  const [over, setOver] = useState(false);
  const resize = useResize(at, column.width, (width) => actions.resize(key, width));
  const sorted = sort.find(({ field }) => field === key);
  const allow = (event: DragEvent) => {
    if (dragged === null || dragged === key) return;
    event.preventDefault();
    setOver(true);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (dragged !== null) actions.place(dragged, key);
    setDragged(null);
  };
  return (
    <div
      role="columnheader"
      id={cellId(grid, -1, at + 1)}
      aria-colindex={at + 2}
      aria-sort={sorted && ariaSort[sorted.direction]}
      data-column={at + 1}
      data-active={active === at + 1}
      data-numeric={column.numeric}
      data-pinned={pinned}
      data-over={over}
      className={classes['header']}
      style={pinned ? { insetInlineStart: `var(--left-${at})` } : undefined}
      tabIndex={-1}
      draggable
      onDragStart={(event) => {
        if (resize.begun()) return event.preventDefault();
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', label);
        setDragged(key);
      }}
      onDragEnd={() => setDragged(null)}
      onDragOver={allow}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <span className={classes['label']} title={label}>
        {label}
      </span>
      {pinned && <Pin className={classes['pin']} size={11} aria-hidden />}
      <SortMark sort={sort} field={key} />
      <HeaderMenu
        column={column}
        actions={actions}
        opened={menu === key}
        onChange={(opened) => openMenu(opened ? key : null)}
      />
      <span className={classes['handle']} aria-hidden onPointerDown={resize.begin} />
    </div>
  );
}

/** The head of the grid: labels that sort, can be dragged, made wider, and have a menu. */
export const GridHead = memo(function GridHead({ columns, selected, ...common }: HeadProps) {
  const say = useMessages(messages);
  const [dragged, setDragged] = useState<string | null>(null);
  return (
    <div role="row" aria-rowindex={1} data-row={-1} className={classes['head']}>
      <div
        role="columnheader"
        id={cellId(common.grid, -1, 0)}
        aria-colindex={1}
        data-column={0}
        data-active={common.active === 0}
        className={classes['check']}
      >
        <input
          type="checkbox"
          tabIndex={-1}
          readOnly
          aria-label={say.selectAll}
          checked={selected === 'all'}
          ref={(box) => {
            if (box !== null) box.indeterminate = selected === 'some';
          }}
        />
      </div>
      {columns.map((column, at) => (
        <Header
          key={column.key}
          {...common}
          column={column}
          at={at}
          dragged={dragged}
          setDragged={setDragged}
        />
      ))}
    </div>
  );
});
