import { z } from 'zod';

import { isOpen, presentField, storedColumns, type Field, type Presented } from '../../fields/index.ts';
import type { ProfileKey } from '../../lib/profile-id.ts';
import { knownColumns } from '../../records/index.ts';
import { quoteName, statement, type Warehouse } from '../../store/warehouse/index.ts';

/** Fields that part customers, and how many of them are looked at. */
const telling: ReadonlySet<Field['type']> = new Set(['region', 'industry', 'choice', 'boolean']);
const mostFields = 12;

const number = z.coerce.number();
const countsRow = z.object({ everybody: number, counts: z.array(number) });
const foundRow = z.object({ no: number, same: z.array(number), score: number });

/** A customer who has the same facts. */
interface Likeness {
  readonly no: number;
  readonly score: number;
  readonly facts: readonly { readonly field: string; readonly value: Presented }[];
}

/**
 * Who has most facts in common, what few have saying more: the share that facts in common have in the information of all that is
 * known of the customer. Only fields that the asker sees count. Undefined where nothing is known.
 */
export async function findSameFacts(
  warehouse: Warehouse,
  { kind, no }: ProfileKey,
  { fields, limit }: { readonly fields: readonly Field[]; readonly limit: number },
): Promise<readonly Likeness[] | undefined> {
  const table = `profiles_${kind}`;
  const { known, own } = await readFacts(warehouse, { kind, no }, fields);
  if (known.length === 0) return undefined;
  const values = Object.fromEntries(known.map(({ key }, at) => [`v${at}`, String(own[key])]));
  const same = known.map(({ key }, at) => `ifNull(toString(${quoteName(key)}) = {v${at}:String}, 0)`);
  const [counted] = await warehouse.rows(
    statement({
      name: 'insights.alike.shared',
      sql: `SELECT count() AS everybody, [${same.map((one) => `countIf(${one})`).join(', ')}] AS counts FROM {db}.${table}`,
      row: countsRow,
    }),
    values,
  );
  const weights = (counted?.counts ?? []).map((n) =>
    Math.log(((counted?.everybody ?? 0) + 1) / Math.max(1, n)),
  );
  const scale = weights.reduce((sum, weight) => sum + weight, 0);
  if (scale <= 0) return [];
  const found = await warehouse.rows(
    statement({
      name: 'insights.alike.facts',
      sql: `SELECT _no AS no, [${same.map((one) => `toUInt8(${one})`).join(', ')}] AS same,
          arraySum((weight, is) -> weight * is, {weights:Array(Float64)}, same) / {scale:Float64} AS score
        FROM {db}.${table} WHERE _no != {no:UInt32} AND score > 0 ORDER BY score DESC, no LIMIT ${limit}`,
      row: foundRow,
    }),
    { ...values, no, weights, scale },
  );
  return found.map((row) => ({
    no: row.no,
    score: row.score,
    facts: known
      .map((field, at) => ({ field, at }))
      .filter(({ at }) => row.same[at] === 1)
      .toSorted((one, other) => (weights[other.at] ?? 0) - (weights[one.at] ?? 0))
      .map(({ field }) => ({ field: field.key, value: presentField(field, own) })),
  }));
}

/** What is known of a customer in the fields that part customers, of those that the asker sees. */
async function readFacts(
  warehouse: Warehouse,
  { kind, no }: ProfileKey,
  fields: readonly Field[],
): Promise<{ readonly known: readonly Field[]; readonly own: Readonly<Record<string, unknown>> }> {
  const table = `profiles_${kind}`;
  const columns = await knownColumns(warehouse, table);
  const asked = fields
    .filter(
      (field) =>
        telling.has(field.type) &&
        !field.many &&
        field.archived !== true &&
        isOpen(field) &&
        columns.has(field.key),
    )
    .slice(0, mostFields);
  const names = asked.flatMap((field) => storedColumns(field).map(({ name }) => quoteName(name)));
  if (names.length === 0) return { known: [], own: {} };
  const [own = {}] = await warehouse.rows(
    statement({
      name: 'insights.alike.own',
      sql: `SELECT ${names.join(', ')} FROM {db}.${table} WHERE _no = {no:UInt32}`,
      row: z.looseObject({}),
    }),
    { no },
  );
  return { known: asked.filter((field) => presentField(field, own) !== null), own };
}
