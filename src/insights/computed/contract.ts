import { z } from 'zod';

import { kinds } from '../../fields/types.ts';
import { propertiesFor, valueHows, valueProperties, valueTables } from '../../lib/computed-value.ts';
import { endpoint, nothing } from '../../lib/endpoint.ts';

const number = z.number();
const bilingual = z.object({ en: z.string(), zh: z.string() });
const kind = z.enum(kinds);
const id = z.string().min(1).max(64);
const name = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .refine((text) => !/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u.test(text), {
    error: 'must hold no control characters · 不能包含控制字符',
  });

const property = z.string().max(64);
const test = z.union([
  z.strictObject({ property, in: z.array(z.string().max(500)).min(1).max(1_000) }),
  z.strictObject({ property, eq: number, gt: number, gte: number, lt: number, lte: number }).partial({
    eq: true,
    gt: true,
    gte: true,
    lt: true,
    lte: true,
  }),
]);

const measure = z
  .strictObject({
    of: z.enum(valueTables).meta({ description: 'Events, orders that count, or lines of orders' }),
    event: z.string().trim().min(1).max(200).optional().meta({ description: 'The name of the event' }),
    how: z.enum(valueHows),
    what: property.optional().meta({ description: 'Of which property; none for counts and days' }),
    where: z.array(test).max(20).default([]),
    within: z
      .string()
      .regex(/^\d{1,4}[dwmy]$/)
      .optional()
      .meta({ description: 'Only so long back, such as 90d, 12w, 6m, 1y' }),
  })
  .superRefine(({ of, event, how, what, where }, context) => {
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (of === 'events' && event === undefined) refuse('event', 'name the event · 请填写事件名称');
    const can = propertiesFor(of, how);
    const isRight = can.length === 0 ? what === undefined : what !== undefined && can.includes(what);
    if (!isRight) refuse('what', `one of: ${can.join(', ') || '-'} · 可选：${can.join('、') || '无'}`);
    const { texts, numbers } = valueProperties[of];
    const list = (one: object): readonly string[] => ('in' in one ? texts : numbers);
    if (where.some((one) => !list(one).includes(one.property)))
      refuse(
        'where',
        `one of: ${[...texts, ...numbers].join(', ')} · 可选：${[...texts, ...numbers].join('、')}`,
      );
  });
export type Measure = z.output<typeof measure>;

const ratio = z
  .strictObject({ how: z.literal('ratio'), top: measure, bottom: measure })
  .refine(({ top, bottom }) => [top, bottom].every(({ how }) => ['count', 'sum', 'avg'].includes(how)), {
    error: 'both parts must be counts, sums or averages · 两部分都应为次数、合计或平均',
  });

/** How a value is made; also of a ratio of two. */
export const valueSpec = z.union([ratio, measure]).meta({
  description:
    '{"of": "events", "event": "Product Viewed", "how": "count", "within": "90d", "where": [{"property": "category", "in": ["…"]}]}; a ratio is {"how": "ratio", "top": …, "bottom": …}',
});
export type ValueSpec = z.output<typeof valueSpec>;
export type ValueSpecInput = z.input<typeof valueSpec>;

const valueSchema = z.object({
  id: z.string(),
  kind,
  name: z.string(),
  spec: valueSpec,
  type: z.enum(['number', 'text']),
  sentence: bilingual.meta({ description: 'What it is, in plain words' }),
  owner: z.object({ id: z.string(), name: z.string() }),
  mine: z.boolean(),
  computedAt: z.string().nullable(),
  ms: number.nullable(),
  customers: number.nullable().meta({ description: 'Of how many customers it is known' }),
  problem: bilingual.nullable().meta({ description: 'Why it could not be computed' }),
});
export type OwnValue = z.output<typeof valueSchema>;

const shippedSchema = z.object({
  key: z
    .string()
    .meta({ description: 'How it is called in {"insight": …}, and as a column after "_value."' }),
  label: bilingual,
  type: z.enum(['number', 'name', 'text']),
  names: z.array(bilingual.extend({ key: z.string() })),
});

/** Everything that is computed of customers. */
export const listComputedValues = endpoint({
  name: 'listComputedValues',
  method: 'GET',
  path: '/api/computed-values',
  access: 'viewer',
  summary:
    'The values that are computed of customers: those that the workspace defined, and all that can be asked for.',
  input: z.object({ kind }),
  output: z.object({
    rows: z.array(valueSchema),
    all: z.array(shippedSchema).meta({ description: 'The shipped ones and those of the workspace' }),
  }),
});

export const createComputedValue = endpoint({
  name: 'createComputedValue',
  method: 'POST',
  path: '/api/computed-values',
  access: 'analyst',
  summary: 'Defines a value of customers; it is computed in the background and then once a day.',
  input: z.object({ kind, name, spec: valueSpec }),
  output: valueSchema,
});

export const updateComputedValue = endpoint({
  name: 'updateComputedValue',
  method: 'PATCH',
  path: '/api/computed-values/:id',
  access: 'analyst',
  summary: 'Changes a value of your own, or as an administrator any; another definition is computed anew.',
  input: z.object({ id, name: name.optional(), spec: valueSpec.optional() }),
  output: valueSchema,
});

export const removeComputedValue = endpoint({
  name: 'removeComputedValue',
  method: 'DELETE',
  path: '/api/computed-values/:id',
  access: 'analyst',
  summary: 'Removes a value that no segment uses.',
  input: z.object({ id }),
  output: nothing,
});

/** What a definition would give. */
export const previewComputedValue = endpoint({
  name: 'previewComputedValue',
  method: 'POST',
  path: '/api/computed-value-preview',
  access: 'viewer',
  trail: false,
  summary:
    'What a value would be: in plain words, and for a few customers; of many customers some are looked at.',
  input: z.object({ kind, spec: valueSpec }),
  output: z.object({
    sentence: bilingual,
    type: z.enum(['number', 'text']),
    asked: number.meta({ description: 'How many customers were looked at' }),
    known: number.meta({ description: 'Of how many of these it is known' }),
    rows: z.array(
      z.object({
        id: z.string(),
        name: z.unknown().meta({ description: 'null where your role does not see names' }),
        value: z.union([number, z.string()]),
      }),
    ),
    problem: bilingual.nullable().meta({ description: 'Why it cannot be computed' }),
  }),
});

/** What is computed of one customer. */
export const getProfileValues = endpoint({
  name: 'getProfileValues',
  method: 'GET',
  path: '/api/profiles/:id/values',
  access: 'viewer',
  summary: 'The values that are computed of a profile, as far as they are known.',
  input: z.object({ id }),
  output: z.object({
    rows: z.array(shippedSchema.extend({ value: z.union([number, z.string()]) })),
    interests: z
      .array(z.object({ category: z.string(), share: number, last: z.string() }))
      .meta({ description: 'Categories by their share of its attention, later looks weighing more' }),
  }),
});
