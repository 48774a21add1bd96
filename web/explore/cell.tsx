import { memo } from 'react';
import type { Reader } from '../ui/value/write-value.ts';
import { cellText, cellValues, linkOf, type CellValue } from './cell-text.ts';
import type { ColumnInfo } from './columns.ts';
import classes from './grid/grid.module.css';

const tagged: ReadonlySet<ColumnInfo['type']> = new Set(['choice', 'sources']);

/** More of a text, and more values, than are ever in sight. */
const longest = 400;
const most = 8;

/** One value of a cell: a link where it leads somewhere, a tag where it is one of few. */
function CellPiece({ value: { raw, text }, type }: { value: CellValue; type: ColumnInfo['type'] }) {
  const href = linkOf(raw, type);
  const shown = text.slice(0, longest);
  if (href === undefined) return <bdi className={tagged.has(type) ? classes['tag'] : undefined}>{shown}</bdi>;
  const away = type === 'url' ? ({ target: '_blank', rel: 'noopener noreferrer' } as const) : {};
  return (
    <a href={href} tabIndex={-1} {...away}>
      <bdi>{shown}</bdi>
    </a>
  );
}

interface CellProps {
  readonly value: unknown;
  readonly column: ColumnInfo;
  readonly reader: Reader;
}

/** The values of a cell as its reader writes them; the whole text shows on hover. Nothing where nothing is known. */
export const Cell = memo(function Cell({ value, column, reader }: CellProps) {
  const values = cellValues(value, column, reader);
  if (values.length === 0) return null;
  const gap = tagged.has(column.type) ? ' ' : reader.language === 'zh' ? '、' : ', ';
  return (
    <span className={classes['value']} title={cellText(value, column, reader)}>
      {values.slice(0, most).map((one, i) => (
        <span key={`${i}${one.text}`}>
          {i > 0 && gap}
          <CellPiece value={one} type={column.type} />
        </span>
      ))}
    </span>
  );
});
