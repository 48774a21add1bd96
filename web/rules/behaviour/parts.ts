import type { Bilingual } from '../../../src/lib/problem.ts';
import { habitGroups, valueSegments, valueTiers } from '../../../src/lib/value-segments.ts';
import { membersOf, type RuleJson } from '../rule.ts';
import { firstDid, readDid, signs, type Sign, writeDid } from './did.ts';

export const behaviours = ['did', 'insight', 'segment', 'consent'] as const;
export type Behaviour = (typeof behaviours)[number];

/** What insights compute: names to choose of, or numbers. */
export const named: Readonly<Record<Named, readonly (Bilingual & { readonly key: string })[]>> = {
  segment: valueSegments,
  tier: valueTiers,
  cluster: habitGroups,
};
const numbers = [
  'recency',
  'orders',
  'spend',
  'average_order',
  'lifetime_value',
  'expected',
  'alive',
  'risk',
  'next_days',
  'r',
  'f',
  'm',
] as const;

export const insights = ['segment', 'tier', 'cluster', ...numbers] as const;
export type Insight = (typeof insights)[number];
type Named = 'segment' | 'tier' | 'cluster';

export interface InsightForm {
  readonly insight: Insight;
  /** Names, where it is one of a list. */
  readonly values: readonly string[];
  readonly sign: Sign | 'top' | 'bottom';
  readonly value: number;
}

export function isNamed(insight: Insight): insight is Named {
  return Object.hasOwn(named, insight);
}

/** What a part asks of what is computed, or undefined where the form cannot draw it. */
export function readInsight(part: RuleJson): InsightForm | undefined {
  const { insight: asked, ...tests } = membersOf(part) ?? {};
  const insight = insights.find((one) => one === asked);
  const [only, second] = Object.entries(tests);
  if (insight === undefined || only === undefined || second !== undefined) return undefined;
  const [name, value] = only;
  const none = { insight, values: [], sign: 'gte', value: 0 } as const;
  if (isNamed(insight)) {
    const list = [value].flat().filter((one) => typeof one === 'string');
    return name === 'in' || name === 'eq' ? { ...none, values: list } : undefined;
  }
  const sign = ([...signs, 'top', 'bottom'] as const).find((one) => one === name);
  return sign !== undefined && typeof value === 'number' ? { ...none, sign, value } : undefined;
}

export function writeInsight({ insight, values, sign, value }: InsightForm): RuleJson {
  return isNamed(insight) ? { insight, in: [...values] } : { insight, [sign]: value };
}

/** Which form draws a part; undefined: none does. */
export function behaviourOf(part: RuleJson): Behaviour | undefined {
  if (readDid(part) !== undefined) return 'did';
  if (readInsight(part) !== undefined) return 'insight';
  const members = membersOf(part) ?? {};
  if (Object.keys(members).length !== 1) return undefined;
  if (typeof members['segment'] === 'string') return 'segment';
  return membersOf(members['consent']) === undefined ? undefined : 'consent';
}

/** What a new condition of a form asks. */
export function beginBehaviour(behaviour: Exclude<Behaviour, 'segment'>): RuleJson {
  if (behaviour === 'did') return writeDid(firstDid);
  if (behaviour === 'insight') return { insight: 'spend', top: 10 };
  return { consent: { channel: 'email', purpose: 'marketing' } };
}
