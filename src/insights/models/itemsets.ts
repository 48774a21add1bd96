import { createPause, type Pause } from './nelder-mead.ts';

/** How often a basket was met; its items are codes, each once, the most frequent item first. */
export interface Basket {
  readonly items: readonly number[];
  readonly count: number;
}

/** Items that are often bought together. */
export interface Itemset {
  readonly items: readonly number[];
  readonly count: number;
}

/** What counts as often, and how many items at most. */
export interface MiningLimits {
  /** Baskets. */
  readonly least: number;
  readonly longest: number;
  /** Ends with `full` when so many were found. */
  readonly most: number;
}

/** A prefix tree of baskets; nodes of the same item are chained from the newest to the oldest. */
interface Tree {
  readonly item: number[];
  readonly parent: number[];
  readonly count: number[];
  readonly before: number[];
  readonly newest: Map<number, number>;
  readonly children: Map<number, number>[];
}

function createTree(): Tree {
  return { item: [-1], parent: [-1], count: [0], before: [-1], newest: new Map(), children: [new Map()] };
}

function insert(tree: Tree, items: readonly number[], count: number): void {
  let node = 0;
  for (const item of items) {
    node = tree.children[node]?.get(item) ?? addNode(tree, node, item);
    tree.count[node] = (tree.count[node] ?? 0) + count;
  }
}

function addNode(tree: Tree, parent: number, item: number): number {
  const node = tree.item.length;
  tree.item.push(item);
  tree.parent.push(parent);
  tree.count.push(0);
  tree.before.push(tree.newest.get(item) ?? -1);
  tree.newest.set(item, node);
  tree.children.push(new Map());
  tree.children[parent]?.set(item, node);
  return node;
}

function* nodesOf(tree: Tree, item: number): Generator<number> {
  for (let node = tree.newest.get(item) ?? -1; node >= 0; node = tree.before[node] ?? -1) yield node;
}

/** The way from the root to a node, the node itself left out. */
function pathTo(tree: Tree, node: number): number[] {
  const path: number[] = [];
  for (let up = tree.parent[node] ?? 0; up > 0; up = tree.parent[up] ?? 0) path.push(tree.item[up] ?? -1);
  return path.toReversed();
}

/** The baskets that an item is in, as a tree of what came before it there. */
function conditionalTree(tree: Tree, item: number, least: number): Tree {
  const counts = new Map<number, number>();
  const paths: Basket[] = [];
  for (const node of nodesOf(tree, item)) {
    const path = { items: pathTo(tree, node), count: tree.count[node] ?? 0 };
    for (const before of path.items) counts.set(before, (counts.get(before) ?? 0) + path.count);
    if (path.items.length > 0) paths.push(path);
  }
  const smaller = createTree();
  for (const { items, count } of paths)
    insert(
      smaller,
      items.filter((before) => (counts.get(before) ?? 0) >= least),
      count,
    );
  return smaller;
}

function* mine(tree: Tree, suffix: readonly number[], limits: MiningLimits): Generator<Itemset> {
  for (const item of tree.newest.keys()) {
    let count = 0;
    for (const node of nodesOf(tree, item)) count += tree.count[node] ?? 0;
    if (count < limits.least) continue;
    const items = [item, ...suffix];
    yield { items, count };
    if (items.length < limits.longest) yield* mine(conditionalTree(tree, item, limits.least), items, limits);
  }
}

/** All sets of items that are in at least so many baskets, by FP-growth (Han, Pei, Yin 2000). */
export async function findItemsets(
  baskets: Iterable<Basket>,
  limits: MiningLimits,
  pause: Pause = createPause(),
): Promise<{ itemsets: Itemset[]; full: boolean }> {
  const tree = createTree();
  let read = 0;
  for (const { items, count } of baskets) {
    insert(tree, items, count);
    if (read % 256 === 0) await pause();
    read += 1;
  }
  const itemsets: Itemset[] = [];
  for (const itemset of mine(tree, [], limits)) {
    if (itemsets.length >= limits.most) return { itemsets, full: true };
    itemsets.push(itemset);
    if (itemsets.length % 16 === 0) await pause();
  }
  return { itemsets, full: false };
}

/** Who buys `items` also buys `consequent`. */
export interface Association {
  readonly items: readonly number[];
  readonly consequent: number;
  readonly count: number;
  /** Share of all baskets with both. */
  readonly support: number;
  /** Share of the baskets with `items` that have `then` too. */
  readonly confidence: number;
  /** How many times as often as if they had nothing to do with each other. */
  readonly lift: number;
  /** How many times as often the rule would fail by chance; null where it never fails. */
  readonly conviction: number | null;
}

/** The rules with one consequence in sets that were mined together, the highest lift first. */
export function findAssociations(
  itemsets: readonly Itemset[],
  { baskets, confidence: least }: { baskets: number; confidence: number },
): Association[] {
  const counts = new Map(itemsets.map(({ items, count }) => [keyOf(items), count]));
  const rules = itemsets.flatMap(({ items, count }) =>
    items.length < 2
      ? []
      : items.flatMap((consequent) => {
          const rest = items.filter((item) => item !== consequent);
          const confidence = count / (counts.get(keyOf(rest)) ?? Infinity);
          if (confidence < least) return [];
          const share = (counts.get(keyOf([consequent])) ?? 0) / baskets;
          const conviction = confidence === 1 ? null : (1 - share) / (1 - confidence);
          return [
            {
              items: rest,
              consequent,
              count,
              support: count / baskets,
              confidence,
              lift: confidence / share,
              conviction,
            },
          ];
        }),
  );
  return rules.sort((left, right) => right.lift - left.lift || right.count - left.count);
}

function keyOf(items: readonly number[]): string {
  return items.toSorted((left, right) => left - right).join(',');
}
