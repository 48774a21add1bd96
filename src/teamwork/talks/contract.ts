import { z } from 'zod';

import { endpoint, nothing } from '../../lib/endpoint.ts';

const id = z.string().min(1).max(64);

/** How one spoke with a customer. */
export const talkWays = ['call', 'visit'] as const;
/** Who began: the customer (`in`), or we. */
export const talkDirections = ['in', 'out'] as const;
/** What came of it. */
export const talkOutcomes = [
  'reached',
  'interested',
  'agreed',
  'later',
  'refused',
  'complained',
  'not-reached',
  'wrong-number',
] as const;
/** The most characters of what was said. */
export const longestTalk = 20_000;

const fields = {
  way: z.enum(talkWays),
  direction: z.enum(talkDirections),
  outcome: z.enum(talkOutcomes),
  at: z.iso.datetime({ offset: true }),
  minutes: z.number().int().min(0).max(1_440).nullable(),
  with: z.string().trim().max(200).meta({ description: 'With whom one spoke, where that is somebody else' }),
  text: z.string().trim().max(longestTalk).meta({ description: 'What was said' }),
  next: z.string().trim().max(500).meta({ description: 'The next step; it becomes a task' }),
  nextDue: z.iso.date().nullable(),
};

export const talkSchema = z.object({
  id: z.string(),
  ...fields,
  author: z.object({ id: z.string(), name: z.string() }),
  mine: z.boolean().meta({ description: 'The caller may change and remove it' }),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type Talk = z.infer<typeof talkSchema>;

export const listTalks = endpoint({
  name: 'listTalks',
  method: 'GET',
  path: '/api/profiles/:id/talks',
  access: 'viewer',
  summary: 'The calls and visits of a profile that people wrote down, the latest first.',
  input: z.object({ id }),
  output: z.object({ rows: z.array(talkSchema) }),
});

export const createTalk = endpoint({
  name: 'createTalk',
  method: 'POST',
  path: '/api/profiles/:id/talks',
  access: 'editor',
  summary:
    'Writes down a call or visit: who began, what came of it, how long, with whom, what was said. A next step becomes a task of the profile.',
  input: z.object({
    id,
    way: fields.way,
    direction: fields.direction.default('out'),
    outcome: fields.outcome.default('reached'),
    at: fields.at.optional().meta({ description: 'Now, where it is not said' }),
    minutes: fields.minutes.default(null),
    with: fields.with.default(''),
    text: fields.text.default(''),
    next: fields.next.default(''),
    nextDue: fields.nextDue.default(null),
  }),
  output: talkSchema,
});

export const updateTalk = endpoint({
  name: 'updateTalk',
  method: 'PATCH',
  path: '/api/talks/:id',
  access: 'editor',
  summary: 'Changes what was written down of a call or visit, by its author or an administrator.',
  input: z.object({
    id,
    way: fields.way.optional(),
    direction: fields.direction.optional(),
    outcome: fields.outcome.optional(),
    at: fields.at.optional(),
    minutes: fields.minutes.optional(),
    with: fields.with.optional(),
    text: fields.text.optional(),
    next: fields.next.optional(),
    nextDue: fields.nextDue.optional(),
  }),
  output: talkSchema,
});

export const removeTalk = endpoint({
  name: 'removeTalk',
  method: 'DELETE',
  path: '/api/talks/:id',
  access: 'editor',
  summary: 'Takes back what was written down of a call or visit, by its author or an administrator.',
  input: z.object({ id }),
  output: nothing,
});
