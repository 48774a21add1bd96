import type { Kind } from '../../fields/index.ts';
import { withColumns } from '../columns.ts';
import type { RuleContext } from '../request.ts';
import { planRule } from '../rule/tree.ts';
import type { Rule } from '../rule/types.ts';
import { combineSets, describeEvents, findEvents, findLeaves, type EventSet, type SetQuery } from './find.ts';
import { createSplitter } from './split.ts';

/** How the members of many rules are found together: sets by one pass over each table, then algebra of these. */
export interface MemberSets {
  /** Each is a SELECT of (place, members): a number and a bitmap of profiles. Those of events are asked by `happened`. */
  readonly finds: readonly SetQuery[];
  readonly events: readonly EventSet[];
  /** The same for sets of events, by their places; of the customers in a table (entity, profile) alone, where one is named. */
  readonly happened: (places: readonly number[], changed?: string) => readonly SetQuery[];
  /** For each rule that was added its members, over `sets`: the bitmaps in the order of their places. */
  readonly members: readonly string[];
}

/** Gathers rules of one kind whose members are to be found together. */
export function createMemberSets(kind: Kind) {
  const splitter = createSplitter();
  const members: string[] = [];
  return {
    /** Throws `rule.*` where the rule cannot be asked; then nothing is added. */
    add(rule: Rule, context: RuleContext): void {
      const plan = planRule(rule, context);
      const tree = splitter.split(context.columns === undefined ? plan : withColumns(plan, context.columns));
      members.push(`bitmapAnd(sets[1], ${combineSets(tree)})`);
    },
    finish(): MemberSets {
      const leaves = splitter.leaves();
      return {
        finds: findLeaves(leaves, kind),
        events: describeEvents(leaves),
        happened: (places, changed) =>
          findEvents(
            leaves.filter(({ place }) => places.includes(place)),
            kind,
            changed,
          ),
        members,
      };
    },
  };
}
