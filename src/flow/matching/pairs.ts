import { z } from 'zod';

import type { Caller } from '../../access/index.ts';
import { presentField, type Field, type Kind } from '../../fields/index.ts';
import { bands, gradeNames, type MatchPairsAnswer, type MatchPairsInput } from '../../identity/index.ts';
import { profileId } from '../../lib/profile-id.ts';
import { knownColumns } from '../../records/index.ts';
import { quoteName, statement, type Warehouse } from '../../store/warehouse/index.ts';
import type { House } from '../house.ts';
import { findChanged } from './changed.ts';
import { openMatchModels } from './models.ts';
import { attributesFor } from './scan.ts';

const pairRow = z.object({
  l: z.coerce.number(),
  r: z.coerce.number(),
  p: z.coerce.number(),
  band: z.coerce.number(),
  reason: z.string(),
  grades: z.array(z.coerce.number()),
  bits: z.array(z.coerce.number()),
});
type PairRow = z.output<typeof pairRow>;
const pairColumns = 'l, r, p, band, reason, grades, bits';

const profileRow = z.looseObject({
  _no: z.coerce.number(),
  _records: z.coerce.number(),
  _sources: z.array(z.string()),
  seen: z.string(),
});
type ProfileRow = z.output<typeof profileRow>;

/** Pairs that are still to be decided: of two profiles that are there, and of which nobody has said anything. */
const openPairs = (kind: Kind) => `FROM {db}.pairs_${kind}
  WHERE run = {run:UInt32} AND ({band:UInt8} = 0 OR band = {band:UInt8})
    AND l IN (SELECT _no FROM {db}.profiles_${kind}) AND r IN (SELECT _no FROM {db}.profiles_${kind})
    AND (least(l, r), greatest(l, r)) NOT IN (SELECT low, high FROM {db}.joins_${kind})
    AND (least(l, r), greatest(l, r)) NOT IN (SELECT low, high FROM {db}.aparts_${kind})`;

/** Where a page begins: behind a probability and two numbers; from the start where nothing or nonsense is said. */
function readCursor(after = ''): { p: number; l: number; r: number } {
  const [, p = 2, l = 0, r = 0] = /^([0-9.]{1,20}(?:e-\d{1,2})?)_(\d{1,9})_(\d{1,9})$/.exec(after) ?? [];
  return { p: Number(p), l: Number(l), r: Number(r) };
}

/** A page of pairs as somebody sees them: attributes that they may not see are left out. */
export async function listPairs(
  house: House,
  caller: Caller,
  { input, run }: { input: MatchPairsInput; run: number },
): Promise<MatchPairsAnswer> {
  const { kind, limit } = input;
  const warehouse = await house.warehouse(caller.workspace);
  const band = input.band === undefined ? 0 : bands.indexOf(input.band) + 1;
  const parameters = { run, band, ...readCursor(input.after) };
  const found = await warehouse.rows(
    statement({
      name: 'flow.matching.pairs',
      sql: `SELECT ${pairColumns} ${openPairs(kind)}
        AND (-toFloat64(p), l, r) > (-{p:Float64}, {l:UInt32}, {r:UInt32}) ORDER BY p DESC, l, r LIMIT ${limit + 1}`,
      row: pairRow,
    }),
    parameters,
  );
  const total = await countPairs(warehouse, kind, { run, band });
  const shown = found.slice(0, limit);
  const rows = await showPairs(house, caller, { warehouse, kind, run, pairs: shown });
  const last = shown.at(-1);
  const next = found.length > limit && last !== undefined ? `${last.p}_${last.l}_${last.r}` : null;
  return { rows, next, total };
}

/**
 * Some pairs as they stand now, without those that have gone. Whoever was compared anew between the first look at the pairs
 * and the one at what changed counts as unchanged, while the pair at hand is still the old one.
 */
async function readAgain(
  warehouse: Warehouse,
  kind: Kind,
  { run, pairs }: { run: number; pairs: readonly PairRow[] },
): Promise<readonly PairRow[]> {
  return await warehouse.rows(
    statement({
      name: 'flow.matching.pairs.again',
      sql: `SELECT ${pairColumns} FROM {db}.pairs_${kind}
        WHERE run = {run:UInt32} AND l IN {lefts:Array(UInt32)}
          AND (l, r) IN (SELECT arrayJoin(arrayZip({lefts:Array(UInt32)}, {rights:Array(UInt32)}))) ORDER BY p DESC, l, r`,
      row: pairRow,
    }),
    { run, lefts: pairs.map(({ l }) => l), rights: pairs.map(({ r }) => r) },
  );
}

