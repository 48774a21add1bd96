import { useEffect } from 'react';
import type { RejectedView } from '../../../src/sources/rejected/contract.ts';
import { useBilingual, useMessages } from '../../ui/i18n/language.ts';
import { useRowWindow } from '../../ui/list/row-window.ts';
import { messages } from './messages.ts';
import classes from '../sources.module.css';
import { cellsOf, withCell, type Edits } from './mend-state.ts';

interface MendGridProps {
  readonly rows: readonly RejectedView[];
  readonly headers: readonly string[];
  readonly edits: Edits;
  readonly mendable: boolean;
  /** Brings the next page; undefined where there is none. */
  readonly more: (() => void) | undefined;
}

interface RowProps extends Pick<MendGridProps, 'headers' | 'edits' | 'mendable'> {
  readonly row: RejectedView;
  readonly width: number;
}

function MendRow({ row, headers, edits, mendable, width }: RowProps) {
  const say = useMessages(messages).mend;
  const text = useBilingual();
  const edited = edits.edits.get(row.key);
  const cells = edited ?? cellsOf(row);
  const closed = !mendable || !row.whole || row.mendedBy !== null;
  const note = row.mendedBy !== null ? say.mended : row.whole ? text(row.reason.text) : say.tooLong;
  return (
    <>
      <div role="rowheader" className={classes['mendLine']}>
        {row.line}
      </div>
      <div role="gridcell" className={classes['mendReason']} title={note}>
        {note}
      </div>
      {Array.from({ length: width }, (_, at) => (
        <div role="gridcell" key={at} data-blamed={row.column === at + 1 || undefined}>
          <input
            aria-label={say.cell(row.line, headers[at] ?? say.beyond(headers.length))}
            value={cells[at] ?? ''}
            readOnly={closed}
            data-edited={
              (edited !== undefined && (cellsOf(row)[at] ?? '') !== (cells[at] ?? '')) || undefined
            }
            onFocus={() => edits.setPlace(closed ? null : { key: row.key, at })}
            onChange={({ currentTarget }) => edits.put(row.key, withCell(cells, at, currentTarget.value))}
          />
        </div>
      ))}
    </>
  );
}

const rowHeight = 36;
const mostShown = 200;

/** Rejected rows as a grid: line and reason, then their cells to be mended; only what is in sight stands in the page. */
export function MendGrid({ rows, headers, edits, mendable, more }: MendGridProps) {
  const say = useMessages(messages).mend;
  const widest = Math.max(...rows.map((row) => (edits.edits.get(row.key) ?? cellsOf(row)).length));
  const width = Math.min(Math.max(headers.length, widest), mostShown);
  const { first, last, height, onScroll } = useRowWindow(rows.length, rowHeight);
  useEffect(() => {
    if (last >= rows.length - 10) more?.();
  }, [last, rows.length, more]);
  const columns = `5rem 16rem repeat(${width}, 11rem)`;
  return (
    <div
      onScroll={onScroll}
      className={classes['mend']}
      role="grid"
      aria-label={say.title}
      aria-rowcount={rows.length + 1}
      tabIndex={0}
    >
      <div role="row" className={classes['mendHead']} style={{ gridTemplateColumns: columns }}>
        <div role="columnheader">{say.line}</div>
        <div role="columnheader">{say.reason}</div>
        {Array.from({ length: width }, (_, at) => (
          <div role="columnheader" key={at} title={headers[at]}>
            <bdi>{headers[at] ?? say.beyond(headers.length)}</bdi>
          </div>
        ))}
      </div>
      <div role="rowgroup" className={classes['mendBody']} style={{ height }}>
        {rows.slice(first, last).map((row, at) => (
          <div
            role="row"
            aria-rowindex={first + at + 2}
            key={row.key}
            className={classes['mendRow']}
            style={{
              gridTemplateColumns: columns,
              transform: `translateY(${(first + at) * rowHeight}px)`,
            }}
          >
            <MendRow row={row} headers={headers} edits={edits} mendable={mendable} width={width} />
          </div>
        ))}
      </div>
    </div>
  );
}
