import { z } from 'zod';
import { Problem } from '../lib/problem.ts';
import { organizationFields } from './data/organization.ts';
import { personFields } from './data/person.ts';
import { organizationPlaces, personPlaces } from './data/place.ts';
import { organizationTwins, personTwins, sharedFields } from './data/shared.ts';
import type { Field, Kind } from './types.ts';
import { domains, fieldTypes, kinds, sensitivities, survivorships } from './types.ts';

const builtIn: Readonly<Record<Kind, readonly Field[]>> = {
  organization: inOrder([
    ...organizationFields,
    ...organizationPlaces,
    ...organizationTwins,
    ...sharedFields,
  ]),
  person: inOrder([...personFields, ...personPlaces, ...personTwins, ...sharedFields]),
};

/** By domain; within one the order of the lists: a kind's own facts, places, what both kinds share. */
function inOrder(fields: readonly Field[]): readonly Field[] {
  return Object.freeze(fields.toSorted((a, b) => domains.indexOf(a.domain) - domains.indexOf(b.domain)));
}

/** All fields of a kind in their order: the built-in ones by domain, then the workspace's own. */
export function catalogue(kind: Kind, customFields: readonly Field[] = []): readonly Field[] {
  const own = customFields.filter((field) => field.kinds.includes(kind));
  return own.length === 0 ? builtIn[kind] : [...builtIn[kind], ...own];
}

/** The field of a kind with this key, or undefined. */
export function fieldByKey(kind: Kind, key: string, customFields: readonly Field[] = []): Field | undefined {
  return catalogue(kind, customFields).find((field) => field.key === key);
}

/** Names that rules, sorting and the warehouse use for facts about the profile itself. A leading underscore is reserved too. */
const reservedKeys = new Set(
  [
    'id kind profile profile_id record record_id source source_id workspace workspace_id identifier segment segments consent consents event events relationship relationships',
    'verified confidence score lineage version created_at updated_at observed_at received_at deleted_at import import_id text total rows all any not did related',
  ].flatMap((line) => line.split(' ')),
);

const allKeys = new Set(kinds.flatMap((kind) => builtIn[kind].map((field) => field.key)));

/** True for a key that a workspace's own field may not have: reserved, of a built-in field, or like the second column of an amount. */
export function isReservedKey(key: string): boolean {
  return key.startsWith('_') || /_(?:max|currency)$/.test(key) || reservedKeys.has(key) || allKeys.has(key);
}

const words = z.string().trim().min(1).max(80);
const label = z.object({ en: words, zh: words });
const choice = z.object({
  key: z.string().regex(/^[a-z0-9][a-z0-9_]{0,59}$/),
  label,
  synonyms: z.array(words).max(50).optional(),
});

const customShape = z.object({
  key: z
    .string()
    .regex(
      /^[a-z][a-z0-9_]{0,59}$/,
      'Small letters, digits and underscores, a letter first, 60 at most · 小写字母、数字和下划线，以字母开头，最多 60 个字符',
    )
    .refine(
      (key) => !isReservedKey(key),
      'This key is taken by the system or by a built-in field; choose another · 该键名为系统或内置字段所用，请换一个',
    ),
  label,
  kinds: z.array(z.enum(kinds)).min(1).max(kinds.length),
  type: z.enum(fieldTypes),
  domain: z.enum(domains),
  sensitivity: z.enum(sensitivities).default('internal'),
  many: z.boolean().default(false),
  synonyms: z.array(words).max(50).default([]),
  choices: z.array(choice).min(1).max(500).optional(),
  unit: z.string().trim().min(1).max(20).optional(),
});

/** What a workspace says of a field of its own. A `choice` field needs its choices, with keys of their own; no other type has any. */
export const customField = customShape.check((context) => {
  for (const message of complaints(context.value))
    context.issues.push({ code: 'custom', message, path: ['choices'], input: context.value });
});

function complaints(value: z.output<typeof customShape>): string[] {
  const { type, choices = [] } = value;
  if (type === 'choice' && choices.length === 0)
    return ['A field of type choice needs its choices · 选项型字段需要给出选项'];
  if (type !== 'choice' && choices.length > 0)
    return ['Only a field of type choice has choices · 只有选项型字段可以有选项'];
  if (new Set(choices.map(({ key }) => key)).size < choices.length)
    return ['Two choices have the same key · 有两个选项的键名相同'];
  return [];
}

export type CustomFieldInput = z.input<typeof customField>;

/** A workspace's own field as a field like any other. Throws `fields.custom` with every complaint when the definition does not hold. */
export function createCustomField(definition: CustomFieldInput): Field {
  const read = customField.safeParse(definition);
  if (!read.success) {
    const reasons = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Problem(
      'fields.custom',
      {
        en: 'The definition of the field does not hold: {reasons}. Mend it and send it again.',
        zh: '字段定义有误：{reasons}。请修改后重新提交。',
      },
      { reasons: reasons.join('; ') },
    );
  }
  const { choices, unit, ...rest } = read.data;
  return Object.freeze({
    ...rest,
    survivorship: 'trust',
    identifier: 'none',
    custom: true,
    ...(choices === undefined
      ? {}
      : { choices: choices.map(({ synonyms, ...one }) => ({ ...one, synonyms: synonyms ?? [] })) }),
    ...(unit === undefined ? {} : { unit }),
  });
}

/** A field as the API shows it. */
export const fieldJson = z.object({
  key: z.string(),
  label: z.object({ en: z.string(), zh: z.string() }),
  kinds: z.array(z.enum(kinds)),
  type: z.enum(fieldTypes),
  domain: z.enum(domains),
  sensitivity: z.enum(sensitivities),
  many: z.boolean(),
  synonyms: z.array(z.string()),
  survivorship: z.enum(survivorships),
  identifier: z.enum(['strong', 'weak', 'none']),
  choices: z
    .array(
      z.object({
        key: z.string(),
        label: z.object({ en: z.string(), zh: z.string() }),
        synonyms: z.array(z.string()),
      }),
    )
    .optional(),
  unit: z.string().optional(),
  check: z.string().optional(),
  past: z.literal(true).optional(),
  verification: z
    .object({ by: z.enum(['registry', 'call', 'message', 'document', 'visit']), freshDays: z.number() })
    .optional(),
  custom: z.boolean(),
});

/** A field as plain JSON for the API. */
export function toFieldJson(field: Field): z.output<typeof fieldJson> {
  const { choices, ...rest } = field;
  const plain = choices?.map((one) => ({ ...one, synonyms: [...(one.synonyms ?? [])] }));
  return {
    ...rest,
    kinds: [...field.kinds],
    synonyms: [...field.synonyms],
    custom: field.custom ?? false,
    ...(plain === undefined ? {} : { choices: plain }),
  };
}
