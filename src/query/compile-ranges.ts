import { quoteName } from '../store/warehouse/index.ts';

type Range = readonly [from: number, to: number];

/** The coarser form of a column, which the table is ordered by. */
interface Coarse {
  readonly column: string;
  readonly of: (code: number) => number;
  /** True where a range takes in all codes of its coarse values. */
  readonly covers: (range: Range) => boolean;
}

const spans =
  (step: number) =>
  ([from, to]: Range): boolean =>
    from % step === 0 && to % step === step - 1;

/** The province of a region and the division (or section, above 100) of an industry, as migrations/warehouse makes them. */
const coarser: ReadonlyMap<string, Coarse> = new Map([
  ['region', { column: '_province', of: (code: number) => Math.floor(code / 10_000), covers: spans(10_000) }],
  [
    'industry',
    {
      column: '_division',
      of: (code: number) => (code > 10_000 ? code - 9_900 : Math.floor(code / 100)),
      covers: (range: Range) => range[0] > 10_000 || spans(100)(range),
    },
  ],
]);

/**
 * A stored code of a tree lies in one of the ranges. Codes come from our own trees, never from the caller, and stand in the
 * text so that the primary key can use them: whole provinces and divisions by their coarse column alone, parts of one by both.
 */
export function compileRanges(column: string, ranges: readonly Range[]): string {
  const coarse = coarser.get(column);
  const whole = coarse === undefined ? [] : ranges.filter((range) => coarse.covers(range));
  const parts = ranges.filter((range) => !whole.includes(range));
  const tests = [
    ...(coarse === undefined || whole.length === 0 ? [] : [withinCoarse(coarse, whole)]),
    ...parts.map((range) => withinRange(column, coarse, range)),
  ];
  if (tests.length === 0) return '0';
  return tests.length === 1 ? tests.join('') : `(${tests.join(' OR ')})`;
}

function withinCoarse({ column, of }: Coarse, ranges: readonly Range[]): string {
  const values = ranges.flatMap(([from, to]) => span(of(from), of(to)));
  return values.length === 1 ? `${column} = ${values.join('')}` : `${column} IN (${values.join(', ')})`;
}

function span(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

function withinRange(column: string, coarse: Coarse | undefined, range: Range): string {
  const name = quoteName(column);
  const [from, to] = range;
  const test = from === to ? `${name} = ${from}` : `${name} BETWEEN ${from} AND ${to}`;
  return coarse === undefined ? test : `(${withinCoarse(coarse, [range])} AND ${test})`;
}
