import type { MappedColumn } from './contract.ts';
import { fileWarning, type FileWarning } from './files/index.ts';

/** Amounts of the size of a company's business: a file that counts one of them in millions counts all of them so. */
const scaled: ReadonlySet<string> = new Set(['turnover', 'profit', 'assets', 'market_value']);
/** What turnover for each employee is nowhere below, in whole units of any currency. */
const leastPerHead = 1000;
/** What it is about, in whole units of most currencies: the scale that comes nearest is meant. */
const usualPerHead = 500_000;
/** Fewer rows than these do not tell. */
const leastRows = 10;
const latinScales = [1e3, 1e6];
const chineseScales = [1e4, 1e8];

interface Guess {
  readonly columns: readonly MappedColumn[];
  readonly warnings: readonly FileWarning[];
}

/**
 * Where a file counts money in thousands or millions and does not say so, its companies would turn over less for each
 * employee than anybody earns. Such columns get the scale that makes sense, and a warning that says so.
 */
export function guessScale(
  columns: readonly MappedColumn[],
  { headers, samples }: { readonly headers: readonly string[]; readonly samples: readonly string[][] },
): Guess {
  const turnover = columns.find(({ field }) => field === 'turnover');
  const heads = columns.find(({ field }) => field === 'employees');
  if (turnover === undefined || heads === undefined || turnover.unit?.factor !== undefined)
    return { columns, warnings: [] };
  const perHead = samples.flatMap((row) => {
    const amount = readPlain(row[turnover.column]);
    const people = readPlain(row[heads.column]);
    return amount && people ? [amount / people] : [];
  });
  const middle = perHead.toSorted((a, b) => a - b)[Math.floor(perHead.length / 2)] ?? leastPerHead;
  if (perHead.length < leastRows || middle >= leastPerHead) return { columns, warnings: [] };
  const scales = /\p{Script=Han}/u.test(headers.join('')) ? chineseScales : latinScales;
  const distance = (scale: number) => Math.abs(Math.log((middle * scale) / usualPerHead));
  const factor = scales.toSorted((a, b) => distance(a) - distance(b))[0] ?? 1;
  const isMeant = ({ field, unit }: MappedColumn) => scaled.has(field) && unit?.factor === undefined;
  return {
    columns: columns.map((column) =>
      isMeant(column) ? { ...column, unit: { ...column.unit, factor } } : column,
    ),
    warnings: [
      fileWarning('amounts.scaled', {
        headers: columns
          .filter(isMeant)
          .map(({ column }) => headers[column] ?? '')
          .join(', '),
        factor: factor.toLocaleString('en'),
        perHead: Number(middle.toPrecision(2)),
      }),
    ],
  };
}

/** The number that a cell without a unit of its own holds. */
function readPlain(cell: string | undefined): number | undefined {
  const text = (cell ?? '').replaceAll(/[\s,$¥￥€£]/gu, '');
  return /^\d+(?:\.\d+)?$/u.test(text) ? Number(text) : undefined;
}
