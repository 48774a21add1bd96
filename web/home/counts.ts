import type { Kind } from '../../src/fields/types.ts';
import { listMatchPairs } from '../../src/identity/contract.ts';
import type { Output } from '../../src/lib/endpoint.ts';
import { getOverview, getWork } from '../../src/query/overview/contract.ts';
import { useEndpoint } from '../ui/api/use-endpoint.ts';

export type Overview = Output<typeof getOverview>;
export type Counted = Overview['sources'][number];
export type Work = Output<typeof getWork>;

/** How often the counts are asked again, in milliseconds; the server answers from memory for as long as counting is dear. */
const pace = 15_000;

/** What is known of the profiles of a kind. */
export function useOverview(kind: Kind) {
  return useEndpoint(getOverview, { kind }, { every: () => pace, keep: true });
}

/** How many pairs wait for somebody to say whether they are one. */
export function usePairs(kind: Kind): number {
  return useEndpoint(listMatchPairs, { kind, limit: 1 }, { every: () => pace, keep: true }).data?.total ?? 0;
}

/** What was done, and what waits. */
export function useWork() {
  return useEndpoint(getWork, {}, { every: () => pace });
}
