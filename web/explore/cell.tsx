import type { ReactNode } from 'react';
import type { Reader } from '../ui/value/write-value.ts';
import { cellValues, linkOf, type CellValue } from './cell-text.ts';
import type { ColumnInfo } from './columns.ts';
import classes from './grid/grid.module.css';

const tagged: ReadonlySet<ColumnInfo['type']> = new Set(['choice', 'sources']);

/** More of a text, and more values, than are ever in sight. */
const longest = 400;
const most = 8;

/** One value of a cell: a link where it leads somewhere, a tag where it is one of few. */
function writePiece({ raw, text }: CellValue, type: ColumnInfo['type']): ReactNode {
  const href = linkOf(raw, type);
  const shown = text.slice(0, longest);
  if (href === undefined) return <bdi className={tagged.has(type) ? classes['tag'] : undefined}>{shown}</bdi>;
  const away = type === 'url' ? ({ target: '_blank', rel: 'noopener noreferrer' } as const) : {};
  return (
    <a href={href} tabIndex={-1} {...away}>
      {shown}
    </a>
  );
}

/**
 * The values of a cell as its reader writes them; nothing where nothing is known. No component of its own, and a bare text
 * where that is enough: cells are what most of a long list is made of.
 */
export function writeCell(value: unknown, column: ColumnInfo, reader: Reader): ReactNode {
  const values = cellValues(value, column, reader);
  const [first] = values;
  if (first === undefined) return null;
  const isTagged = tagged.has(column.type);
  if (values.length === 1)
    return isTagged || linkOf(first.raw, column.type) !== undefined
      ? writePiece(first, column.type)
      : first.text.slice(0, longest);
  const gap = isTagged ? ' ' : reader.language === 'zh' ? '、' : ', ';
  return values.slice(0, most).map((one, i) => (
    <span key={i}>
      {i > 0 && gap}
      {writePiece(one, column.type)}
    </span>
  ));
}
