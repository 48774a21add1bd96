import type { Bilingual, Language } from '../lib/problem.ts';
import { Problem } from '../lib/problem.ts';
import { foldText } from './fold.ts';
import { groupBy } from './group.ts';

/** One place of a tree: a province, a city, a section of industries… Level 1 is the top. */
export interface TreeNode {
  readonly code: string;
  readonly name: Bilingual;
  readonly parent: string | null;
  readonly level: number;
  /** Other ways of writing it: 上海 for 上海市. */
  readonly aliases: readonly string[];
}

/** What a tree is made of: its nodes in order, parents before children, and how a code is kept as a number. */
export interface TreeSource {
  readonly name: 'region' | 'industry';
  readonly nodes: () => readonly TreeNode[];
  /** The number under which a code is stored. */
  readonly toNumber: (code: string) => number;
  /** The numbers of the node and of everything below it. */
  readonly ranges: (node: TreeNode, children: readonly TreeNode[]) => readonly NumberRange[];
  /** Other spellings of a code, `31` for `310000`; undefined when the text is no code. */
  readonly readCode: (text: string) => string | undefined;
}

export type NumberRange = readonly [from: number, to: number];

/** A tree of codes; its look-up tables are built when they are first asked and kept. */
export interface Tree {
  readonly name: 'region' | 'industry';
  readonly source: TreeSource;
  readonly index: () => TreeIndex;
  /** Nodes by folded name, in both languages, and alias. */
  readonly texts: () => ReadonlyMap<string, readonly TreeNode[]>;
}

/** The look-up tables of a tree. */
export interface TreeIndex {
  readonly nodes: readonly TreeNode[];
  readonly byCode: ReadonlyMap<string, TreeNode>;
  readonly byNumber: ReadonlyMap<number, TreeNode>;
  readonly children: ReadonlyMap<string | null, readonly TreeNode[]>;
}

/** Makes a tree whose look-up tables are built at first use. */
export function defineTree(source: TreeSource): Tree {
  let index: TreeIndex | undefined;
  let texts: ReadonlyMap<string, readonly TreeNode[]> | undefined;
  const getIndex = () => (index ??= buildIndex(source));
  return Object.freeze({
    name: source.name,
    source,
    index: getIndex,
    texts: () => (texts ??= buildTexts(getIndex().nodes)),
  });
}

function buildIndex(source: TreeSource): TreeIndex {
  const nodes = source.nodes();
  const byCode = new Map(nodes.map((node) => [node.code, node]));
  const byNumber = new Map(nodes.toReversed().map((node) => [source.toNumber(node.code), node]));
  return { nodes, byCode, byNumber, children: groupBy(nodes, (node) => node.parent) };
}

function buildTexts(nodes: readonly TreeNode[]): ReadonlyMap<string, readonly TreeNode[]> {
  const entries = nodes.flatMap((node) => {
    const texts = new Set([node.name.zh, node.name.en, ...node.aliases].map(foldText));
    return [...texts].map((text) => ({ text, node }));
  });
  const groups = groupBy(entries, ({ text }) => text);
  return new Map([...groups].map(([text, group]) => [text, group.map(({ node }) => node)]));
}

/**
 * The node that a code or a name in either language means, or undefined. Of equal names the highest level wins
 * (吉林 is the province); two on that level mean neither (朝阳区), unless what they are under is said: 北京市朝阳区, 吉林/长春/朝阳区.
 */
export function findNode(tree: Tree, codeOrText: string): TreeNode | undefined {
  const text = codeOrText.trim();
  const { byCode } = tree.index();
  const code = byCode.has(text) ? text : tree.source.readCode(text);
  if (code !== undefined && byCode.has(code)) return byCode.get(code);
  const folded = foldText(text);
  return folded === '' ? undefined : (oneOf(tree.texts().get(folded) ?? []) ?? findByPath(tree, folded));
}

/** The only node of the highest level among those given. */
function oneOf(nodes: readonly TreeNode[]): TreeNode | undefined {
  const top = Math.min(...nodes.map((node) => node.level));
  const highest = nodes.filter((node) => node.level === top);
  return highest.length === 1 ? highest[0] : undefined;
}

/** Reads 北京市朝阳区 from the left: the longest name of the level above, then a name somewhere under it. */
function findByPath(tree: Tree, folded: string): TreeNode | undefined {
  const byText = tree.texts();
  for (let cut = folded.length - 1; cut >= 2; cut -= 1) {
    const above = oneOf(byText.get(folded.slice(0, cut)) ?? []);
    const below = above === undefined ? undefined : findUnder(tree, above, folded.slice(cut));
    if (below !== undefined) return below;
  }
  return undefined;
}

function findUnder(tree: Tree, above: TreeNode, rest: string): TreeNode | undefined {
  const byText = tree.texts();
  const isUnder = (node: TreeNode) => ancestors(tree, node.code).some((upper) => upper.code === above.code);
  const whole = oneOf((byText.get(rest) ?? []).filter(isUnder));
  if (whole !== undefined) return whole;
  for (let cut = rest.length - 1; cut >= 2; cut -= 1) {
    const middle = oneOf((byText.get(rest.slice(0, cut)) ?? []).filter(isUnder));
    const last =
      middle === undefined
        ? undefined
        : oneOf((byText.get(rest.slice(cut)) ?? []).filter((node) => node.parent === middle.code));
    if (last !== undefined) return last;
  }
  return undefined;
}

/** The node of exactly this code. Throws `fields.unknown_code`. */
function getNode(tree: Tree, code: string): TreeNode {
  const node = tree.index().byCode.get(code);
  if (node !== undefined) return node;
  throw new Problem(
    'fields.unknown_code',
    {
      en: 'The {tree} tree has no code {code}. Give a code or a name that it holds.',
      zh: '{tree} 树中没有代码 {code}，请给出树中已有的代码或名称。',
    },
    { tree: tree.name, code: code.slice(0, 100) },
  );
}

/** The nodes above a code, the topmost first, without itself. Throws `fields.unknown_code`. */
export function ancestors(tree: Tree, code: string): TreeNode[] {
  const above: TreeNode[] = [];
  let parent = getNode(tree, code).parent;
  while (parent !== null) {
    const node = getNode(tree, parent);
    above.unshift(node);
    parent = node.parent;
  }
  return above;
}

/** The nodes directly below a code, or the topmost ones for null. */
export function childrenOf(tree: Tree, code: string | null): readonly TreeNode[] {
  return tree.index().children.get(code) ?? [];
}

/** The number under which a code is stored: region UInt32 (`310115`), industry UInt16 (`6513`; section I is 10009). Throws `fields.unknown_code`. */
export function storageCode(tree: Tree, code: string): number {
  return tree.source.toNumber(getNode(tree, code).code);
}

/** The ranges of storage codes, both ends included, of a node and all below it. Throws `fields.unknown_code`. */
export function rangeUnder(tree: Tree, code: string): { ranges: readonly NumberRange[] } {
  return { ranges: tree.source.ranges(getNode(tree, code), childrenOf(tree, code)) };
}

/** The node of a storage code, or undefined. */
export function nodeOfStorage(tree: Tree, stored: number): TreeNode | undefined {
  return tree.index().byNumber.get(stored);
}

/** The name of a storage code in a language; a number that the tree does not hold is written as it is. */
export function labelOf(tree: Tree, stored: number, language: Language): string {
  return nodeOfStorage(tree, stored)?.name[language] ?? String(stored);
}
