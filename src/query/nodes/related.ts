import { z } from 'zod';

import { isOpen, kinds, type Kind } from '../../fields/index.ts';
import {
  directions,
  isDirected,
  otherKinds,
  relationshipTypes,
  relationTypes,
  type Direction,
  type RelationType,
} from '../../lib/relationship.ts';
import { withColumns } from '../columns.ts';
import { nothing, type Plan } from '../plan.ts';
import { joinPath, ruleProblem } from '../rule/problems.ts';
import type { RelatedRule, Rule } from '../rule/types.ts';
import type { RelatedKind } from '../world.ts';
import { findAsked } from './field.ts';
import type { DescribeContext, PlanContext } from './kind.ts';
import { fieldsOfKey, foundsOf, type KeyName } from './related-finds.ts';
import { sayRelated } from './related-words.ts';

/** How a rule asks for relationships; `where` is a rule of its own, which is read as one. */
export const relatedSchema = z.strictObject({
  related: z.enum(relationTypes),
  direction: z.enum(directions).optional(),
  kind: z.enum(kinds).optional(),
  where: z.unknown().optional(),
});

type RelatedPlan = Extract<Plan, { op: 'related' }>;
type Find = RelatedPlan['finds'][number];

/** Reads and plans the rule about the other one. */
type PlanNested = (rule: Rule, context: PlanContext, path: string) => Plan;

interface Place {
  readonly path: string;
  readonly context: PlanContext;
}

/**
 * `{ related: "works_at", where: { field: "region", under: "上海" } }`: who has such a relationship with a profile that the rule fits.
 * Throws `rule.related` where it cannot be told which kind the other one is, and `rule.field` and `rule.masked` for what it is found by.
 */
export function planRelated(rule: RelatedRule, place: Place, planNested: PlanNested): Plan {
  const { path, context } = place;
  const ties = countTies(place);
  const other = otherKind(rule, place);
  const known = context.related?.get(other);
  const own = context.related?.get(context.kind);
  if (known === undefined || own === undefined) throw ruleProblem('related', notHere, { path });
  const where = planNested(
    rule.where ?? { all: [] },
    { ...context, ties, kind: other, catalogue: known.catalogue, rankedAmong: undefined },
    joinPath(path, 'where'),
  );
  const ends = { own: { ...own, catalogue: context.catalogue }, known };
  const sides = isSet(rule.related) ? sidesOf(rule) : [];
  const finds = planFinds(rule, { ...place, other, ends });
  if (sides.length + finds.length === 0) return nothing;
  const { kind } = context;
  const parts = { kind, other, type: rule.related, sides, finds };
  return { op: 'related', ...parts, where: withColumns(where, known.columns) };
}

/** Tables of characters stand in each: a statement has no room for many, and the engine plans those in each other again and again. */
const mostTies = 20;
const deepestTies = 4;

function countTies({ path, context }: Place): NonNullable<PlanContext['ties']> {
  const { asked, depth } = context.ties ?? { asked: { count: 0 }, depth: 0 };
  asked.count += 1;
  if (asked.count > mostTies || depth >= deepestTies)
    throw ruleProblem('too-large', tooMany, { path, most: mostTies, deepest: deepestTies });
  return { asked, depth: depth + 1 };
}

function otherKind({ related, direction, kind }: RelatedRule, { path, context }: Place): Kind {
  if (kind !== undefined) return kind;
  const [only, second] = usualOthers(related, context.kind, direction);
  if (only !== undefined && second === undefined) return only;
  throw ruleProblem('related', whichKind, { path: joinPath(path, 'related'), type: related });
}

/** Which kinds the other one may be; who asks the odd way round means the kinds of the other way. */
function usualOthers(type: RelationType, own: Kind, direction?: Direction): readonly Kind[] {
  const others = otherKinds(type, own, isDirected(type) ? direction : undefined);
  return others.length > 0 ? others : otherKinds(type, own);
}

/** Whether people set relationships of a type. */
function isSet(type: RelationType): boolean {
  return relationshipTypes.some((one) => one === type);
}

