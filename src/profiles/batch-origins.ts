import { readHeads, type BatchHead } from '../records/index.ts';
import type { Warehouse } from '../store/warehouse/index.ts';

/** Where the records of a batch came from, and the import that it belongs to; calls and edits belong to none. */
export interface BatchOrigin {
  readonly head: Pick<
    BatchHead,
    'party' | 'channel' | 'actor' | 'file' | 'columns' | 'mapping' | 'receivedAt'
  >;
  readonly import: string | null;
}

/** Records whose batch has gone say no more than their facts. */
export const noOrigin: BatchOrigin = {
  head: { party: '', channel: '', actor: '', file: '', columns: [], mapping: [], receivedAt: new Date(0) },
  import: null,
};

/** Kept for each workspace: few batches have most of the records. */
const mostKept = 1_000;
const kept = new WeakMap<Warehouse, Map<number, BatchOrigin>>();

/** The origins of batches by number. Where a batch came from never changes, so each is asked for once. */
export async function readOrigins(
  warehouse: Warehouse,
  numbers: ReadonlySet<number>,
  importsOf: (batches: readonly number[]) => Promise<ReadonlyMap<number, string>>,
): Promise<ReadonlyMap<number, BatchOrigin>> {
  const known = kept.get(warehouse) ?? new Map<number, BatchOrigin>();
  kept.set(warehouse, known);
  const missing = [...numbers].filter((number) => !known.has(number));
  const found = new Map([...known].filter(([number]) => numbers.has(number)));
  if (missing.length === 0) return found;
  const [heads, imports] = await Promise.all([readHeads(warehouse, missing), importsOf(missing)]);
  if (known.size + heads.length > mostKept) known.clear();
  for (const head of heads) {
    const origin = { head, import: imports.get(head.batch) ?? null };
    known.set(head.batch, origin);
    found.set(head.batch, origin);
  }
  return found;
}
