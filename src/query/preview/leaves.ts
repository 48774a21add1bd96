import { joinPath } from '../rule/problems.ts';
import type { GroupRule, Rule } from '../rule/types.ts';

/** One condition of a rule. */
export interface Leaf {
  readonly path: string;
  readonly rule: Exclude<Rule, GroupRule>;
  /** It stands under a “not”: what is asked is its opposite. */
  readonly negated: boolean;
}

/** The conditions of a rule, in its order; a named segment is one condition. */
export function leavesOf(rule: Rule, path = '', negated = false): Leaf[] {
  if ('not' in rule) return leavesOf(rule.not, joinPath(path, 'not'), !negated);
  const join = 'all' in rule ? 'all' : 'any' in rule ? 'any' : undefined;
  if (join === undefined) return isLeaf(rule) ? [{ path, rule, negated }] : [];
  const parts = 'all' in rule ? rule.all : 'any' in rule ? rule.any : [];
  return parts.flatMap((part, i) => leavesOf(part, joinPath(joinPath(path, join), i), negated));
}

function isLeaf(rule: Rule): rule is Leaf['rule'] {
  return !('all' in rule || 'any' in rule || 'not' in rule);
}
