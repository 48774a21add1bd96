import { z } from 'zod';

import type { Stage } from '../records/index.ts';
import { command, quoteText, statement, type Warehouse } from '../store/warehouse/index.ts';

/** What a replay builds anew, table by table. */
const replaced = ['facts', 'identifiers', 'links', 'profiles'] as const;

/**
 * Marks the tables of a replay's stage, which is complete. A table takes its comment along, so that after a kill the
 * visible ones say themselves which of them are new already.
 */
export async function markExchange(warehouse: Warehouse, stage: Stage): Promise<void> {
  for (const name of replaced) {
    await warehouse.run(
      command(
        'flow.replay.mark',
        `ALTER TABLE {db}.${stage.table(name)} MODIFY COMMENT ${quoteText(markOf(stage))}`,
      ),
    );
  }
}

/** Puts the marked tables in the place of the visible ones; those that are there already stay. */
export async function finishExchange(warehouse: Warehouse, stage: Stage): Promise<void> {
  for (const name of replaced) {
    const visible = `${name}_${stage.kind}`;
    const found = await warehouse.row(
      statement({
        name: 'flow.replay.exchanged',
        sql: "SELECT comment FROM system.tables WHERE database = '{db}' AND name = {name:String}",
        row: z.object({ comment: z.string() }),
      }),
      { name: visible },
    );
    if (found?.comment === markOf(stage)) continue;
    await warehouse.run(
      command('flow.replay.exchange', `EXCHANGE TABLES {db}.${stage.table(name)} AND {db}.${visible}`),
    );
  }
}

function markOf({ batch }: Stage): string {
  return `replay ${batch}`;
}
