import { mapInSlices } from '../../lib/slices.ts';
import type { Guard, GuardWindow } from './contract.ts';

/** That a customer, known by an id of its applications, has a value of a kind of identifier. */
export interface Claim {
  /** The key of the customer's id (`entities.key`). */
  readonly owner: string;
  /** The source that says so: two ids that one source gives are two customers to it. */
  readonly source: string;
  readonly field: string;
  readonly value: string;
  /** When it was said, in milliseconds. */
  readonly at: number;
}

/** Why a value does not count as a key: it would join customers that their source tells apart, or is one too many. */
export const demotionReasons = ['identified', 'limit'] as const;
export type DemotionReason = (typeof demotionReasons)[number];

/** The guard that stood against a value. */
export interface Demotion {
  readonly reason: DemotionReason;
  readonly guard: Guard;
}

/** A claim and what became of it. */
export interface DecidedClaim extends Claim {
  readonly demoted: Demotion | null;
}

/** The kind of the ids by which applications know customers: counted for each source by itself. */
export const idField = 'tracked_id';

const dayMs = 86_400_000;
const windowMs: Readonly<Record<GuardWindow, number>> = { day: dayMs, week: 7 * dayMs, ever: Infinity };
const usual = { limit: 5, window: 'ever' } as const;

/** What is known of one customer: by kind of identifier (and source, of ids) its values and when each came first. */
interface Cluster {
  readonly sets: Map<string, Map<string, number>>;
  readonly nodes: string[];
}

/**
 * Decides which identifiers count, one after another: the earlier said first, and of one message those of higher priority
 * first, so that the lowest gives way. What counts joins its customer with whoever has the value already. `known` counts
 * whatever is said now. The outcome depends on what was said and when, not on the order in which it stands here.
 */
export async function decideClaims(
  known: readonly Claim[],
  fresh: readonly Claim[],
  guards: readonly Guard[],
): Promise<DecidedClaim[]> {
  const clusters = new Map<string, Cluster>();
  await mapInSlices(await sortClaims(known, guards), (claim) => join(clusters, claim));
  return mapInSlices(await sortClaims(fresh, guards), (claim) => {
    const demoted = findObstacle(clusters, claim, guards);
    if (demoted === null) join(clusters, claim);
    return { ...claim, demoted };
  });
}

async function sortClaims(claims: readonly Claim[], guards: readonly Guard[]): Promise<Claim[]> {
  const rank = new Map(guards.map(({ field }, index) => [field, index]));
  const keyed = await mapInSlices(claims, (claim) => ({
    claim,
    rank: rank.get(claim.field) ?? guards.length,
    text: textOf(claim),
  }));
  return keyed
    .toSorted((a, b) => a.claim.at - b.claim.at || a.rank - b.rank || compareTexts(a.text, b.text))
    .map(({ claim }) => claim);
}

const textOf = ({ field, value, owner, source }: Claim) => [field, value, owner, source].join('\n');
const compareTexts = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const ownerNode = ({ owner }: Claim) => `\n${owner}`;
const valueNode = ({ field, value }: Claim) => `${field}\n${value}`;
const idSet = (source: string) => `${idField}\n${source}`;

/** What a claim alone makes of a customer. */
function clusterOf(claim: Claim): Cluster {
  return {
    nodes: [ownerNode(claim), valueNode(claim)],
    sets: new Map([
      [idSet(claim.source), new Map([[claim.owner, claim.at]])],
      [claim.field, new Map([[claim.value, claim.at]])],
    ]),
  };
}

/** Those that a claim would make one: whoever has its id or its value, and what it says itself. */
function partsOf(clusters: ReadonlyMap<string, Cluster>, claim: Claim): Cluster[] {
  const [mine, theirs] = [clusters.get(ownerNode(claim)), clusters.get(valueNode(claim))];
  const others = mine === theirs ? [mine] : [mine, theirs];
  return [...others.filter((one) => one !== undefined), clusterOf(claim)];
}

/** Puts what a claim joins into the largest of its parts. */
function join(clusters: Map<string, Cluster>, claim: Claim): void {
  const [into, ...rest] = partsOf(clusters, claim).toSorted((a, b) => b.nodes.length - a.nodes.length);
  if (into === undefined) return;
  for (const { nodes, sets } of rest) {
    for (const node of nodes) {
      if (clusters.get(node) !== into) into.nodes.push(node);
      clusters.set(node, into);
    }
    for (const [kind, values] of sets) into.sets.set(kind, unite([into.sets.get(kind), values]));
  }
  for (const node of into.nodes) clusters.set(node, into);
}

/** Values of several customers, each with the time when it came first. */
function unite(sets: readonly (ReadonlyMap<string, number> | undefined)[]): Map<string, number> {
  const all = new Map<string, number>();
  for (const set of sets)
    for (const [value, at] of set ?? []) all.set(value, Math.min(at, all.get(value) ?? at));
  return all;
}

/** The guard that a claim would break, of ids before others; null where it may count. */
function findObstacle(
  clusters: ReadonlyMap<string, Cluster>,
  claim: Claim,
  guards: readonly Guard[],
): Demotion | null {
  const parts = partsOf(clusters, claim);
  // Whoever is met for the first time joins nobody.
  if (parts.length === 1) return null;
  const kinds = [...new Set(parts.flatMap(({ sets }) => [...sets.keys()]))].toSorted();
  const broken = kinds.flatMap((kind): Demotion[] => {
    const field = kind.split('\n')[0] ?? kind;
    const guard = guards.find((one) => one.field === field) ?? { field, ...usual };
    const sets = parts.map(({ sets: own }) => own.get(kind));
    if (!breaks(sets, claim.at, guard)) return [];
    return [{ guard, reason: field === idField ? 'identified' : 'limit' }];
  });
  return broken.find(({ reason }) => reason === 'identified') ?? broken[0] ?? null;
}

/** True where together they would have more values than they may: by what is new to each, so that what stands may stand. */
function breaks(
  sets: readonly (ReadonlyMap<string, number> | undefined)[],
  at: number,
  { limit, window }: Guard,
): boolean {
  const all = unite(sets);
  if (all.size <= limit || sets.some((set) => set?.size === all.size)) return false;
  const length = windowMs[window];
  if (length === Infinity) return true;
  // Whoever has the value since long ago counts where that was, what comes now counts now.
  const times = [...all.values()].toSorted((a, b) => a - b);
  return times.some((first, index) => {
    const last = times[index + limit];
    return first > at - length && first <= at && last !== undefined && last - first < length;
  });
}
