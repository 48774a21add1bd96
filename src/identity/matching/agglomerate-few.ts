/** How groups are joined; all in bits of log-odds. */
export interface Joining {
  /** Two groups are joined where the pairs between them say at least so much on average. */
  readonly least: number;
  /** What a pair between two groups says that was not found likely enough to be kept. */
  readonly unknown: number;
  /** One pair says at most so much for the whole. */
  readonly most: number;
}

/** What the pairs between two groups say together, and how many they are. */
interface Link {
  readonly a: number;
  readonly b: number;
  readonly s: number;
  readonly n: number;
}

/** Joins records to groups, as the statements for many links do (`agglomerate`). Answers the label of each. */
export function joinLinks(
  links: readonly Link[],
  joining: Joining & { readonly mostRounds: number },
): ReadonlyMap<number, number> {
  const labels = new Map(links.flatMap(({ a, b }) => [[a, a] as const, [b, b] as const]));
  let left = links;
  for (let round = 0; round < joining.mostRounds; round += 1) {
    const kept = mutual(bestOthers(left, sizesOf(labels), joining));
    if (kept.size === 0) break;
    const to = (label: number) => kept.get(label) ?? label;
    for (const [no, label] of labels) labels.set(no, to(label));
    left = addUp(left.map(({ a, b, s, n }) => ({ a: to(a), b: to(b), s, n })));
  }
  return labels;
}

function sizesOf(labels: ReadonlyMap<number, number>): ReadonlyMap<number, number> {
  const sizes = new Map<number, number>();
  for (const label of labels.values()) sizes.set(label, (sizes.get(label) ?? 0) + 1);
  return sizes;
}

/** The best other of each group that has one; of two that are as good the lower. */
function bestOthers(
  links: readonly Link[],
  sizes: ReadonlyMap<number, number>,
  { unknown, least }: Joining,
): ReadonlyMap<number, number> {
  const best = new Map<number, { value: number; other: number }>();
  const offer = (one: number, other: number, value: number) => {
    const now = best.get(one);
    if (now === undefined || value > now.value || (value === now.value && other < now.other))
      best.set(one, { value, other });
  };
  for (const { a, b, s, n } of links) {
    const all = (sizes.get(a) ?? 0) * (sizes.get(b) ?? 0);
    const value = (s - unknown * (all - n)) / all;
    if (value < least) continue;
    offer(a, b, value);
    offer(b, a, value);
  }
  return new Map([...best].map(([one, { other }]) => [one, other]));
}

/** Groups that go, and those that they go into: each is the other's best. */
function mutual(best: ReadonlyMap<number, number>): ReadonlyMap<number, number> {
  return new Map(
    [...best].flatMap(([one, other]) =>
      one < other && best.get(other) === one ? [[other, one] as const] : [],
    ),
  );
}

/** Links between the same two groups as one; those within a group are none. */
export function addUp(links: readonly Link[]): Link[] {
  const sums = new Map<string, Link>();
  for (const { a: x, b: y, s, n } of links) {
    if (x === y) continue;
    const [a, b] = [Math.min(x, y), Math.max(x, y)];
    const before = sums.get(`${a} ${b}`);
    sums.set(`${a} ${b}`, { a, b, s: (before?.s ?? 0) + s, n: (before?.n ?? 0) + n });
  }
  return [...sums.values()];
}
