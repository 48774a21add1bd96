import { segmentIn } from '../condition.ts';
import { membersOf, type RuleJson } from '../rule.ts';
import { firstDid, readDid, signs, type Sign, writeDid } from './did.ts';
import { firstPath, readPath, writePath } from './path.ts';
import { firstBought, readBought, writeBought } from './bought.ts';
import { firstRelated, readRelated, writeRelated } from './related.ts';
import { firstSaid, readSaid, writeSaid } from './said.ts';
import { firstSubscribed, readSubscribed, writeSubscribed } from './subscribed.ts';
import { firstVerified, readVerified, writeVerified } from './verified.ts';

export const behaviours = [
  'did',
  'path',
  'bought',
  'subscribed',
  'said',
  'insight',
  'segment',
  'consent',
  'verified',
  'related',
] as const;
export type Behaviour = (typeof behaviours)[number];

export interface InsightForm {
  /** A shipped one, or the id of one that the workspace defined. */
  readonly insight: string;
  /** Words that it is one of; null where it is a number. */
  readonly values: readonly string[] | null;
  readonly sign: Sign | 'top' | 'bottom';
  readonly value: number;
  /** Of ranks: the segment among whose members; null: all customers. */
  readonly of: string | null;
}

/** What a part asks of what is computed, or undefined where the form cannot draw it. */
export function readInsight(part: RuleJson): InsightForm | undefined {
  const { insight, of, ...tests } = membersOf(part) ?? {};
  const [only, second] = Object.entries(tests);
  if (typeof insight !== 'string' || only === undefined || second !== undefined) return undefined;
  const [name, value] = only;
  return name === 'in' || typeof value === 'string'
    ? readWords(insight, name, value)
    : readFigure(insight, { name, value, of });
}

function readWords(insight: string, name: string, value: RuleJson): InsightForm | undefined {
  const values = [value].flat().filter((one) => typeof one === 'string');
  return name === 'in' || name === 'eq' ? { insight, values, sign: 'gte', value: 0, of: null } : undefined;
}

interface Figure {
  readonly name: string;
  readonly value: RuleJson;
  readonly of: RuleJson | undefined;
}

function readFigure(insight: string, { name, value, of }: Figure): InsightForm | undefined {
  const sign = ([...signs, 'top', 'bottom'] as const).find((one) => one === name);
  const segment = of === undefined ? null : segmentIn(of);
  if (sign === undefined || typeof value !== 'number' || segment === undefined) return undefined;
  return { insight, values: null, sign, value, of: segment };
}

export function writeInsight({ insight, values, sign, value, of }: InsightForm): RuleJson {
  if (values !== null) return { insight, in: [...values] };
  const isRank = sign === 'top' || sign === 'bottom';
  return { insight, [sign]: value, ...(isRank && of !== null ? { of: { segment: of } } : {}) };
}

const readers = [
  ['did', readDid],
  ['path', readPath],
  ['bought', readBought],
  ['subscribed', readSubscribed],
  ['said', readSaid],
  ['insight', readInsight],
  ['verified', readVerified],
  ['related', readRelated],
] as const;

/** Which form draws a part; undefined: none does. */
export function behaviourOf(part: RuleJson): Behaviour | undefined {
  const drawn = readers.find(([, read]) => read(part) !== undefined);
  if (drawn !== undefined) return drawn[0];
  const members = membersOf(part) ?? {};
  if (Object.keys(members).length !== 1) return undefined;
  if (typeof members['segment'] === 'string') return 'segment';
  return membersOf(members['consent']) === undefined ? undefined : 'consent';
}

const beginnings: Readonly<Record<Exclude<Behaviour, 'segment'>, (now: Date) => RuleJson>> = {
  did: () => writeDid(firstDid),
  path: () => writePath(firstPath),
  bought: (now) => writeBought(firstBought(now)),
  subscribed: () => writeSubscribed(firstSubscribed),
  said: () => writeSaid(firstSaid),
  insight: () => ({ insight: 'spend', top: 10 }),
  related: () => writeRelated(firstRelated),
  consent: () => ({ consent: { channel: 'email', purpose: 'marketing' } }),
  verified: () => writeVerified(firstVerified),
};

/** What a new condition of a form asks. */
export function beginBehaviour(behaviour: Exclude<Behaviour, 'segment'>, now: Date): RuleJson {
  return beginnings[behaviour](now);
}
