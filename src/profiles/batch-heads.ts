import { readHeads, type BatchHead } from '../records/index.ts';
import type { Warehouse } from '../store/warehouse/index.ts';

/** Heads kept for each workspace; those of imports, which have most of the records, are among the few thousand last asked for. */
const mostKept = 5_000;
const kept = new WeakMap<Warehouse, Map<number, BatchHead>>();

/** The heads of batches by number. Where a batch came from never changes, so each is asked for once. */
export async function readBatches(
  warehouse: Warehouse,
  numbers: ReadonlySet<number>,
): Promise<ReadonlyMap<number, BatchHead>> {
  const known = kept.get(warehouse) ?? new Map<number, BatchHead>();
  kept.set(warehouse, known);
  const missing = [...numbers].filter((number) => !known.has(number));
  const read = missing.length === 0 ? [] : await readHeads(warehouse, missing);
  if (known.size + read.length > mostKept) known.clear();
  for (const head of read) known.set(head.batch, head);
  return new Map(
    [...numbers].flatMap((number) => {
      const head = known.get(number);
      return head === undefined ? [] : [[number, head]];
    }),
  );
}
