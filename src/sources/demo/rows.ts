import { createDirt, spoilRow, type Spoiled, type SpoilName } from './dirt.ts';
import { below, chance, createDice, keyOf, next, reseed } from './dice.ts';
import type { Column, Pen } from './notation.ts';
import { beginRow, createPage, endCell, readCells, type Page } from './page.ts';
import { getVocabulary } from './vocabulary.ts';

/** What one file holds: its columns, its nth distinct subject, and how a repeated one differs. */
export interface Table<Facts> {
  readonly columns: readonly Column<Facts>[];
  /** Sets this file's throws apart from those of the other files of the same seed. */
  readonly stream: number;
  readonly factsAt: (number: number) => Facts;
  readonly vary: (facts: Facts, dice: Pen['dice']) => Facts;
}

export interface RowOptions {
  readonly rows: number;
  readonly seed: number;
  /** Share of rows that repeat an earlier subject (0-1), kept exactly. */
  readonly duplicates: number;
  /** Share of rows with one mess (0-1), kept exactly. */
  readonly dirty: number;
  readonly without?: readonly SpoilName[];
  /** By how many days people's days are later than by the seed. */
  readonly later?: number;
}

/** What was written so far. */
export interface RowCounts {
  rows: number;
  distinct: number;
  duplicates: number;
  dirty: number;
  spoils: Partial<Record<SpoilName, number>>;
}

export interface Rows {
  readonly counts: RowCounts;
  /** Writes the cells of the next row into the page; the spoiled row if it is a dirty one. Undefined at the end. */
  readonly writeNext: (page: Page) => { readonly spoiled: Spoiled | undefined } | undefined;
}

/** The number of distinct subjects in a file of so many rows. */
export function countDistinct(rows: number, duplicates: number): number {
  return Math.min(rows, Math.max(1, rows - Math.round(rows * duplicates)));
}

const clean = { spoiled: undefined };
const exactRepeat = 0.2;

/**
 * The rows of a file, one after the other, without a table in memory: a repeated subject is made anew from its number.
 * Throws for a row depend on its subject and variant alone, so an exact repeat is exact to the byte.
 */
export function createRows<Facts>(table: Table<Facts>, options: RowOptions): Rows {
  const { rows, seed } = options;
  const planned = {
    duplicates: rows - countDistinct(rows, options.duplicates),
    dirty: Math.round(rows * options.dirty),
  };
  const counts: RowCounts = { rows: 0, distinct: 0, duplicates: 0, dirty: 0, spoils: {} };
  const roles = table.columns.map((column) => column.role);
  const drawSpoil = createDirt(options.without);
  const rowDice = createDice();
  const cellDice = createDice();
  const firstKey = keyOf(seed, table.stream + 1);
  const variantKey = keyOf(seed, table.stream + 2);
  const left = (): number => rows - counts.rows;
  reseed(rowDice, keyOf(seed, table.stream), 0);

  const nextFacts = (): Facts => {
    const repeats =
      counts.distinct > 0 && next(rowDice) / 4294967296 < (planned.duplicates - counts.duplicates) / left();
    if (!repeats) {
      reseed(cellDice, firstKey, counts.distinct);
      counts.distinct += 1;
      return table.factsAt(counts.distinct - 1);
    }
    counts.duplicates += 1;
    const number = below(rowDice, counts.distinct);
    const facts = table.factsAt(number);
    if (chance(rowDice, exactRepeat)) {
      reseed(cellDice, firstKey, number);
      return facts;
    }
    reseed(cellDice, variantKey, counts.rows);
    return table.vary(facts, cellDice);
  };

  let pen: Pen = { page: createPage(0, 'utf-8', ','), words: getVocabulary('utf-8'), dice: cellDice };
  const writeNext: Rows['writeNext'] = (page) => {
    if (left() === 0) return undefined;
    const facts = nextFacts();
    if (pen.page !== page) pen = { page, words: getVocabulary(page.encoding), dice: cellDice };
    beginRow(page);
    for (const column of table.columns) {
      if (column.gap === 0 || !chance(cellDice, column.gap)) column.write(pen, facts);
      endCell(page);
    }
    const spoils = next(rowDice) / 4294967296 < (planned.dirty - counts.dirty) / left();
    counts.rows += 1;
    if (!spoils) return clean;
    const spoiled = spoilRow({ cells: readCells(page), roles, spoil: drawSpoil(rowDice) }, rowDice);
    counts.dirty += 1;
    counts.spoils[spoiled.spoil] = (counts.spoils[spoiled.spoil] ?? 0) + 1;
    return { spoiled };
  };
  return { counts, writeNext };
}
