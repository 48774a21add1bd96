import type { PathNode, PathsAnswer } from '../../src/insights/paths/contract.ts';

/** What a place of the flow stands for: a step, those who did nothing more, or those who went on otherwise. */
export type PlaceType = 'step' | 'ended' | 'rest';

/** A place of the flow: a bar with its words to the right. */
export interface Place {
  readonly key: string;
  readonly type: PlaceType;
  /** The event of a step; '' for those who ended or went on otherwise. */
  readonly name: string;
  readonly customers: number;
  readonly rule: unknown;
  readonly x: number;
  readonly y: number;
  readonly height: number;
  /** The band from the place before, as the data of an SVG path; '' of the first. */
  readonly band: string;
}

export interface Flow {
  readonly places: readonly Place[];
  readonly width: number;
  readonly height: number;
}

export const flowSize = { column: 212, bar: 8, slot: 40, full: 300, gap: 8 } as const;

interface Tree {
  readonly type: PlaceType;
  readonly node: Pick<PathNode, 'path' | 'customers' | 'rule'>;
  readonly below: readonly Tree[];
  /** The height of it with all that is below. */
  readonly slot: number;
}

const barHeight = (customers: number, all: number) => Math.max(2, (customers / all) * flowSize.full);

function plant(node: PathNode, { nodes, customers: all }: PathsAnswer): Tree {
  const children = nodes
    .filter(({ path }) => path.length === node.path.length + 1 && isBelow(path, node.path))
    .map((child) => plant(child, { nodes, customers: all, notice: null }));
  const leaf = (type: 'ended' | 'rest', customers: number): Tree[] =>
    customers === 0
      ? []
      : [
          {
            type,
            node: { path: node.path, customers, rule: type === 'ended' ? node.endedRule : node.restRule },
            below: [],
            slot: slotOf(customers, all, []),
          },
        ];
  // Below the last step that was asked for nothing is known: how many went on says nothing new.
  const isLast = nodes.every(({ path }) => path.length <= node.path.length);
  const rest = isLast ? [] : leaf('rest', node.rest);
  const below = [...children, ...rest, ...leaf('ended', node.ended)];
  return { type: 'step', node, below, slot: slotOf(node.customers, all, below) };
}

function isBelow(path: readonly string[], above: readonly string[]): boolean {
  return above.every((name, i) => name === path[i]);
}

function slotOf(customers: number, all: number, below: readonly Tree[]): number {
  const own = Math.max(flowSize.slot, barHeight(customers, all) + flowSize.gap);
  return Math.max(
    own,
    below.reduce((sum, one) => sum + one.slot, 0),
  );
}

/** A band between two bars; `from` and `to` are the upper ends. */
function band(
  from: readonly [number, number],
  to: readonly [number, number],
  [start, end]: readonly [number, number],
): string {
  const [x, y] = from;
  const [right, top] = to;
  const middle = (x + right) / 2;
  return `M${x},${y} C${middle},${y} ${middle},${top} ${right},${top} L${right},${top + end} C${middle},${top + end} ${middle},${y + start} ${x},${y + start} Z`;
}

interface Spot {
  readonly column: number;
  readonly y: number;
  readonly band: string;
  readonly all: number;
}

function lay(tree: Tree, { column, y, band: own, all }: Spot): Place[] {
  const { path, customers, rule } = tree.node;
  const x = column * flowSize.column;
  const height = barHeight(customers, all);
  const name = tree.type === 'step' ? (path.at(-1) ?? '') : '';
  const place = { key: [tree.type, ...path].join('\n'), type: tree.type, name, customers, rule };
  let leaves = y;
  let top = y;
  const below = tree.below.flatMap((child) => {
    const thick = (child.node.customers / Math.max(1, customers)) * height;
    const to = barHeight(child.node.customers, all);
    const shape = band([x + flowSize.bar, leaves], [x + flowSize.column, top], [thick, to]);
    const places = lay(child, { column: column + 1, y: top, band: shape, all });
    leaves += thick;
    top += child.slot;
    return places;
  });
  return [{ ...place, x, y, height, band: own }, ...below];
}

/** Where everything of a flow stands: a column for each step, each place as high as its share of all who began. */
export function layOutFlow(answer: PathsAnswer): Flow {
  const [first] = answer.nodes;
  if (first === undefined) return { places: [], width: 0, height: 0 };
  const tree = plant(first, answer);
  const places = lay(tree, { column: 0, y: 0, band: '', all: answer.customers });
  const columns = Math.max(...places.map(({ x }) => x)) / flowSize.column + 1;
  return { places, width: columns * flowSize.column, height: tree.slot };
}