/** At which end of what people set the profile itself stands. */
function sidesOf({ related, direction }: RelatedRule): readonly (0 | 1)[] {
  if (direction === undefined || !isDirected(related)) return [0, 1];
  return direction === 'out' ? [0] : [1];
}

interface Finding extends Place {
  readonly other: Kind;
  readonly ends: { readonly own: RelatedKind; readonly known: RelatedKind };
}

/** What the facts tell, each way that is asked for; what no profile has a value for is left out. */
function planFinds(rule: RelatedRule, { path, context, other, ends }: Finding): Find[] {
  const at = joinPath(path, 'related');
  const sides = sidesOf(rule);
  const finds = foundsOf(rule.related).flatMap(({ from, to }, i): Find[] => {
    const isAlike = from.by === to.by && from.kind === to.kind;
    const ways = [
      { side: 0, own: from, theirs: to },
      { side: 1, own: to, theirs: from },
    ].filter(({ side, own, theirs }) => {
      const isAsked = sides.some((one) => one === side) && !(isAlike && side === 1);
      return isAsked && own.kind === context.kind && theirs.kind === other;
    });
    return ways.flatMap(({ side, own, theirs }) => {
      checkFields(own.by, ends.own, at);
      checkFields(theirs.by, ends.known, at);
      if (!hasColumns(own.by, ends.own) || !hasColumns(theirs.by, ends.known)) return [];
      return [
        {
          tag: `${rule.related}.${i}.${side}`,
          own: { by: own.by, former: hasFormer(ends.own) },
          theirs: { by: theirs.by, former: hasFormer(ends.known) },
        },
      ];
    });
  });
  return finds;
}

function checkFields(by: KeyName, { catalogue }: RelatedKind, path: string): void {
  for (const key of fieldsOfKey[by]) findAsked(key, path, catalogue);
}

function hasColumns(by: KeyName, { columns }: RelatedKind): boolean {
  return fieldsOfKey[by].every((key) => columns.has(key));
}

/** Former names count where whoever asks may ask about them. */
function hasFormer({ catalogue, columns }: RelatedKind): boolean {
  return (
    columns.has('former_names') && catalogue.some((field) => field.key === 'former_names' && isOpen(field))
  );
}

const notHere = {
  en: '{path}: relationships cannot be asked about here. Take this condition out.',
  zh: '{path}：此处不能按关系查询。请去掉这个条件。',
};
const tooMany = {
  en: '{path}: a rule asks for relationships at most {most} times, with its segments, and at most {deepest} levels deep in each other. Take one of these conditions out.',
  zh: '{path}：一条规则（连同其中的分群）最多 {most} 次按关系查询，相互嵌套最多 {deepest} 层。请去掉其中一些条件。',
};
const whichKind = {
  en: '{path}: say which kind the other one of “{type}” is: add "kind": "organization" or "kind": "person".',
  zh: '{path}：请说明“{type}”的另一方是哪一类：加上 "kind": "organization"（企业）或 "kind": "person"（个人）。',
};

/** `works at an organisation for which (…)`. */
export function describeRelated(
  rule: RelatedRule,
  context: DescribeContext,
  describe: (rule: Rule, context: DescribeContext) => string,
): string {
  const { related: type, direction, where } = rule;
  const kind = rule.kind ?? usualOthers(type, context.kind, direction)[0] ?? 'organization';
  const catalogue = context.related?.get(kind)?.catalogue ?? context.catalogue;
  const said = where === undefined ? undefined : describe(where, { ...context, kind, catalogue });
  return sayRelated(
    { type, reading: direction ?? readingOf(rule, context.kind), kind },
    said,
    context.language,
  );
}

/** Which way it goes where the kinds of the two tell. */
function readingOf({ related, kind }: RelatedRule, own: Kind): 'out' | 'in' | 'both' {
  const ways = directions.filter((direction) => {
    const others = otherKinds(related, own, direction);
    return others.length > 0 && (kind === undefined || others.includes(kind));
  });
  const [only, second] = ways;
  return only === undefined || second !== undefined ? 'both' : only;
}
