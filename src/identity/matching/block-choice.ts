/** A key by which records are brought together. */
export interface BlockAtom {
  readonly name: string;
  /** Place of its attribute. */
  readonly attribute: number;
  /** How often duplicates share it, where both have a value. */
  readonly holds: number;
  readonly list: boolean;
  readonly sql: string;
  /** True of a key that is used where there are names in two scripts, whatever the others are. */
  readonly across?: boolean;
}

/** A rule: places of its atoms, all of which must be the same; with the pairs that it makes. */
export interface CountedRule {
  readonly atoms: readonly number[];
  readonly pairs: number;
  readonly oversized: number;
}

/** What parts the names of the keys of a rule. */
export const between = ' + ';

/** The name of a rule of these keys. */
export const nameRule = (names: readonly string[]): string => names.join(between);

interface Choice {
  readonly atoms: readonly BlockAtom[];
  /** The share of records that have each atom. */
  readonly filled: readonly number[];
  readonly rows: number;
}

/** Pairs that a run may compare, for each record and at least. */
const pairsPerRow = 8;
const pairsAnyway = 1_500_000;
const mostRules = 20;
/** Real duplicates keep less than the keys' shipped figures say: the search goes on a little longer. */
const doubt = 0.8;
/** A rule is of no use where more of the records than this stand in blocks too large to be paired whole. */
const mostOversized = 0.3;
const imagined = 4_000;

/**
 * Picks the rules that together find the most duplicates for their cost. Which keys a duplicate keeps is imagined from how
 * reliable each key is and how often it is filled; a rule counts by what it finds that the others do not.
 */
export function chooseRules(rules: readonly CountedRule[], choice: Choice): CountedRule[] {
  const budget = Math.max(pairsAnyway, choice.rows * pairsPerRow);
  const kept = imagine(choice);
  const uncovered = new Set(kept.keys());
  const some = rules.filter(({ pairs }) => pairs > 0);
  const whole = some.filter(({ oversized }) => oversized <= choice.rows * mostOversized);
  const chosen: CountedRule[] = [];
  let spent = 0;
  // What brings nobody together yet costs nothing, and brings those together who come later.
  for (const useful of [whole.length > 0 ? whole : some, rules.filter(({ pairs }) => pairs === 0)])
    while (chosen.length < mostRules) {
      const left = useful.filter((rule) => !chosen.includes(rule) && spent + rule.pairs <= budget);
      const best = pickBest(left, kept, { uncovered, fixed: choice.rows / 2 });
      if (best === undefined) break;
      chosen.push(best);
      spent += best.pairs;
      kept.forEach((keys, at) => holdsAll(keys, best.atoms) && uncovered.delete(at));
    }
  return chosen;
}

function pickBest(
  rules: readonly CountedRule[],
  kept: readonly ReadonlySet<number>[],
  { uncovered, fixed }: { uncovered: ReadonlySet<number>; fixed: number },
): CountedRule | undefined {
  let best: { rule: CountedRule; worth: number } | undefined;
  for (const rule of rules) {
    let found = 0;
    for (const at of uncovered) if (holdsAll(kept[at], rule.atoms)) found += 1;
    if (found < imagined / 2_000) continue;
    const worth = found / (rule.pairs + fixed);
    if (best === undefined || worth > best.worth) best = { rule, worth };
  }
  return best?.rule;
}

function holdsAll(kept: ReadonlySet<number> | undefined, atoms: readonly number[]): boolean {
  return kept !== undefined && atoms.every((atom) => kept.has(atom));
}

/** Imagined duplicates: the keys that both records share. A value that is the same shares all keys of its attribute. */
function imagine({ atoms, filled }: Choice): ReadonlySet<number>[] {
  const random = createRandom(7);
  const holds = atoms.map((atom) => atom.holds * doubt);
  const groups = [...new Set(atoms.map(({ attribute }) => attribute))].map((attribute) =>
    atoms.flatMap((atom, at) => (atom.attribute === attribute ? [at] : [])),
  );
  const share = ([first = 0, ...loose]: readonly number[]): readonly number[] => {
    if (random() > (filled[first] ?? 0) ** 2) return [];
    const same = holds[first] ?? 0;
    if (random() < same) return [first, ...loose];
    return loose.filter((at) => random() < ((holds[at] ?? 0) - same) / (1 - same));
  };
  return Array.from({ length: imagined }, () => new Set(groups.flatMap(share)));
}

/** Numbers from 0 to 1, the same in every run (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
