import type { Output } from '../../../src/lib/endpoint.ts';
import type { queryProfiles } from '../../../src/query/contract.ts';
import { filtersAbout, type RuleJson, withoutField } from '../rule.ts';

type Counted = Output<typeof queryProfiles>['facets'][string][number];

/** One value of a field among the customers that fit, and the rule that keeps only its customers. */
export interface CountedValue extends Omit<Counted, 'rule'> {
  readonly rule: RuleJson;
}

interface Question {
  readonly rule: RuleJson;
  readonly facets: readonly string[];
}

/**
 * Each field is counted among those whom everything but its own filter lets through: those without a filter together, the
 * others one by one.
 */
export function facetQuestions(rule: RuleJson, keys: readonly string[]): Question[] {
  const free = keys.filter((key) => filtersAbout(rule, key).length === 0);
  const filtered = keys.filter((key) => !free.includes(key));
  return [
    ...(free.length === 0 ? [] : [{ rule, facets: free }]),
    ...filtered.map((key) => ({ rule: withoutField(rule, key), facets: [key] })),
  ];
}
