import { z } from 'zod';

import { command, statement, withoutReplicas, type Warehouse } from '../store/warehouse/index.ts';

/** Makes an empty table like another, on this server alone: the engine of a replicated one is written out without its replicas. */
export async function createLike(warehouse: Warehouse, name: string, model: string): Promise<void> {
  await createLikes(warehouse, [[name, model]]);
}

/** Makes several empty tables, each like another, in one call; `settings` are those of the new tables alone. */
export async function createLikes(
  warehouse: Warehouse,
  tables: readonly (readonly [name: string, model: string])[],
  settings = '',
): Promise<void> {
  const commands = await Promise.all(
    tables.map(async ([name, model]) => {
      const found = warehouse.replicated ? await warehouse.row(engineOf, { model }) : undefined;
      const engine = found === undefined ? '' : ` ENGINE = ${withoutReplicas(found.engine)}`;
      return command(
        'records.like',
        `CREATE TABLE {db}.${name} AS {db}.${model}${withSettings(engine, settings)}`,
      );
    }),
  );
  await warehouse.runAll(commands);
}

/** The engine's definition may end with settings of its own. */
function withSettings(engine: string, settings: string): string {
  if (settings === '') return engine;
  return engine.includes(' SETTINGS ') ? `${engine}, ${settings}` : `${engine} SETTINGS ${settings}`;
}

const engineOf = statement({
  name: 'records.like.engine',
  sql: "SELECT engine_full AS engine FROM system.tables WHERE database = '{db}' AND name = {model:String}",
  row: z.object({ engine: z.string() }),
});
