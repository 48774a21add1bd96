import { boughtNode } from '../nodes/bought.ts';
import { completenessNode } from '../nodes/completeness.ts';
import { consentNode } from '../nodes/consent.ts';
import { didNode } from '../nodes/did.ts';
import { fieldNode } from '../nodes/field.ts';
import { idsNode } from '../nodes/ids.ts';
import type { DescribeContext, PlanContext } from '../nodes/kind.ts';
import { insightNode } from '../nodes/insight.ts';
import { pathNode } from '../nodes/path.ts';
import { checkRanks } from '../nodes/ranks.ts';
import { describeRelated, planRelated } from '../nodes/related.ts';
import { describeSegment, planSegment } from '../nodes/segment.ts';
import { saidNode } from '../nodes/said.ts';
import { sourceNode } from '../nodes/source.ts';
import { subscribedNode } from '../nodes/subscribed.ts';
import { textNode } from '../nodes/text.ts';
import { verifiedNode } from '../nodes/verified.ts';
import { observedNode, updatedNode } from '../nodes/updated.ts';
import { allOf, anyOf, type Plan } from '../plan.ts';
import { parseRule } from './parse.ts';
import { joinPath } from './problems.ts';
import type {
  BoughtRule,
  ConsentRule,
  DidRule,
  GroupRule,
  PathRule,
  RelatedRule,
  Rule,
  SaidRule,
  SegmentRule,
  SubscribedRule,
  VerifiedRule,
} from './types.ts';

/** What a rule means for these fields at this time. Throws `rule.field`, `rule.operator` or `rule.value`. */
export function planRule(rule: Rule, context: PlanContext): Plan {
  return planPart(rule, { ties: { asked: { count: 0 }, depth: 0 }, ...context }, '');
}

function planPart(rule: Rule, context: PlanContext, path: string): Plan {
  if ('all' in rule) return allOf(planParts(rule.all, context, joinPath(path, 'all')));
  if ('any' in rule) return anyOf(planParts(rule.any, context, joinPath(path, 'any')));
  if ('not' in rule) return { op: 'not', part: planPart(rule.not, context, joinPath(path, 'not')) };
  if ('segment' in rule) return planSegment(rule, { path, context }, planStored);
  if ('related' in rule) return planRelated(rule, { path, context }, planPart);
  return planLeaf(rule, path, rankContext(rule, path, context));
}

/** The context of a condition that may ask for ranks: among whom is planned before it. */
function rankContext(rule: Leaf, path: string, context: PlanContext): PlanContext {
  if (!('field' in rule || 'insight' in rule)) return context;
  checkRanks(rule, path, context);
  if (rule.of === undefined) return context;
  return {
    ...context,
    rankedAmong: planStored(rule.of, { ...context, ranking: true }, joinPath(path, 'of')),
  };
}

type Leaf = Exclude<Rule, GroupRule | SegmentRule | RelatedRule>;

/** What happened with a customer. */
type Happened = DidRule | PathRule | BoughtRule | SubscribedRule | SaidRule;

function isHappened(rule: Leaf): rule is Happened {
  return ['did', 'path', 'bought', 'subscribed', 'said'].some((name) => name in rule);
}

function planLeaf(rule: Leaf, path: string, context: PlanContext): Plan {
  if ('field' in rule) return fieldNode.plan(rule, path, context);
  if ('text' in rule) return textNode.plan(rule, path, context);
  if ('source' in rule) return sourceNode.plan(rule, path, context);
  if ('id' in rule) return idsNode.plan(rule, path, context);
  if ('completeness' in rule) return completenessNode.plan(rule, path, context);
  if ('observed' in rule) return observedNode.plan(rule, path, context);
  if ('insight' in rule) return insightNode.plan(rule, path, context);
  if (isHappened(rule)) return planHappened(rule, path, context);
  if (isLedgered(rule)) return planLedgered(rule, path, context);
  return updatedNode.plan(rule, path, context);
}

