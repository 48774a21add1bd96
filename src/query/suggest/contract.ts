import { z } from 'zod';

import { kinds } from '../../fields/types.ts';
import { endpoint } from '../../lib/endpoint.ts';

const bilingual = z.object({ en: z.string(), zh: z.string() });
const code = z.string().min(1).max(20);

/** What a few typed letters may mean. */
export const suggest = endpoint({
  name: 'suggest',
  method: 'GET',
  path: '/api/suggest',
  access: 'viewer',
  summary:
    'What a few typed letters may mean: customers by name, and values of fields as filters; by Chinese, pinyin, initials or Latin.',
  input: z.object({
    kind: z.enum(kinds).default('organization'),
    text: z.string().max(200),
    limit: z.coerce.number().int().min(1).max(20).default(6),
  }),
  output: z.object({
    customers: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        region: bilingual.nullable(),
        industry: bilingual.nullable(),
      }),
    ),
    values: z.array(
      z.object({
        field: z.string(),
        label: bilingual,
        within: bilingual.nullable().meta({ description: 'What a place or trade lies in' }),
        word: z.string().meta({ description: 'The part of the text that the value stands for' }),
        rule: z.unknown(),
      }),
    ),
    ms: z.number(),
  }),
});

/** A place of a tree of regions or industries. */
export const treeNodeSchema = z.object({
  code: z.string(),
  name: bilingual,
  level: z.number(),
  above: z
    .array(z.object({ code: z.string(), name: bilingual }))
    .meta({ description: 'What it lies in, the topmost first' }),
  parts: z.number().meta({ description: 'How many lie directly below it' }),
});

/** Nodes of a tree: those below one, those of codes, or those that a text means. */
export const listTreeNodes = endpoint({
  name: 'listTreeNodes',
  method: 'GET',
  path: '/api/trees/:tree',
  access: 'viewer',
  summary:
    'Nodes of the tree of regions or industries: the topmost, those directly under one, those of some codes or names, or those that a text finds.',
  input: z.object({
    tree: z.enum(['region', 'industry']),
    under: code.optional(),
    text: z.string().max(100).optional(),
    codes: z.array(z.string().min(1).max(100)).max(200).optional(),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  output: z.object({ rows: z.array(treeNodeSchema), total: z.number() }),
});

/** Products or categories that a text may mean. */
export const suggestItems = endpoint({
  name: 'suggestItems',
  method: 'GET',
  path: '/api/suggest/items',
  access: 'viewer',
  summary:
    'Products, by name, or categories that orders and events spoke of and whose names hold a text; those that were spoken of last come first.',
  input: z.object({
    by: z.enum(['product', 'category']),
    text: z.string().max(200).default(''),
    limit: z.coerce.number().int().min(1).max(50).default(12),
  }),
  output: z.object({ names: z.array(z.string()) }),
});
