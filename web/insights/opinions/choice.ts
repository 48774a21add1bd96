import { useSearchParams } from 'wouter';
import {
  type ChosenTexts,
  sinceDay,
  textGroups,
  textPeriods,
} from '../../../src/insights/opinions/contract.ts';
import { opinionTags, polarities, topics, type Polarity } from '../../../src/lib/opinion.ts';

export type Grouping = (typeof textGroups)[number];

/** What is looked at: it stands in the address. */
export interface Choice {
  readonly period: (typeof textPeriods)[number];
  readonly by: Grouping;
  readonly polarity: Polarity | undefined;
  readonly chosen: ChosenTexts;
}

/** The first day of a time that ends now; undefined where it is all the time. */
export function firstDay(period: Choice['period']): string | undefined {
  return sinceDay(period, new Date());
}

const names = ['topic', 'source', 'product', 'tag', 'polarity', 'period', 'by'] as const;
export type ChoiceName = (typeof names)[number];

/** What is looked at, from the address, and how it is changed there. */
export function useChoice(): readonly [Choice, (name: ChoiceName, value: string) => void] {
  const [search, setSearch] = useSearchParams();
  const said = (name: ChoiceName) => search.get(name) ?? undefined;
  const period = textPeriods.find((one) => one === said('period')) ?? '365';
  const tag = said('tag');
  const chosen = {
    from: firstDay(period),
    topic: topics.find((one) => one === said('topic')),
    tag: tag !== undefined && Object.hasOwn(opinionTags, tag) ? tag : undefined,
    source: said('source'),
    product: said('product'),
  };
  const choice = {
    period,
    by: textGroups.find((one) => one === said('by')) ?? 'topics',
    polarity: polarities.find((one) => one === said('polarity')),
    chosen,
  };
  const change = (name: ChoiceName, value: string) =>
    setSearch((before) => {
      if (value === '') before.delete(name);
      else before.set(name, value);
      return before;
    });
  return [choice, change];
}

/** The rule that keeps whoever wrote such texts. */
export function ruleOf({ from, topic, tag, source, product }: ChosenTexts, said: Polarity | 'any'): unknown {
  return {
    said,
    ...(topic === undefined ? {} : { about: [topic] }),
    ...(tag === undefined ? {} : { tags: [tag] }),
    ...(source === undefined ? {} : { sources: [source] }),
    ...(product === undefined ? {} : { products: [product] }),
    ...(from === undefined ? {} : { between: [from, 'today'] }),
  };
}
