import { ancestors, type Field, type TreeNode } from '../../fields/index.ts';
import type { Bilingual } from '../../lib/problem.ts';
import { rankTyped } from '../../lib/typed-match.ts';
import { typedNames } from '../../lib/typed-name.ts';
import { foldText } from '../../lib/text-fold.ts';
import type { Rule } from '../rule/types.ts';
import { findNodes, trees } from './tree-nodes.ts';

/** A value of a field that typed text may mean, as a filter. */
export interface SuggestedValue {
  readonly field: string;
  readonly label: Bilingual;
  readonly within: Bilingual | null;
  readonly word: string;
  readonly rule: Rule;
}

interface Ranked {
  readonly value: SuggestedValue;
  readonly rank: number;
}

/** The values of these fields that a text, or else its last word, may mean; the likeliest first. */
export function suggestValues(fields: readonly Field[], text: string, limit: number): SuggestedValue[] {
  const whole = text.trim();
  const last = whole.split(/\s+/u).at(-1) ?? '';
  const found = valuesOf(fields, whole);
  const chosen = found.length > 0 || last === whole ? found : valuesOf(fields, last);
  return chosen
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, limit)
    .map(({ value }) => value);
}

function valuesOf(fields: readonly Field[], word: string): Ranked[] {
  if (word === '') return [];
  return fields.flatMap((field) =>
    field.type === 'region' || field.type === 'industry'
      ? nodesOf(field, trees[field.type], word)
      : choicesOf(field, word),
  );
}

/** More nodes than are ever shown need no look at what they lie in. */
const mostNodes = 20;

function nodesOf({ key }: Field, tree: (typeof trees)['region'], word: string): Ranked[] {
  return findNodes(tree, word)
    .filter(({ node }) => !repeatsUpper(tree, node))
    .slice(0, mostNodes)
    .map(({ node, rank }) => {
      const above = ancestors(tree, node.code);
      const joined = (language: 'en' | 'zh', sign: string) =>
        above.map(({ name }) => name[language]).join(sign);
      const within = above.length === 0 ? null : { en: joined('en', ' › '), zh: joined('zh', ' › ') };
      const rule = { field: key, under: node.code };
      return { rank: rank + node.level / 10, value: { field: key, label: node.name, within, word, rule } };
    });
}

/** A municipality's only "city" is called as itself. */
function repeatsUpper(tree: (typeof trees)['region'], { parent, name }: TreeNode): boolean {
  return parent !== null && tree.index().byCode.get(parent)?.name.zh === name.zh;
}

const typedChoices = new WeakMap<Field, ReturnType<typeof typedNames>>();

function choicesOf(field: Field, word: string): Ranked[] {
  const { key, choices = [] } = field;
  const names =
    typedChoices.get(field) ??
    typedNames(choices.map(({ label, synonyms = [] }) => [label.zh, label.en, ...synonyms]));
  typedChoices.set(field, names);
  const folded = foldText(word);
  return choices.flatMap((choice, i) => {
    const name = names[i];
    const rank = name === undefined ? undefined : rankTyped(name, folded);
    if (rank === undefined) return [];
    const rule = { field: key, eq: choice.key };
    return [{ rank, value: { field: key, label: choice.label, within: null, word, rule } }];
  });
}
