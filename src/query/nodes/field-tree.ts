import {
  type Field,
  findNode,
  industryTree,
  rangeUnder,
  regionTree,
  type Tree,
  type TreeNode,
} from '../../fields/index.ts';
import type { Plan } from '../plan.ts';
import { nearestNames } from '../../lib/nearest.ts';
import { ruleProblem, shownValue } from '../rule/problems.ts';
import type { Scalar } from '../rule/types.ts';
import type { FieldTest } from './field-tests.ts';

/** Regions and industries: who is in a county is in its city and province too, so that all three say the same. */
export const treeTest: FieldTest = {
  eq: (field, value, at) => under(field, [value.one], at),
  in: (field, value, at) => under(field, value.many, at),
  under: (field, value, at) => under(field, value.many, at),
};

/** The tree of a region or industry field. */
export function treeOf(field: Field): Tree {
  return field.type === 'region' ? regionTree : industryTree;
}

function under(field: Field, values: readonly Scalar[], at: string): Plan {
  const tree = treeOf(field);
  const codes = new Set(values.map((value) => nodeOf({ field, tree, at }, value).code));
  return {
    op: 'ranges',
    column: field.key,
    ranges: [...codes].flatMap((code) => rangeUnder(tree, code).ranges),
  };
}

interface Place {
  readonly field: Field;
  readonly tree: Tree;
  readonly at: string;
}

function nodeOf({ field, tree, at }: Place, value: Scalar): TreeNode {
  const text = String(value).slice(0, 200);
  const node = findNode(tree, text);
  if (node !== undefined) return node;
  const candidates = tree.index().nodes.map(({ code, name, aliases }) => ({
    name: `${name.zh} (${code})`,
    texts: [name.zh, name.en, ...aliases],
  }));
  const near = nearestNames(text, candidates);
  throw ruleProblem(
    'value',
    {
      en: `{path}: {field} knows no “{value}”. ${near.length > 0 ? 'Nearest: {near}.' : 'Give a code or a name of the tree.'}`,
      zh: `{path}：{field} 中没有“{value}”。${near.length > 0 ? '最接近的有：{near}。' : '请给出代码或名称。'}`,
    },
    { path: at, field: field.key, value: shownValue(value), near: near.join(', '), suggestions: near },
  );
}
