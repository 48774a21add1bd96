import { z } from 'zod';

import type { Bilingual } from '../lib/problem.ts';
import type { Setting } from './contract.ts';

/** What a page needs to ask for a setting, beside its schema. */
export interface Asked {
  readonly label: Bilingual;
  readonly help?: Bilingual;
  /** Kept sealed, and never shown again. */
  readonly secret?: true;
  /** Of several lines. */
  readonly lines?: true;
  readonly choices?: Readonly<Record<string, Bilingual>>;
}

/** A schema of a setting with the words that a page asks for it with. */
export function asked<S extends z.ZodType>(schema: S, words: Asked): S {
  return schema.meta({ ...words });
}

const bilingual = z.object({ en: z.string(), zh: z.string() });
const value = z.union([z.string(), z.number(), z.boolean()]);

const described = z.object({
  properties: z.record(
    z.string(),
    z.object({
      type: z.string(),
      enum: z.array(z.string()).optional(),
      default: value.optional(),
      label: bilingual,
      help: bilingual.optional(),
      secret: z.boolean().optional(),
      lines: z.boolean().optional(),
      choices: z.record(z.string(), bilingual).optional(),
    }),
  ),
  required: z.array(z.string()).default([]),
});
type Described = z.output<typeof described>['properties'][string];

function typeOf({ secret, lines, enum: choices, type }: Described): Setting['type'] {
  if (secret === true) return lines === true ? 'secret-lines' : 'secret';
  if (choices !== undefined) return 'choice';
  if (type === 'boolean') return 'flag';
  return type === 'integer' || type === 'number' ? 'number' : 'text';
}

/** The settings of a schema, in its order, as a page asks for them. */
export function describeSettings(schema: z.ZodObject): Setting[] {
  const { properties, required } = described.parse(z.toJSONSchema(schema, { io: 'input' }));
  return Object.entries(properties).map(([key, one]) => ({
    key,
    type: typeOf(one),
    label: one.label,
    help: one.help ?? null,
    required: required.includes(key),
    initial: one.default ?? null,
    choices: (one.enum ?? []).map((choice) => ({
      key: choice,
      label: one.choices?.[choice] ?? { en: choice, zh: choice },
    })),
  }));
}

/** Which settings of a schema are secrets. */
export function secretsOf(schema: z.ZodObject): ReadonlySet<string> {
  const secrets = describeSettings(schema).filter(({ type }) => type.startsWith('secret'));
  return new Set(secrets.map(({ key }) => key));
}
