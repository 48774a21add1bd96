import { command, type Warehouse } from '../store/warehouse/index.ts';
import { createLike } from './like.ts';
import { replaceTable } from './publish.ts';

/** Fills a table anew, in `next` beside it: readers see all of the old rows or all of the new ones, on a cluster too. */
export async function refillTable(
  warehouse: Warehouse,
  table: string,
  fill: (next: string) => Promise<void>,
): Promise<void> {
  const next = `${table}_next`;
  const drop = () => warehouse.run(command('records.refill.drop', `DROP TABLE IF EXISTS {db}.${next} SYNC`));
  await drop();
  await createLike(warehouse, next, table);
  await fill(next);
  await replaceTable(warehouse, next, table);
  await drop();
}
