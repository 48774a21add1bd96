import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import { refreshOwners } from '../events/index.ts';
import type { Kind } from '../fields/index.ts';
import { profileId } from '../lib/profile-id.ts';
import { takeOut } from '../records/index.ts';
import { statement as operationalStatement } from '../store/operational/index.ts';
import { quoteText, statement, type Warehouse } from '../store/warehouse/index.ts';
import { noteEdges, writeEdges } from '../teamwork/index.ts';
import type { House } from './house.ts';
import { rebuildWithout } from './take-back.ts';

/** A customer that is erased: its records, whom its events are about, and words by which bodies are known to speak of it. */
export interface Erasure {
  readonly kind: Kind;
  readonly numbers: number[];
  readonly entities: number[];
  readonly words: string[];
}

const countRow = z.object({ n: z.coerce.number() });

/** Takes out all that is kept of a customer, for whoever has the turn; done again from the start where it was cut off. */
export async function removeErased(
  house: House,
  workspace: string,
  { number, kind, numbers, entities, words }: Erasure & { readonly number: number },
): Promise<{ records: number; events: number; deliveries: number }> {
  const warehouse = await house.warehouse(workspace);
  const deliveries = await eraseOperational(house, workspace, { kind, numbers, words });
  await eraseExports(house, workspace, kind);
  const listed = numbers.join(', ');
  await eraseExamples(house, workspace, { warehouse, listed });
  const gone = `_no IN (${listed})`;
  await rebuildWithout(house, { warehouse, workspace, kind, stageNumber: number, gone });
  await takeOut(warehouse, { table: 'records', where: [`no IN (${listed})`], again: true });
  await eraseRefused(warehouse, entities, words);
  const hung = [`kind = '${kind}'`, `hasAny(anchors, [${listed}])`];
  await takeOut(warehouse, { table: 'opinions', where: hung, again: true });
  const verified = [`kind = '${kind}'`, `hasAny(numbers, [${listed}])`];
  await takeOut(warehouse, { table: 'verifications', where: verified, again: true });
  await writeEdges(house.operational, workspace, warehouse);
  const events = await eraseEvents(warehouse, entities);
  await refreshOwners(warehouse);
  await house.batches(workspace).remove(number);
  return { records: numbers.length, events, deliveries };
}

/** What of it lies beside the warehouse. */
async function eraseOperational(
  { operational, files }: House,
  workspace: string,
  { kind, numbers, words }: Omit<Erasure, 'entities'>,
): Promise<number> {
  const ids = numbers.map((no) => profileId(kind, no));
  const erased = await operational.rows(statements.deliveries, [workspace, ids, words]);
  await operational.run(statements.submissions, [workspace, ids]);
  const items = (await operational.rows(statements.items, [workspace, kind, numbers])).map(
    ({ item }) => item,
  );
  for (const item of items.filter((one) => one.startsWith('file_')))
    await rm(join(files, item), { force: true });
  const edges = items.filter((one) => one.startsWith('rel_'));
  await operational.transaction(async () => {
    for (const remove of things) await operational.run(remove, [workspace, items]);
    await noteEdges(operational, workspace, edges);
  });
  return erased.length;
}

/** Files that were exported of this kind: nobody can tell of most of them whether it is in there, and they can be made again. */
async function eraseExports({ operational, exports }: House, workspace: string, kind: Kind): Promise<void> {
  for (const { id, format } of await operational.rows(statements.exports, [workspace, kind]))
    await rm(join(exports, workspace, `${id}.${format}`), { force: true });
}

/** Refused messages that speak of it: by its addresses and numbers, or by an id as a whole text of theirs. */
async function eraseRefused(
  warehouse: Warehouse,
  entities: readonly number[],
  words: readonly string[],
): Promise<void> {
  const named = await warehouse.rows(
    statement({
      name: 'flow.erase.ids',
      sql: `SELECT value FROM {db}.entities WHERE entity IN {entities:Array(UInt32)}`,
      row: z.object({ value: z.string() }),
    }),
    { entities: [...entities] },
  );
  const parts = [...words, ...named.map(({ value }) => JSON.stringify(value))].filter((part) => part !== '');
  const spoken = parts.map((part) => `position(raw, ${quoteText(part)}) > 0`);
  if (spoken.length > 0)
    await takeOut(warehouse, { table: 'dead_letters', where: [`(${spoken.join(' OR ')})`], again: true });
}

