import { z } from 'zod';

import type { Kind } from '../fields/index.ts';
import { command, statement, type Warehouse } from '../store/warehouse/index.ts';
import { createLikes } from './like.ts';

/** The tables in which a batch is prepared before anyone sees it. */
export interface Stage {
  readonly batch: number;
  readonly kind: Kind;
  /** `s12_facts`: the name of one of the stage's tables. */
  readonly table: (name: string) => string;
  /** `ENGINE = …` of the tables that are worked in: on disk, or in memory for a few records. */
  readonly work: (order: string) => string;
}

const tableRow = z.object({ name: z.string() });

/** Names the stage of a batch; makes nothing yet. */
export function nameStage(batch: number, kind: Kind, size: 'large' | 'small' = 'large'): Stage {
  return {
    batch,
    kind,
    table: (name) => `s${batch}_${name}`,
    work: (order) => (size === 'small' ? 'ENGINE = Memory' : `ENGINE = MergeTree ORDER BY ${order}`),
  };
}

/** Makes the stage's tables like the visible ones, empty; what an earlier try left is dropped. */
export async function openStage(warehouse: Warehouse, stage: Stage): Promise<void> {
  await closeStage(warehouse, stage);
  const like: readonly (readonly [string, string])[] = [
    ['records', 'records'],
    ['rejects', 'rejects'],
    ['facts', `facts_${stage.kind}`],
    ['identifiers', `identifiers_${stage.kind}`],
    ['links', `links_${stage.kind}`],
    ['profiles', `profiles_${stage.kind}`],
  ];
  await createLikes(
    warehouse,
    like.map(([name, model]) => [stage.table(name), model] as const),
  );
}

/** The names of the stage's tables that begin like this, sorted. */
export async function listStaged(
  warehouse: Warehouse,
  stage: Pick<Stage, 'table'>,
  begin = '',
): Promise<string[]> {
  const tables = await warehouse.rows(
    statement({
      name: 'records.stage.tables',
      sql: "SELECT name FROM system.tables WHERE database = '{db}' AND startsWith(name, {prefix:String}) ORDER BY name",
      row: tableRow,
    }),
    { prefix: stage.table(begin) },
  );
  return tables.map(({ name }) => name);
}

/** Drops every table of the stage; first those that say how far it is, so that half a stage is never taken for a whole one. */
export async function closeStage(warehouse: Warehouse, stage: Pick<Stage, 'table'>): Promise<void> {
  const names = await listStaged(warehouse, stage);
  const mark = stage.table(plannedMark);
  await dropTables(
    warehouse,
    names.filter((name) => name === mark),
  );
  await dropTables(
    warehouse,
    names.filter((name) => name !== mark),
  );
}

/** Drops tables in one statement, which costs half of what one after another does. */
async function dropTables(warehouse: Warehouse, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  const list = names.map((name) => `{db}.${name}`).join(', ');
  await warehouse.run(command('records.stage.close', `DROP TABLE IF EXISTS ${list} SYNC`));
}

/** The table whose being there says that what a removal needs to know has been written down. */
export const plannedMark = 'planned';

/** Drops the tables of stages that nobody needs any more; a batch is written down before its stage is made, so those needed are asked for last. */
export async function sweepStages(
  warehouse: Warehouse,
  needed: () => Promise<readonly number[]>,
): Promise<void> {
  const found = await warehouse.rows(
    statement({
      name: 'records.stage.all',
      sql: "SELECT DISTINCT toUInt64(extract(name, '^s([0-9]+)_')) AS batch FROM system.tables WHERE database = '{db}' AND match(name, '^s[0-9]+_')",
      row: z.object({ batch: z.coerce.number() }),
    }),
  );
  if (found.length === 0) return;
  const kept = new Set(await needed());
  for (const { batch } of found.filter((stage) => !kept.has(stage.batch)))
    await closeStage(warehouse, { table: (name) => `s${batch}_${name}` });
}

/** Lists the strong keys of the staged records in the stage's table of identifiers; `repeats` of them are listed as such, and on their way out. */
export async function listIdentifiers(warehouse: Warehouse, stage: Stage, repeats = 0): Promise<void> {
  const staying = repeats === 0 ? '' : ` WHERE _no NOT IN (SELECT no FROM {db}.${stage.table('repeats')})`;
  await warehouse.run(
    command(
      'records.identifiers',
      `INSERT INTO {db}.${stage.table('identifiers')} (key, no, primary, batch)
      SELECT key, _no, key = _primary, ${stage.batch}
      FROM {db}.${stage.table('facts')} ARRAY JOIN _keys AS key${staying}`,
      { max_insert_threads: 2 },
    ),
  );
}
