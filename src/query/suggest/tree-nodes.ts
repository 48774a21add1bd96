import type { z } from 'zod';

import {
  ancestors,
  childrenOf,
  findNode,
  industryTree,
  regionTree,
  type Tree,
  type TreeNode,
} from '../../fields/index.ts';
import { rankTyped, type TypedName } from '../../lib/typed-match.ts';
import { typedNames } from '../../lib/typed-name.ts';
import { foldText } from '../../lib/text-fold.ts';
import type { listTreeNodes, treeNodeSchema } from './contract.ts';

/** The trees by the types of the fields that hold their codes. */
export const trees = { region: regionTree, industry: industryTree } as const;

/** A node with all the ways in which it may be typed. */
interface TypedNode extends TypedName {
  readonly node: TreeNode;
}

const typed = new Map<Tree, readonly TypedNode[]>();

function typedNodes(tree: Tree): readonly TypedNode[] {
  const known = typed.get(tree);
  if (known !== undefined) return known;
  const { nodes } = tree.index();
  const names = typedNames(nodes.map(({ name, aliases }) => [name.zh, name.en, ...aliases]));
  const made = nodes.map((node, i) => ({ node, ...(names[i] ?? { texts: [], sounds: [] }) }));
  typed.set(tree, made);
  return made;
}

/** The nodes that typed text may mean, the likeliest first; of equals the higher. */
export function findNodes(tree: Tree, text: string): { node: TreeNode; rank: number }[] {
  const folded = foldText(text.trim());
  const byCode = /^[a-z]$|^\d{2,6}$/i.test(text.trim())
    ? findNode(tree, text.trim().toUpperCase())
    : undefined;
  const found = typedNodes(tree).flatMap((one) => {
    const rank = one.node === byCode ? 0 : rankTyped(one, folded);
    return rank === undefined ? [] : [{ node: one.node, rank }];
  });
  return found.toSorted((a, b) => a.rank - b.rank || a.node.level - b.node.level);
}

type Shown = z.input<typeof treeNodeSchema>;

/** A node as the API shows it. */
function showNode(tree: Tree, node: TreeNode): Shown {
  return {
    code: node.code,
    name: node.name,
    level: node.level,
    above: ancestors(tree, node.code).map(({ code, name }) => ({ code, name })),
    parts: childrenOf(tree, node.code).length,
  };
}

/** Answers `listTreeNodes`; codes that the tree does not hold are left out. */
export function readTreeNodes(input: z.output<typeof listTreeNodes.input>): { rows: Shown[]; total: number } {
  const tree = trees[input.tree];
  const found = chosenNodes(tree, input);
  return { rows: found.slice(0, input.limit).map((node) => showNode(tree, node)), total: found.length };
}

function chosenNodes(
  tree: Tree,
  { codes, text, under }: z.output<typeof listTreeNodes.input>,
): readonly TreeNode[] {
  if (codes !== undefined) {
    const nodes = codes.map((code) => findNode(tree, code));
    return [...new Set(nodes)].filter((node) => node !== undefined);
  }
  if (text !== undefined && text.trim() !== '') return findNodes(tree, text).map(({ node }) => node);
  return childrenOf(tree, under === undefined ? null : (findNode(tree, under)?.code ?? under));
}
