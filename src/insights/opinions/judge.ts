import {
  opinionTags,
  type Evidence,
  type Polarity,
  type Topic,
  type TopicFeeling,
} from '../../lib/opinion.ts';
import { readClauses, type Clause, type Token } from './tokens.ts';

/** What a text says, and by which of its words. */
export interface Opinion {
  readonly polarity: Polarity;
  /** From -1 to 1. */
  readonly score: number;
  readonly topics: readonly TopicFeeling[];
  readonly tags: readonly string[];
  readonly evidence: readonly Evidence[];
}

/** Counts up whenever texts are read in another way, so that all are read again. */
export const readingVersion = 2;

const farthest = 3;
/** What denied praise and denied blame are worth: “not good” is bad, “not bad” is not yet good. */
const deniedPraise = -0.7;
const deniedBlame = -0.4;
/** What is lacking, where nothing else is said of it. */
const missing = -0.6;
/** What a question leaves of a word. */
const asked = 0.5;
const weakest = 0.6;
const onBothSides = 0.45;
const mostEvidence = 60;

interface Feeling {
  praise: number;
  blame: number;
}

const add = (to: Feeling, weight: number): void => {
  if (weight > 0) to.praise += weight;
  else to.blame -= weight;
};

function polarityOf({ praise, blame }: Feeling): Polarity {
  if (praise + blame < weakest) return 'neutral';
  const tilt = (praise - blame) / (praise + blame);
  if (Math.abs(tilt) < onBothSides) return 'mixed';
  return tilt > 0 ? 'positive' : 'negative';
}

interface Heard {
  readonly token: Token;
  readonly weight: number;
  readonly denied: boolean;
  /** Where what makes it so begins: at a negation before it. */
  readonly from: number;
}

/** What the words so far do to the next one. */
interface Influence {
  readonly denials: readonly Token[];
  readonly boost: number;
  readonly distance: number;
  readonly wished: boolean;
}

const untouched: Influence = { denials: [], boost: 1, distance: 0, wished: false };

/** What a word does to the ones after it, given what was done to it. */
function pass(before: Influence, token: Token): Influence {
  const { entry } = token;
  const wished = before.wished || entry.wishes;
  if (entry.weight !== 0) return { ...untouched, wished };
  if (!entry.negates && entry.boost === 1) return { ...before, wished };
  return {
    denials: entry.negates ? [...before.denials, token] : before.denials,
    boost: Math.max(before.boost * entry.boost, 0.5),
    distance: 0,
    wished,
  };
}

/** The words of a clause as its negations and degrees have them, and how the rest of the sentence counts after it. */
function hear({ tokens, asks }: Clause, counted: number): { heard: Heard[]; counts: number } {
  let counts = counted;
  let influence = untouched;
  const heard = tokens.map((token): Heard => {
    const distance = influence.distance + token.gap;
    influence = distance > farthest ? { ...untouched, wished: influence.wished } : { ...influence, distance };
    if (token.entry.turn !== 1) counts = token.entry.turn;
    const denied = influence.denials.length % 2 === 1;
    const weight = weigh(token.entry.weight, { ...influence, denied }) * counts * (asks ? asked : 1);
    const from = denied ? (influence.denials[0]?.at ?? token.at) : token.at;
    influence = pass(influence, token);
    return { token, weight, denied, from };
  });
  return { heard: asks ? heard : withLack(heard, counts), counts };
}

/** “没有空调”: what is missed without a word of praise or blame is a little blame. */
function withLack(heard: readonly Heard[], counts: number): Heard[] {
  const without = heard.every(({ weight }) => weight === 0);
  const lack = without ? heard.find(({ token }) => token.entry.negates) : undefined;
  return heard.map((one) => (one === lack ? { ...one, weight: missing * counts } : one));
}

/** What is wished for is no praise of what there is. */
function weigh(weight: number, { denied, boost, wished }: Influence & { denied: boolean }): number {
  if (weight > 0 && wished) return 0;
  if (!denied) return weight * boost;
  return weight > 0 ? weight * deniedPraise : weight * deniedBlame;
}

/** Denied, whoever would come back leaves, and whoever would recommend warns; other tags say nothing then. */
const opposites: Readonly<Record<string, string>> = {
  will_return: 'will_leave',
  recommends: 'warns',
};

interface Reading {
  readonly whole: Feeling;
  readonly byTopic: Map<Topic, Feeling>;
  readonly tags: Set<string>;
  readonly evidence: Evidence[];
}

function note(reading: Reading, { token, weight, denied, from }: Heard, wished: boolean): void {
  const { entry } = token;
  const end = token.at + token.length;
  const put = (role: Evidence['role'], key: string, at = token.at) =>
    reading.evidence.push({ at, length: end - at, role, key });
  if (weight !== 0) {
    add(reading.whole, weight);
    put(weight > 0 ? 'praise' : 'blame', '', from);
  }
  for (const topic of entry.topics) {
    put('topic', topic);
    if (wished) reading.tags.add(`expects_${topic}`);
  }
  for (const tag of entry.tags) {
    const said = denied ? opposites[tag] : tag;
    if (said === undefined) continue;
    reading.tags.add(said);
    put('tag', said);
  }
}

/** Of what a clause feels, its topics get the share; a clause without a topic speaks of the topics before it in its sentence. */
function spread(reading: Reading, spoken: readonly Topic[], heard: readonly Heard[]): void {
  for (const topic of spoken) {
    const feeling = reading.byTopic.get(topic) ?? { praise: 0, blame: 0 };
    for (const { weight } of heard) add(feeling, weight);
    reading.byTopic.set(topic, feeling);
  }
}

/** What a text of a customer says of what it speaks of, by the words of the dictionaries. */
export function judgeText(text: string): Opinion {
  const reading: Reading = {
    whole: { praise: 0, blame: 0 },
    byTopic: new Map(),
    tags: new Set(),
    evidence: [],
  };
  let counts = 1;
  let spoken: readonly Topic[] = [];
  for (const clause of readClauses(text)) {
    const { heard, counts: after } = hear(clause, counts);
    const own = [...new Set(heard.flatMap(({ token }) => token.entry.topics))];
    const wished = heard.some(({ token }) => token.entry.wishes);
    spoken = own.length > 0 ? own : spoken;
    for (const one of heard) note(reading, one, wished);
    spread(reading, spoken, heard);
    counts = clause.ends ? 1 : after;
    if (clause.ends) spoken = [];
  }
  return opinionOf(reading);
}

function opinionOf({ whole, byTopic, tags, evidence }: Reading): Opinion {
  const { praise, blame } = whole;
  return {
    polarity: polarityOf(whole),
    score: Number(((praise - blame) / (praise + blame + 2)).toFixed(3)),
    topics: [...byTopic].map(([topic, feeling]) => ({ topic, polarity: polarityOf(feeling) })),
    tags: [...tags].filter((tag) => Object.hasOwn(opinionTags, tag)),
    evidence: evidence.slice(0, mostEvidence),
  };
}
