import { type Field, isList } from '../../fields/index.ts';
import type { PointPart } from '../../lib/point.ts';
import type { ColumnMapping } from '../mapping.ts';
import { cleanCell, translateWidth } from './expression.ts';

/** Cells with few distinct values are worked on as a dictionary: each distinct text is parsed once a block. */
const dictionaryTypes: ReadonlySet<string> = new Set([
  'number',
  'quantity',
  'money',
  'date',
  'boolean',
  'choice',
  'industry',
]);

/** One cell, the joined cells of a list or address, or the first that says something. */
export function readCells(field: Field, mapped: readonly ColumnMapping[]): string {
  if (isList(field))
    return joinCells(
      mapped.map(({ column }) => `trimBoth(cells[${column + 1}])`),
      '\\n',
    );
  if (field.type === 'coordinates') return readPoints(mapped);
  const found = pickCell(field, mapped.map(cellOf));
  return dictionaryTypes.has(field.type) ? translateWidth(`toLowCardinality(${found})`) : found;
}

function pickCell(field: Field, cells: readonly string[]): string {
  const [only] = cells;
  if (cells.length === 1 && only !== undefined) return only;
  if (field.type === 'address' || field.type === 'text') return joinCells(cells, ' ');
  return `arrayFirst(c -> c != '', [${cells.join(', ')}])`;
}

function joinCells(cells: readonly string[], mark: string): string {
  const [only] = cells;
  if (cells.length === 1 && only !== undefined) return only;
  return `arrayStringConcat(arrayFilter(c -> c != '', [${cells.join(', ')}]), '${mark}')`;
}

/** The hints of the cells that a field is read from, joined. */
export function readHints(mapped: readonly ColumnMapping[]): string {
  const hints = mapped.map(({ column }) => `hints[${column + 1}]`);
  if (hints.length === 1) return String(hints[0]);
  return `arrayStringConcat(arrayFilter(c -> c != '', [${hints.join(', ')}]), '\\n')`;
}

function cellOf({ column }: ColumnMapping): string {
  return cleanCell(`cells[${column + 1}]`);
}

/** In which order the two numbers of a point stand once its cells are joined. */
export function pointOf(mapped: readonly ColumnMapping[]): PointPart {
  const whole = mapped.find(({ point }) => point !== 'latitude' && point !== 'longitude');
  return whole?.point ?? 'latitude_longitude';
}

/** A point that stands in one cell, else its halves from two, in the order of the first. */
function readPoints(mapped: readonly ColumnMapping[]): string {
  const half = (wanted: PointPart) => mapped.find(({ point }) => point === wanted);
  const halves = [half('latitude'), half('longitude')].map((one) => (one === undefined ? "''" : cellOf(one)));
  const ordered = pointOf(mapped) === 'longitude_latitude' ? halves.toReversed() : halves;
  const joined = `arrayStringConcat(arrayFilter(c -> c != '', [${ordered.join(', ')}]), ', ')`;
  const wholes = mapped.filter(({ point }) => point !== 'latitude' && point !== 'longitude').map(cellOf);
  return wholes.length === 0 ? joined : `arrayFirst(c -> c != '', [${[...wholes, joined].join(', ')}])`;
}
