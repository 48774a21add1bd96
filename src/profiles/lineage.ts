import { isList, presentField, valueKey, type Field, type Presented } from '../fields/index.ts';
import type { losses } from './contract.ts';

/** The facts of one record, as the warehouse keeps them. */
export interface FactsRow {
  readonly no: number;
  readonly trust: number;
  /** Seconds since 1970. */
  readonly observed: number;
  readonly sets: readonly string[];
  readonly invalid: readonly string[];
  readonly values: Readonly<Record<string, unknown>>;
}

/** Why a claim is not what the profile shows. */
export type Loss = (typeof losses)[number];

/** What one record says about a field, and whether that is what the profile shows. */
export interface FieldClaim {
  readonly row: FactsRow;
  readonly value: Presented;
  readonly wins: boolean;
  readonly valid: boolean;
  readonly lost: Loss | null;
}

/** The golden value of a field and all claims about it, the best first; those that could not be read come last. */
export interface FieldLineage {
  readonly value: Presented;
  readonly invalid: boolean;
  readonly claims: readonly FieldClaim[];
}

/**
 * The same rules of survivorship as the statements that build golden profiles, for the few records of one profile:
 * a test holds the two against each other.
 */
export function traceField(field: Field, rows: readonly FactsRow[]): FieldLineage {
  const claiming = rows.filter(
    (row) => presentField(field, row.values) !== null || row.sets.includes(field.key),
  );
  const claims = claiming.toSorted((a, b) => compareRanks(rankOf(field, b), rankOf(field, a)));
  const invalid = rows.some((row) => row.invalid.includes(field.key));
  const traced = isList(field) ? traceList(field, claims, invalid) : traceOne(field, claims, rows);
  const unread = rows.filter((row) => row.invalid.includes(field.key) && !claiming.includes(row));
  return { ...traced, claims: [...traced.claims, ...unread.map((row) => claimOf(field, row, 'unread'))] };
}

function traceOne(field: Field, claims: readonly FactsRow[], rows: readonly FactsRow[]): FieldLineage {
  const [best] = claims;
  const key = best === undefined ? '' : valueKey(field, best.values);
  const judged = rows
    .filter((row) => row.invalid.includes(field.key) || presentField(field, row.values) !== null)
    .toSorted((a, b) => compareRanks(rankOf(field, b), rankOf(field, a)));
  return {
    value: best === undefined ? null : presentField(field, best.values),
    invalid: judged[0]?.invalid.includes(field.key) ?? false,
    claims: claims.map((row) =>
      claimOf(field, row, valueKey(field, row.values) === key ? null : lossOf(field, row, best)),
    ),
  };
}

function traceList(field: Field, claims: readonly FactsRow[], invalid: boolean): FieldLineage {
  const sets = claims.filter((row) => row.sets.includes(field.key));
  const newest = sets.toSorted((a, b) => b.no - a.no)[0];
  const since = Math.max(0, ...sets.map((row) => row.observed));
  const live = claims.filter((row) =>
    row.sets.includes(field.key) ? row === newest : since === 0 || row.observed > since,
  );
  const ordered = live.toSorted((a, b) => compareRanks(listRank(field, b), listRank(field, a)));
  const values = ordered.flatMap((row) => {
    const value = presentField(field, row.values);
    return Array.isArray(value) ? value.map(String) : [];
  });
  const distinct = [...new Set(values)];
  return {
    value: distinct.length === 0 ? null : distinct,
    invalid,
    claims: claims.map((row) => claimOf(field, row, live.includes(row) ? null : 'replaced')),
  };
}

function claimOf(field: Field, row: FactsRow, lost: Loss | null): FieldClaim {
  const valid = !row.invalid.includes(field.key);
  return { row, value: presentField(field, row.values), wins: lost === null, valid, lost };
}

/** What decides at each place of a rank. */
const deciders: Readonly<Record<Field['survivorship'], readonly Loss[]>> = {
  trust: ['hand', 'check', 'trust', 'date', 'order'],
  recent: ['hand', 'check', 'date', 'trust', 'order'],
  longest: ['hand', 'check', 'trust', 'length', 'date', 'trust', 'order'],
};

function lossOf(field: Field, row: FactsRow, best: FactsRow | undefined): Loss {
  const winner = best === undefined ? [] : rankOf(field, best);
  const place = rankOf(field, row).findIndex((value, index) => value !== winner[index]);
  return deciders[field.survivorship][place] ?? 'order';
}

type Rank = readonly number[];

function rankOf(field: Field, row: FactsRow): Rank {
  const first = [Number(row.sets.includes(field.key)), Number(!row.invalid.includes(field.key))];
  const value = row.values[field.key];
  const length = Math.min(1_048_575, Buffer.byteLength(typeof value === 'string' ? value : ''));
  const rest = {
    trust: [row.trust, row.observed, row.no],
    recent: [row.observed, row.trust, row.no],
    longest: [row.trust, length, row.observed, row.trust, row.no],
  };
  return [...first, ...rest[field.survivorship]];
}

function listRank(field: Field, row: FactsRow): Rank {
  return [Number(row.sets.includes(field.key)), row.trust, row.observed, row.no];
}

function compareRanks(a: Rank, b: Rank): number {
  for (const [index, value] of a.entries()) {
    const other = b[index] ?? 0;
    if (value !== other) return value - other;
  }
  return 0;
}
