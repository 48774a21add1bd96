import { z } from 'zod';

import { kinds } from '../fields/types.ts';
import { endpoint, pageOf } from '../lib/endpoint.ts';

const id = z.string().min(1).max(64);

/**
 * Why a claim is not shown: another was set by hand, passes its check, has the more trusted source, is newer, more complete, or
 * later in number; a list set by hand took its place; it could not be read.
 */
export const losses = ['hand', 'check', 'trust', 'date', 'length', 'order', 'replaced', 'unread'] as const;

/** A value as one record states it. */
export const claimSchema = z.object({
  value: z.unknown(),
  wins: z.boolean(),
  valid: z.boolean(),
  lost: z.enum(losses).nullable(),
  record: z.string(),
  source: z.string(),
  party: z.string(),
  channel: z.string(),
  /** Who sent it: an id of a person or a key. */
  actor: z.string(),
  trust: z.number(),
  observedAt: z.string(),
  receivedAt: z.string(),
  file: z.string(),
  line: z.number(),
  import: z.string().nullable(),
  original: z.array(z.object({ column: z.string(), text: z.string() })),
});

export const profileSchema = z.object({
  id: z.string(),
  kind: z.enum(kinds),
  completeness: z.number(),
  records: z.number(),
  sources: z.array(z.string()),
  values: z.record(z.string(), z.unknown()),
  masked: z.array(z.string()).meta({ description: 'Fields whose values the caller sees masked only' }),
  revealable: z
    .array(z.string())
    .meta({ description: 'Of the masked fields, those that the caller may reveal, value by value' }),
  invalid: z.array(z.string()),
  lineage: z.record(z.string(), z.array(claimSchema)),
  version: z.string(),
});
export type Profile = z.infer<typeof profileSchema>;

export const getProfile = endpoint({
  name: 'getProfile',
  method: 'GET',
  path: '/api/profiles/:id',
  access: 'viewer',
  summary: 'Shows a profile: each value, and every claim about it with its source, the losing ones too.',
  input: z.object({ id }),
  output: profileSchema,
});

export const revealValue = endpoint({
  name: 'revealValue',
  method: 'POST',
  path: '/api/profiles/:id/reveal',
  access: 'viewer',
  summary:
    'Shows one value that the caller sees masked, where the policy of the workspace lets their role; who looked at what stands on the audit trail, and it is throttled.',
  input: z.object({ id, field: z.string().min(1).max(64) }),
  output: z.object({ id: z.string(), field: z.string(), value: z.unknown() }),
});

export const updateProfile = endpoint({
  name: 'updateProfile',
  method: 'PATCH',
  path: '/api/profiles/:id',
  access: 'editor',
  summary:
    'Edits values; the edit is a record of the source "manual" and can be undone. null empties a field.',
  input: z.object({
    id,
    set: z.record(z.string().max(64), z.unknown()),
    version: z.string().max(64).optional(),
  }),
  output: z.object({ record: z.string(), profile: profileSchema }),
});

export const createProfiles = endpoint({
  name: 'createProfiles',
  method: 'POST',
  path: '/api/records',
  access: 'editor',
  summary: 'Takes in records as JSON objects of field keys or header texts, up to 1,000 a call.',
  input: z.object({
    kind: z.enum(kinds),
    source: z.string().trim().min(1).max(100),
    records: z
      .array(z.record(z.string().max(200), z.unknown()))
      .min(1)
      .max(1000),
  }),
  output: z.object({
    accepted: z.number(),
    rejected: z.array(z.object({ index: z.number(), code: z.string(), en: z.string(), zh: z.string() })),
    created: z.number(),
    updated: z.number(),
    unchanged: z.number(),
    profiles: z.array(z.string()),
  }),
});

export const retractRecord = endpoint({
  name: 'retractRecord',
  method: 'DELETE',
  path: '/api/records/:id',
  access: 'editor',
  summary: 'Takes back a record (an edit, for one): its profile becomes what it is without it.',
  input: z.object({ id }),
  output: z.object({ record: z.string(), profile: profileSchema.nullable() }),
});

/** Something that happened with a profile; `details` are those of its kind. */
export const timelineEntry = z.object({
  kind: z.string(),
  id: z.string(),
  at: z.string(),
  actor: z.object({ id: z.string(), name: z.string() }).nullable(),
  text: z.string(),
  details: z.record(z.string(), z.unknown()),
});
export type TimelineEntry = z.infer<typeof timelineEntry>;

export const listTimeline = endpoint({
  name: 'listTimeline',
  method: 'GET',
  path: '/api/profiles/:id/timeline',
  access: 'viewer',
  summary:
    'What happened with a profile, the newest first: records as they arrived and what of them was new, edits, what was joined and parted, and what people added.',
  input: z.object({
    id,
    kinds: z.string().max(200).optional().meta({
      description:
        'Kinds with commas between: record, edit, undone, joined, apart, parted, note, call, meeting, task, done, file',
    }),
    after: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(30),
  }),
  output: pageOf(timelineEntry),
});
