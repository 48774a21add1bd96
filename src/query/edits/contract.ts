import { z } from 'zod';

import { kinds } from '../../fields/types.ts';
import { endpoint, pageOf } from '../../lib/endpoint.ts';
import { ruleInput } from '../contract.ts';

const id = z.string().min(1).max(64);
const kind = z.enum(kinds);

/** What is to become of each field: a value, null to empty it, or for lists `{"add": […]}` or `{"remove": […]}`. */
const changes = z.record(z.string().max(64), z.unknown()).meta({
  description:
    'Field keys to values. null empties a field; {"add": ["vip"]} and {"remove": ["vip"]} change a list and leave its other values.',
  examples: [{ tags: { add: ['vip'] }, owner: 'li.na@example.com', notes: null }],
});

const selection = {
  kind: kind.default('organization'),
  rule: ruleInput.optional(),
  ids: z
    .array(id)
    .min(1)
    .max(10_000)
    .optional()
    .meta({ description: 'The profiles by their ids; either these or a rule' }),
  set: changes,
};

/** Says what an edit of many would do. */
export const previewEdit = endpoint({
  name: 'previewEdit',
  method: 'POST',
  path: '/api/edits/preview',
  access: 'editor',
  summary: 'Says how many profiles an edit is about, and how many of them it would change.',
  trail: false,
  input: z.object(selection),
  output: z.object({ total: z.number(), changed: z.number() }),
});

/** Edits many profiles at once. */
export const createEdit = endpoint({
  name: 'createEdit',
  method: 'POST',
  path: '/api/edits',
  access: 'editor',
  summary:
    'Edits all profiles that a rule fits, or those with some ids, in the background and undoable as a whole.',
  input: z.object(selection),
  output: z.object({ edit: z.string(), job: z.string() }),
});

export const editSchema = z.object({
  edit: z.string(),
  kind,
  rule: z.unknown().meta({ description: 'The rule, or null where the profiles were named' }),
  ids: z
    .number()
    .nullable()
    .meta({ description: 'How many profiles were named, or null where a rule says so' }),
  set: changes,
  state: z.enum(['queued', 'running', 'done', 'failed', 'undone']),
  job: z.string().nullable(),
  edited: z.number().nullable().meta({ description: 'Profiles that got a record of this edit' }),
  createdBy: z.object({ id: z.string(), name: z.string() }),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
});
export type Edit = z.infer<typeof editSchema>;

/** One edit of many. */
export const getEdit = endpoint({
  name: 'getEdit',
  method: 'GET',
  path: '/api/edits/:id',
  access: 'viewer',
  summary: 'Says where an edit of many profiles stands and what it did.',
  input: z.object({ id }),
  output: editSchema,
});

/** The edits of many. */
export const listEdits = endpoint({
  name: 'listEdits',
  method: 'GET',
  path: '/api/edits',
  access: 'viewer',
  summary: 'Lists edits of many profiles, the newest first.',
  input: z.object({
    after: z.string().max(64).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: pageOf(editSchema),
});

/** Takes an edit of many back. */
export const undoEdit = endpoint({
  name: 'undoEdit',
  method: 'POST',
  path: '/api/edits/:id/undo',
  access: 'editor',
  summary: 'Takes an edit of many back: every profile becomes what it is without it.',
  input: z.object({ id }),
  output: z.object({ edit: z.string(), job: z.string() }),
});
