import { z } from 'zod';

import { nodeNames } from './nodes.ts';
import { boughtNode } from '../nodes/bought.ts';
import { completenessNode } from '../nodes/completeness.ts';
import { consentNode } from '../nodes/consent.ts';
import { didNode } from '../nodes/did.ts';
import { fieldNode } from '../nodes/field.ts';
import { idsNode } from '../nodes/ids.ts';
import { insightNode } from '../nodes/insight.ts';
import { pathNode } from '../nodes/path.ts';
import { relatedSchema } from '../nodes/related.ts';
import { saidNode } from '../nodes/said.ts';
import { segmentSchema } from '../nodes/segment.ts';
import { sourceNode } from '../nodes/source.ts';
import { subscribedNode } from '../nodes/subscribed.ts';
import { textNode } from '../nodes/text.ts';
import { verifiedNode } from '../nodes/verified.ts';
import { observedNode, updatedNode } from '../nodes/updated.ts';
import { joinPath, ruleProblem } from './problems.ts';
import type { RelatedRule, Rule } from './types.ts';

/** The error texts of the schema library in both languages. */
const { en, zhCN } = z.locales;
const texts = { en: en().localeError, zh: zhCN().localeError };

const deepest = 20;
const mostNodes = 500;

const leaves = {
  field: fieldNode.schema,
  text: textNode.schema,
  source: sourceNode.schema,
  id: idsNode.schema,
  completeness: completenessNode.schema,
  updated: updatedNode.schema,
  observed: observedNode.schema,
  insight: insightNode.schema,
  did: didNode.schema,
  path: pathNode.schema,
  bought: boughtNode.schema,
  subscribed: subscribedNode.schema,
  said: saidNode.schema,
  consent: consentNode.schema,
  verified: verifiedNode.schema,
  segment: segmentSchema,
} as const satisfies Record<string, z.ZodType<Rule>>;

const groups = {
  all: z.strictObject({ all: z.array(z.unknown()).max(mostNodes) }),
  any: z.strictObject({ any: z.array(z.unknown()).max(mostNodes) }),
  not: z.strictObject({ not: z.unknown() }),
} as const;

interface Place {
  readonly path: string;
  readonly depth: number;
  readonly count: { nodes: number };
}

/**
 * Reads a rule that came from outside. At most 20 levels, 500 nodes and 10,000 values in a list.
 * Throws `rule.invalid` or `rule.too-large`, each with the path of the part that is wrong.
 */
export function parseRule(input: unknown): Rule {
  return parseNode(input, { path: '', depth: 1, count: { nodes: 0 } });
}

function parseNode(input: unknown, place: Place): Rule {
  place.count.nodes += 1;
  if (place.depth > deepest || place.count.nodes > mostNodes) throw tooLarge(place.path);
  const name = nodeName(input, place.path);
  if (name === 'all') return { all: parseParts(readPart(groups.all, input, place.path).all, 'all', place) };
  if (name === 'any') return { any: parseParts(readPart(groups.any, input, place.path).any, 'any', place) };
  if (name === 'related') return parseRelated(input, place);
  if (name !== 'not') return readPart(leaves[name], input, place.path);
  const { not } = readPart(groups.not, input, place.path);
  return { not: parseNode(not, { ...place, path: joinPath(place.path, 'not'), depth: place.depth + 1 }) };
}

function parseRelated(input: unknown, place: Place): RelatedRule {
  const { where, ...rule } = readPart(relatedSchema, input, place.path);
  if (where === undefined) return rule;
  const at = { ...place, path: joinPath(place.path, 'where'), depth: place.depth + 1 };
  return { ...rule, where: parseNode(where, at) };
}

function parseParts(parts: readonly unknown[], name: string, place: Place): Rule[] {
  const path = joinPath(place.path, name);
  return parts.map((part, i) =>
    parseNode(part, { ...place, path: joinPath(path, i), depth: place.depth + 1 }),
  );
}

/** Which kind of node it is: the one of their names that it has. */
function nodeName(input: unknown, path: string): (typeof nodeNames)[number] {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) throw notANode(path);
  const [name, second] = nodeNames.filter((one) => Object.hasOwn(input, one));
  if (name === undefined || second !== undefined) throw notANode(path);
  return name;
}

function readPart<S extends z.ZodType>(schema: S, input: unknown, path: string): z.output<S> {
  const read = schema.safeParse(input, { error: texts.en });
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const [inChinese] = schema.safeParse(input, { error: texts.zh }).error?.issues ?? [];
  const at = (issue?.path ?? []).reduce<string>(
    (sum, key) => joinPath(sum, typeof key === 'number' ? key : String(key)),
    path,
  );
  throw ruleProblem(
    'invalid',
    {
      en: '{path}: {reason}. See the rule language in the documentation.',
      zh: '{path}：{reasonZh}。请参阅文档中的规则语言。',
    },
    { path: at, reason: shortReason(issue?.message, 0), reasonZh: shortReason(inChinese?.message, -1) },
  );
}

/** The schema's own texts come in one language, ours in both: `English · 中文`. */
function shortReason(message: string | undefined, part: 0 | -1): string {
  return (message?.split(' · ').at(part) ?? '').slice(0, 300);
}

function notANode(path: string) {
  return ruleProblem(
    'invalid',
    {
      en: '{path}: a rule is an object with exactly one of {present}.',
      zh: '{path}：规则应为对象，且只包含以下之一：{present}。',
    },
    { path, present: nodeNames.join(', ') },
  );
}

function tooLarge(path: string) {
  return ruleProblem(
    'too-large',
    {
      en: 'The rule is too large: at most {deepest} levels and {most} nodes. Put long lists of values into one "in".',
      zh: '规则过大：最多 {deepest} 层、{most} 个节点。较长的取值列表请放进一个 "in"。',
    },
    { path: path.slice(0, 200), deepest, most: mostNodes },
  );
}