async function countPairs(
  warehouse: Warehouse,
  kind: Kind,
  parameters: { run: number; band: number },
): Promise<number> {
  const sql = `SELECT count() AS n ${openPairs(kind)}`;
  const row = z.object({ n: z.coerce.number() });
  const [found] = await warehouse.rows(
    statement({ name: 'flow.matching.pairs.count', sql, row }),
    parameters,
  );
  return found?.n ?? 0;
}

async function showPairs(
  house: House,
  caller: Caller,
  {
    warehouse,
    kind,
    run,
    pairs,
  }: { warehouse: Warehouse; kind: Kind; run: number; pairs: readonly PairRow[] },
): Promise<MatchPairsAnswer['rows']> {
  if (pairs.length === 0) return [];
  const attributes = await attributesFor(house, warehouse, { workspace: caller.workspace, kind });
  const names = gradeNames(attributes);
  const known = await knownColumns(warehouse, `profiles_${kind}`);
  const fields = (await house.seen(caller, kind)).filter(({ key }) => known.has(key));
  const seen = new Map(fields.map((field) => [field.key, field]));
  const wanted = ['name', ...attributes.map(({ key }) => key)].filter((key) => seen.has(key));
  const numbers = [...new Set(pairs.flatMap(({ l, r }) => [l, r]))];
  const index = await openMatchModels(house.operational, caller.workspace, house.clock).index(kind);
  const [profiles, changed] = await Promise.all([
    readProfiles(warehouse, kind, { numbers, keys: [...new Set(wanted)] }),
    findChanged(warehouse, { workspace: caller.workspace, kind, index, numbers }),
  ]);
  const standing = await readAgain(warehouse, kind, { run, pairs });
  return standing.flatMap((pair): MatchPairsAnswer['rows'] => {
    const [left, right] = [profiles.get(pair.l), profiles.get(pair.r)];
    if (left === undefined || right === undefined) return [];
    const told = attributes.flatMap(({ key }, at) => {
      // Parts of a name that no column of their own holds were read from the whole.
      const field = seen.get(known.has(key) ? key : 'name');
      // What neither has says nothing and would only fill the page.
      if (field === undefined || (isEmpty(left[field.key]) && isEmpty(right[field.key]))) return [];
      const level = names[at]?.[pair.grades[at] ?? 0] ?? 'missing';
      const bits = Math.round((pair.bits[at] ?? 0) * 100) / 100;
      return [
        { field: key, level, bits, left: presentField(field, left), right: presentField(field, right) },
      ];
    });
    const side = (row: ProfileRow) => showSide(kind, row, seen.get('name'));
    return [
      {
        pair: `${pair.l}_${pair.r}`,
        probability: pair.p,
        confidence: Math.max(1, Math.min(10, Math.ceil(pair.p * 10))),
        band: pair.band === 1 ? 'join' : 'review',
        reason: pair.reason,
        changed: changed.has(pair.l) || changed.has(pair.r),
        left: side(left),
        right: side(right),
        attributes: told,
      },
    ];
  });
}

const isEmpty = (value: unknown) =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

function showSide(kind: Kind, row: ProfileRow, name: Field | undefined) {
  const shown = name === undefined ? '' : presentField(name, row);
  return {
    id: profileId(kind, row._no),
    name: typeof shown === 'string' ? shown : '',
    records: row._records,
    sources: row._sources,
    observed: row.seen,
  };
}

async function readProfiles(
  warehouse: Warehouse,
  kind: Kind,
  { numbers, keys }: { numbers: readonly number[]; keys: readonly string[] },
): Promise<ReadonlyMap<number, ProfileRow>> {
  const columns = keys.map((key) => `, ${quoteName(key)}`).join('');
  const rows = await warehouse.rows(
    statement({
      name: 'flow.matching.profiles',
      sql: `SELECT _no, _records, _sources, formatDateTime(_observed, '%Y-%m-%dT%H:%i:%SZ') AS seen${columns} FROM {db}.profiles_${kind} WHERE _no IN {numbers:Array(UInt32)}`,
      row: profileRow,
    }),
    { numbers },
  );
  return new Map(rows.map((row) => [row._no, row]));
}