/** The examples that imports show of their rows. */
async function eraseExamples(
  house: House,
  workspace: string,
  { warehouse, listed }: { readonly warehouse: Warehouse; readonly listed: string },
): Promise<void> {
  const batches = await warehouse.rows(
    statement({
      name: 'flow.erase.batches',
      sql: `SELECT DISTINCT batch AS n FROM {db}.records WHERE no IN (${listed})`,
      row: countRow,
    }),
  );
  const imports = await house.batches(workspace).importsOf(batches.map(({ n }) => n));
  await house.operational.run(statements.examples, [workspace, [...new Set(imports.values())]]);
}

const eventTables = ['orders', 'order_lines', 'costs', 'opinions', 'events'] as const;

async function eraseEvents(warehouse: Warehouse, entities: readonly number[]): Promise<number> {
  if (entities.length === 0) return 0;
  const mine = `entity IN (${entities.join(', ')})`;
  const count = statement({
    name: 'flow.erase.events',
    sql: `SELECT count() AS n FROM {db}.events WHERE ${mine}`,
    row: countRow,
  });
  const found = await warehouse.row(count);
  const keys = await warehouse.rows(
    statement({
      name: 'flow.erase.keys',
      sql: `SELECT toString(key) AS key FROM {db}.entities WHERE ${mine}`,
      row: z.object({ key: z.string() }),
    }),
  );
  const either = `(${mine} OR device IN (${entities.join(', ')}))`;
  for (const table of eventTables) await takeOut(warehouse, { table, where: [mine], again: true });
  for (const table of ['sightings', 'device_links'])
    await takeOut(warehouse, { table, where: [either], again: true });
  if (keys.length > 0) {
    const named = `key IN (${keys.map(({ key }) => key).join(', ')})`;
    await takeOut(warehouse, { table: 'said_traits', where: [named], again: true });
    const owned = `owner IN (${keys.map(({ key }) => key).join(', ')})`;
    await takeOut(warehouse, { table: 'claims', where: [owned], again: true });
  }
  await takeOut(warehouse, { table: 'entities', where: [mine], again: true });
  return found?.n ?? 0;
}

const none = z.unknown();

const statements = {
  exports: operationalStatement({
    name: 'flow.erase.exports',
    sql: `DELETE FROM exports WHERE workspace = $1 AND state = 'done' AND request ->> 'kind' = $2 RETURNING id, request ->> 'format' AS format`,
    row: z.object({ id: z.string(), format: z.string() }),
  }),
  // A body may speak of several people; whoever is named in it by address or number is one of them.
  deliveries: operationalStatement({
    name: 'flow.erase.deliveries',
    sql: `DELETE FROM connector_deliveries WHERE workspace = $1 AND (profile = ANY ($2::text[])
      OR EXISTS (SELECT FROM unnest($3::text[]) AS word WHERE position(convert_to(word, 'UTF8') IN body) > 0)) RETURNING id`,
    row: z.object({ id: z.string() }),
  }),
  submissions: operationalStatement({
    name: 'flow.erase.submissions',
    sql: 'DELETE FROM form_submissions WHERE workspace = $1 AND profile = ANY ($2::text[])',
    row: none,
  }),
  items: operationalStatement({
    name: 'flow.erase.items',
    sql: 'SELECT DISTINCT item FROM anchors WHERE workspace = $1 AND kind = $2 AND no = ANY ($3::bigint[])',
    row: z.object({ item: z.string() }),
  }),
  examples: operationalStatement({
    name: 'flow.erase.examples',
    sql: `UPDATE imports SET result = jsonb_set(result, '{examples}', '{"created": [], "changed": [], "conflicts": [], "rejected": []}')
      WHERE workspace = $1 AND id = ANY ($2::text[]) AND result IS NOT NULL`,
    row: none,
  }),
};

/** What people added to it, and where it hangs. */
const things = ['notes', 'talks', 'tasks', 'attachments', 'relationships']
  .map((table) =>
    operationalStatement({
      name: `flow.erase.${table}`,
      sql: `DELETE FROM ${table} WHERE workspace = $1 AND id = ANY ($2::text[])`,
      row: none,
    }),
  )
  .concat(
    operationalStatement({
      name: 'flow.erase.anchors',
      sql: 'DELETE FROM anchors WHERE workspace = $1 AND item = ANY ($2::text[])',
      row: none,
    }),
  );
