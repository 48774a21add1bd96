import type { Warehouse } from '../../store/warehouse/index.ts';
import { findChanges } from './changes.ts';
import { describeClusters } from './clusters.ts';
import type { Found } from './contract.ts';
import { findPairs } from './pairs.ts';
import type { Looking } from './parts.ts';

/** Looks for what nobody asked, once the values of customers have been computed as of a day. */
export async function lookAround(warehouse: Warehouse, looking: Looking, asOf: string): Promise<Found[]> {
  const [changes, clusters, pairs] = [
    await findChanges(warehouse, looking, asOf),
    await describeClusters(warehouse, looking),
    await findPairs(warehouse, looking, asOf),
  ];
  return [...changes, ...clusters, ...pairs];
}
