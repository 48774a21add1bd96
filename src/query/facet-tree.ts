import {
  childrenOf,
  type Field,
  findNode,
  nodeOfStorage,
  type Tree,
  type TreeNode,
} from '../fields/index.ts';
import { quoteName } from '../store/warehouse/index.ts';
import { emptyValue, type Counted, type Facet, type FacetValue } from './facet-shape.ts';
import { treeOf } from './nodes/field-tree.ts';
import type { Rule } from './rule/types.ts';

/** A municipality's only "city" says nothing: its counties are shown instead. */
const fewestParts = 3;

/**
 * Regions and industries, counted one level below the node that the rule asks for: provinces or sections when it asks for none.
 */
export function codeFacet(field: Field, rule: Rule): Facet {
  const tree = treeOf(field);
  const base = askedNode(field, tree, rule);
  const level = base === undefined ? 1 : levelBelow(tree, base);
  const rolled = coarseColumn(field, level) ?? { sql: rollUp(field, level), code: Number };
  return {
    name: field.key,
    column: field.key,
    sql: rolled.sql,
    list: false,
    open: false,
    shape(counted, limit) {
      const sums = new Map<TreeNode, number>();
      for (const { value, count } of counted) {
        const node = nodeAt(tree, rolled.code(value), level);
        if (node !== undefined) sums.set(node, (sums.get(node) ?? 0) + count);
      }
      const shown = [...sums]
        .map(([node, count]): FacetValue => ({
          value: node.code,
          label: node.name,
          count,
          rule: ruleOf(field, node, base),
        }))
        .toSorted((a, b) => b.count - a.count || String(a.value).localeCompare(String(b.value), 'en'));
      return [...shown.slice(0, limit), ...emptyValue(field.key, noughts(counted, rolled.code))];
    },
  };
}

type ReadCode = (value: unknown) => number;

function noughts(counted: readonly Counted[], code: ReadCode): Counted[] {
  return counted.filter(({ value }) => code(value) === 0).map(({ count }) => ({ value: 0, count }));
}

/** Provinces, and divisions of industries, have a column of their own (see migrations/warehouse). */
function coarseColumn({ key }: Field, level: number): { sql: string; code: ReadCode } | undefined {
  if (key === 'region' && level === 1)
    return { sql: '_province', code: (value) => (value === 255 ? 0 : Number(value) * 10_000) };
  if (key !== 'industry' || level > 2) return undefined;
  const codeOf = (division: number) => (division > 100 ? division + 9_900 : division * 100);
  return { sql: '_division', code: (value) => (value === 255 ? 0 : codeOf(Number(value))) };
}

/** Profiles that are only known to be somewhere in the asked node cannot be asked for alone. */
function ruleOf({ key }: Field, node: TreeNode, base: TreeNode | undefined): Rule | null {
  return node.code === base?.code ? null : { field: key, under: node.code };
}

/** The stored code without what lies below the level. Sections of industries (10001 and up) stay, and are summed up from divisions afterwards. */
function rollUp(field: Field, level: number): string {
  const column = quoteName(field.key);
  const step = stepOf(field, level);
  if (step === 1) return column;
  const rolled = `intDiv(${column}, ${step}) * ${step}`;
  return field.type === 'region' ? rolled : `if(${column} > 10000, ${column}, ${rolled})`;
}

function stepOf({ type }: Field, level: number): number {
  if (type === 'region') return [10_000, 10_000, 100, 1][level] ?? 1;
  return [100, 100, 100, 10, 1][level] ?? 1;
}

/** The node of a stored code, or the one above it on the level. */
function nodeAt(tree: Tree, stored: number, level: number): TreeNode | undefined {
  let node = nodeOfStorage(tree, stored);
  while (node !== undefined && node.level > level && node.parent !== null) {
    const parent: string = node.parent;
    node = tree.index().byCode.get(parent);
  }
  return node;
}

function levelBelow(tree: Tree, node: TreeNode): number {
  const parts = childrenOf(tree, node.code);
  if (parts.length === 0) return node.level;
  return node.level + (tree.name === 'region' && node.level === 1 && parts.length < fewestParts ? 2 : 1);
}

/** The single node that a rule keeps to, where it does. */
function askedNode(field: Field, tree: Tree, rule: Rule): TreeNode | undefined {
  if ('all' in rule) {
    const nodes = rule.all.map((part) => askedNode(field, tree, part)).filter((node) => node !== undefined);
    return nodes.toSorted((a, b) => b.level - a.level)[0];
  }
  if (!('field' in rule) || rule.field !== field.key) return undefined;
  const asked = rule.under ?? rule.eq ?? rule.in;
  const values = typeof asked === 'object' ? asked : [asked];
  const [only] = values;
  return values.length !== 1 || only === undefined ? undefined : findNode(tree, String(only).slice(0, 200));
}