function planHappened(rule: Happened, path: string, context: PlanContext): Plan {
  if ('did' in rule) return didNode.plan(rule, path, context);
  if ('said' in rule) return saidNode.plan(rule, path, context);
  if ('subscribed' in rule) return subscribedNode.plan(rule, path, context);
  return 'path' in rule ? pathNode.plan(rule, path, context) : boughtNode.plan(rule, path, context);
}

/** What stands in a ledger of the warehouse. */
function isLedgered(rule: Leaf): rule is ConsentRule | VerifiedRule {
  return 'consent' in rule || 'verified' in rule;
}

function planLedgered(rule: ConsentRule | VerifiedRule, path: string, context: PlanContext): Plan {
  return 'consent' in rule ? consentNode.plan(rule, path, context) : verifiedNode.plan(rule, path, context);
}

function describeLedgered(rule: ConsentRule | VerifiedRule, context: DescribeContext): string {
  return 'consent' in rule ? consentNode.describe(rule, context) : verifiedNode.describe(rule, context);
}

function planStored(rule: unknown, context: PlanContext, path: string): Plan {
  return planPart(parseRule(rule), context, path);
}

function planParts(parts: readonly Rule[], context: PlanContext, path: string): Plan[] {
  return parts.map((part, i) => planPart(part, context, joinPath(path, i)));
}

const words = {
  en: { all: ' and ', any: ' or ', not: 'not ({part})', every: 'everyone', none: 'no one' },
  zh: { all: '，且', any: '，或', not: '非（{part}）', every: '全部', none: '无' },
} as const;

/** The rule in words of a language, with the labels of its fields. */
export function describeRule(
  rule: Rule,
  context: Omit<DescribeContext, 'language'>,
  language: DescribeContext['language'],
): string {
  return describe(rule, { ...context, language });
}

function describe(rule: Rule, context: DescribeContext): string {
  const { all, any, not, every, none } = words[context.language];
  if ('all' in rule) return rule.all.length === 0 ? every : join(rule.all, all, context);
  if ('any' in rule) return rule.any.length === 0 ? none : join(rule.any, any, context);
  if ('not' in rule) return not.replace('{part}', () => describe(rule.not, context));
  return describeOne(rule, context);
}

function describeOne(rule: Exclude<Rule, GroupRule>, context: DescribeContext): string {
  if ('segment' in rule) return describeSegment(rule, context.segments, context.language);
  if ('related' in rule) return describeRelated(rule, context, describe);
  const isRanked = ('field' in rule || 'insight' in rule) && rule.of !== undefined;
  return describeLeaf(
    rule,
    isRanked ? { ...context, amongWhom: describe(parseRule(rule.of), context) } : context,
  );
}

function describeLeaf(rule: Leaf, context: DescribeContext): string {
  if ('field' in rule) return fieldNode.describe(rule, context);
  if ('text' in rule) return textNode.describe(rule, context);
  if ('source' in rule) return sourceNode.describe(rule, context);
  if ('id' in rule) return idsNode.describe(rule, context);
  if ('completeness' in rule) return completenessNode.describe(rule, context);
  if ('observed' in rule) return observedNode.describe(rule, context);
  if ('insight' in rule) return insightNode.describe(rule, context);
  if (isHappened(rule)) return describeHappened(rule, context);
  if (isLedgered(rule)) return describeLedgered(rule, context);
  return updatedNode.describe(rule, context);
}

function describeHappened(rule: Happened, context: DescribeContext): string {
  if ('did' in rule) return didNode.describe(rule, context);
  if ('said' in rule) return saidNode.describe(rule, context);
  if ('subscribed' in rule) return subscribedNode.describe(rule, context);
  return 'path' in rule ? pathNode.describe(rule, context) : boughtNode.describe(rule, context);
}

/** Parts that are groups of several stand in brackets. */
function join(parts: readonly Rule[], word: string, context: DescribeContext): string {
  const [open, close] = context.language === 'zh' ? ['（', '）'] : ['(', ')'];
  return parts
    .map((part) => {
      const text = describe(part, context);
      const isGroup = ('all' in part && part.all.length > 1) || ('any' in part && part.any.length > 1);
      return isGroup && parts.length > 1 ? `${open}${text}${close}` : text;
    })
    .join(word);
}
