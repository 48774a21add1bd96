import type { Kind } from '../../src/fields/types.ts';
import type { Output } from '../../src/lib/endpoint.ts';
import { queryProfiles } from '../../src/query/contract.ts';
import { useEndpoint } from '../ui/api/use-endpoint.ts';

type Answer = Output<typeof queryProfiles>;
export type FacetRow = Answer['facets'][string][number];

/** How often the counts are asked again, in milliseconds. */
const pace = 15_000;

/** The exact number of profiles that fit a rule. */
export function useTotal(kind: Kind, rule: unknown): number | undefined {
  const { data } = useEndpoint(queryProfiles, { kind, rule, limit: 0 }, { every: () => pace, keep: true });
  return data?.total ?? undefined;
}

/** What the profiles of a kind have in common, counted. */
export function useBreakdown(kind: Kind) {
  const facets = ['_sources', 'region', '_completeness'];
  return useEndpoint(
    queryProfiles,
    { kind, limit: 0, facets, facetLimit: 8, total: false },
    { every: () => pace, keep: true },
  );
}

/** Spans of time, the shortest first; each count holds the shorter ones. */
export const spans = ['7d', '30d', '365d'] as const;

/** How many profiles changed last within each span, and before all of them. */
export function useFreshness(
  kind: Kind,
): { key: (typeof spans)[number] | 'older'; count: number }[] | undefined {
  const week = useTotal(kind, { updated: { within: '7d' } });
  const month = useTotal(kind, { updated: { within: '30d' } });
  const year = useTotal(kind, { updated: { within: '365d' } });
  const all = useTotal(kind, { all: [] });
  if (week === undefined || month === undefined || year === undefined || all === undefined) return undefined;
  return [
    { key: '7d', count: week },
    { key: '30d', count: Math.max(0, month - week) },
    { key: '365d', count: Math.max(0, year - month) },
    { key: 'older', count: Math.max(0, all - year) },
  ];
}
