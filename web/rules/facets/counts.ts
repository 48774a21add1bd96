import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';

import type { Kind } from '../../../src/fields/types.ts';
import { queryProfiles } from '../../../src/query/contract.ts';
import { useClient, usePlace } from '../../ui/api/session.tsx';
import type { RuleJson } from '../rule.ts';
import { type CountedValue, facetQuestions } from './questions.ts';

/** The counts of one field. */
export interface FacetCounts {
  readonly values: readonly CountedValue[] | undefined;
  /** The counts are those of an earlier filter; newer ones are on their way. */
  readonly stale: boolean;
  readonly error: unknown;
}

/** Values of a field that are shown at most. */
const mostValues = 200;
const pause = 120;

/** Asks what is counted; `own` leaves each field's own filter out, as one does who chooses among its values. */
export function useCounts(
  kind: Kind,
  rule: RuleJson,
  { keys, own }: { keys: readonly string[]; own: boolean },
): (key: string) => FacetCounts {
  const client = useClient();
  const place = usePlace();
  // By its text: a rule that is made anew with each drawing would never be the one that was asked.
  const text = JSON.stringify(rule);
  const [settled] = useDebouncedValue(text, pause);
  const asked = useMemo(() => readRule(settled), [settled]);
  const questions = own || keys.length === 0 ? facetQuestions(asked, keys) : [{ rule: asked, facets: keys }];
  const answers = useQueries({
    queries: questions.map(({ rule: one, facets }) => {
      const input = { kind, rule: one, facets: [...facets], facetLimit: mostValues, limit: 0, total: false };
      return {
        queryKey: [queryProfiles.name, place?.id, input],
        queryFn: ({ signal }: { signal: AbortSignal }) => client.call(queryProfiles, input, { signal }),
        placeholderData: keepPreviousData,
      };
    }),
  });
  return (key) => {
    const at = questions.findIndex(({ facets }) => facets.includes(key));
    const answer = answers[at];
    const counted = answer?.data?.facets[key];
    return {
      values: counted?.map((value) => ({ ...value, rule: toRule(value.rule) })),
      stale: settled !== text || answer?.isPlaceholderData === true,
      error: answer?.error ?? null,
    };
  };
}

function toRule(rule: unknown): RuleJson {
  return readRule(JSON.stringify(rule ?? null));
}

function readRule(text: string): RuleJson {
  const json: RuleJson = JSON.parse(text);
  return json;
}
