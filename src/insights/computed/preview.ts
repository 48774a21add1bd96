import { z } from 'zod';

import type { Field } from '../../fields/index.ts';
import type { Output } from '../../lib/endpoint.ts';
import { profileId } from '../../lib/profile-id.ts';
import { runQuery, sampleOf } from '../../query/index.ts';
import { statement, type Warehouse } from '../../store/warehouse/index.ts';
import { findFault } from './compute.ts';
import type { previewComputedValue, ValueSpec } from './contract.ts';
import { type Computing, valueSql, valueType } from './measure.ts';
import { describeValue } from './sentence.ts';

const shownCustomers = 6;
const foundRow = z.object({
  no: z.coerce.number(),
  number: z.number().nullable(),
  text: z.string(),
  known: z.coerce.number(),
});

interface Previewed extends Computing {
  readonly spec: ValueSpec;
  /** The catalogue as the asker sees it. */
  readonly catalogue: readonly Field[];
}

/** What a value would be, for a few customers: of many customers it is computed for some. */
export async function previewValue(
  warehouse: Warehouse,
  previewed: Previewed,
): Promise<Output<typeof previewComputedValue>> {
  const { spec, kind } = previewed;
  const { among, customers } = await sampleOf(warehouse, { kind });
  const said = { sentence: describeValue(spec), type: valueType(spec) };
  const problem = await findFault(warehouse, spec, previewed);
  if (problem !== null) return { ...said, asked: customers, known: 0, rows: [], problem };
  const { sql, parameters } = valueSql(spec, { ...previewed, among });
  const preview = statement({
    name: 'computed.preview',
    sql: `SELECT profile AS no, number, text, count() OVER () AS known FROM (${sql})
WHERE profile IN (SELECT _no FROM {db}.profiles_${kind}) ORDER BY cityHash64(profile) LIMIT ${shownCustomers}`,
    row: foundRow,
  });
  const count = statement({
    name: 'computed.asked',
    sql: `SELECT count() AS n FROM {db}.profiles_${kind}${among === undefined ? '' : ` WHERE ${among('_no')}`}`,
    row: z.object({ n: z.coerce.number() }),
  });
  const [found, asked] = await Promise.all([warehouse.rows(preview, parameters), warehouse.row(count)]);
  const names = await readNames(
    warehouse,
    previewed,
    found.map(({ no }) => no),
  );
  const rows = found.map(({ no, number, text }) => {
    const id = profileId(kind, no);
    return { id, name: names.get(id) ?? null, value: number ?? text };
  });
  return { ...said, asked: asked?.n ?? 0, known: found[0]?.known ?? 0, rows, problem: null };
}

/** The names of customers, where the asker sees names. */
async function readNames(
  warehouse: Warehouse,
  { kind, catalogue, now }: Previewed,
  numbers: readonly number[],
): Promise<ReadonlyMap<string, unknown>> {
  if (numbers.length === 0 || !catalogue.some(({ key }) => key === 'name')) return new Map();
  const id = numbers.map((no) => profileId(kind, no));
  const asked = { kind, catalogue, now, rule: { id }, fields: ['name'], limit: id.length, total: false };
  const { rows } = await runQuery(warehouse, asked);
  return new Map(rows.map((row) => [row.id, row['name']]));
}
