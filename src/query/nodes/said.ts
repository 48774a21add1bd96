import { z } from 'zod';

import type { Language } from '../../lib/problem.ts';
import {
  opinionTags,
  polarities,
  polarityLabels,
  topicLabels,
  topics,
  type Topic,
} from '../../lib/opinion.ts';
import { allOf, type Plan } from '../plan.ts';
import { joinPath, wrongValue } from '../rule/problems.ts';
import type { SaidRule } from '../rule/types.ts';
import { describeList, describeSpan, describeTest } from './describe.ts';
import type { NodeKind, PlanContext } from './kind.ts';
import { planMoments } from './updated.ts';

const names = z.array(z.string().max(500)).min(1).max(1_000).optional();
const moment = z.string().max(40);

const schema = z.strictObject({
  said: z.enum([...polarities, 'any']),
  about: z.array(z.enum(topics)).min(1).max(topics.length).optional(),
  tags: z.array(z.string().max(64)).min(1).max(100).optional(),
  times: z.strictObject({ gte: z.number().int().min(1).max(1_000_000) }).optional(),
  within: z.string().max(20).optional(),
  between: z.tuple([moment, moment]).optional(),
  sources: names,
  products: names,
});

/** `{ said: "negative", about: ["delivery"], within: "90d" }`: who wrote texts that speak so. */
export const saidNode: NodeKind<SaidRule> = {
  schema,
  plan(rule, path, context) {
    const parts = [...planFeeling(rule), ...planWhen(rule, path, context), ...planNames(rule, path)];
    return { op: 'said', kind: context.kind, texts: allOf(parts), least: rule.times?.gte ?? 1 };
  },
  describe: (rule, { language }) => describeSaid(rule, language),
};

/** Of topics it is asked how the text speaks of them, not as a whole. */
function planFeeling({ said, about }: SaidRule): Plan[] {
  if (about !== undefined && said !== 'any')
    return [{ op: 'oneOf', column: 'felt', list: true, values: about.map((topic) => `${topic}:${said}`) }];
  if (about !== undefined) return [{ op: 'oneOf', column: 'topics', list: true, values: about }];
  return said === 'any' ? [] : [{ op: 'oneOf', column: 'polarity', list: false, values: [said] }];
}

function planWhen({ within, between }: SaidRule, path: string, { now, timeZone }: PlanContext): Plan[] {
  const at = { column: 'ts', at: path, now, timeZone };
  return [
    ...(within === undefined ? [] : [planMoments({ within }, at)]),
    ...(between === undefined
      ? []
      : [planMoments({ gte: between[0], lte: between[1] }, { ...at, at: joinPath(path, 'between') })]),
  ];
}

function planNames({ tags, sources, products }: SaidRule, path: string): Plan[] {
  const unknown = tags?.find((tag) => !Object.hasOwn(opinionTags, tag));
  if (unknown !== undefined) throw wrongValue(joinPath(path, 'tags'), tagWanted, unknown);
  return [
    ...(tags === undefined ? [] : [{ op: 'oneOf', column: 'tags', list: true, values: tags } as const]),
    ...(sources === undefined
      ? []
      : [{ op: 'oneOf', column: 'source', list: false, values: sources } as const]),
    ...(products === undefined
      ? []
      : [{ op: 'oneOf', column: 'product', list: false, values: products } as const]),
  ];
}

const tagWanted = {
  en: `one of ${Object.keys(opinionTags).join(', ')}`,
  zh: `以下之一：${Object.keys(opinionTags).join('、')}`,
};

const words = {
  en: {
    any: 'wrote a text',
    felt: 'wrote a {felt} text',
    about: ' about ',
    tags: 'which tells: ',
    source: 'source',
    product: 'product',
    times: 'number of texts',
    and: ', ',
  },
  zh: {
    any: '写过文字',
    felt: '写过{felt}文字',
    about: '，涉及',
    tags: '表明：',
    source: '来源',
    product: '商品',
    times: '文字条数',
    and: '，',
  },
} as const;

function sayTopics(list: readonly Topic[], language: Language): string {
  return list.map((topic) => topicLabels[topic][language]).join(language === 'zh' ? '、' : ' or ');
}

function describeWhen({ times, within, between }: SaidRule, language: Language): string[] {
  const count = times === undefined || times.gte === 1 ? undefined : String(times.gte);
  return [
    ...(count === undefined
      ? []
      : [describeTest(words[language].times, { operator: 'gte', value: count }, language)]),
    ...(within === undefined ? [] : [describeSpan('', within, language).trim()]),
    ...(between === undefined ? [] : [between.join(' – ')]),
  ];
}

function describeSaid(rule: SaidRule, language: Language): string {
  const { said, about, tags } = rule;
  const say = words[language];
  const or = language === 'zh' ? '、' : ' or ';
  const what = said === 'any' ? say.any : say.felt.replace('{felt}', polarityLabels[said][language]);
  const told = tags?.map((tag) => opinionTags[tag]?.[language] ?? tag).join(or);
  const list = (label: string, values: readonly string[] | undefined) =>
    values === undefined
      ? []
      : [describeTest(label, { operator: 'in', value: describeList(values, language) }, language)];
  return [
    about === undefined ? what : `${what}${say.about}${sayTopics(about, language)}`,
    ...(told === undefined ? [] : [`${say.tags}${told}`]),
    ...describeWhen(rule, language),
    ...list(say.source, rule.sources),
    ...list(say.product, rule.products),
  ].join(say.and);
}
