import { z } from 'zod';

import { kinds } from '../fields/types.ts';
import { endpoint, pageOf, type Output, type Parsed } from '../lib/endpoint.ts';

const id = z.string().min(1).max(64);
const kind = z.enum(kinds);
const probability = z.number().min(0).max(1);

/** What becomes of a pair: joined with its band, looked at by a person, or neither. */
export const bands = ['join', 'review'] as const;

/** How often each level of agreement is seen among duplicates (m) and among strangers (u). */
const learnt = z.array(
  z.object({
    key: z.string(),
    levels: z.array(z.object({ level: z.string(), m: z.number(), u: z.number() })),
  }),
);

const outcome = z.object({
  profiles: z.number(),
  compared: z.number(),
  join: z.number(),
  review: z.number(),
  rivals: z.number().meta({ description: 'Pairs that two different primary keys keep apart' }),
  groups: z.number(),
  duplicates: z.number().meta({ description: 'Profiles that would go if everything likely were joined' }),
  precision: probability.meta({ description: 'Estimated by the model, of the pairs to join' }),
  recall: probability.meta({ description: 'Estimated by the model, of the pairs that were compared' }),
  labels: z
    .object({ same: z.number(), apart: z.number(), joined: z.number(), right: z.number() })
    .nullable()
    .optional()
    .meta({
      description:
        'Pairs that people have joined and kept apart one by one; how many of these the model would join, and how many rightly',
    }),
  lambda: z.number(),
  attributes: learnt,
  rules: z.array(z.object({ rule: z.string(), pairs: z.number(), oversized: z.number() })),
  steps: z.array(
    z.object({ name: z.string(), rows: z.number().nullable(), ms: z.number(), sql: z.string() }),
  ),
  thresholds: z
    .array(z.object({ at: probability, pairs: z.number(), precision: probability, recall: probability }))
    .meta({ description: 'What the model expects at each threshold' }),
});
export type MatchRunOutcome = z.output<typeof outcome>;

/** What a scan is doing. */
export const matchRunStates = ['running', 'stopped', 'failed', 'done'] as const;

export const matchRunSchema = z.object({
  run: z.string(),
  kind,
  job: z.string().nullable(),
  state: z
    .enum(matchRunStates)
    .meta({ description: 'A run that was stopped or has failed can go on; stop it by its job' }),
  joinAt: probability,
  reviewAt: probability,
  model: z.number().nullable().meta({ description: 'Version of the parameters that it went by' }),
  outcome: outcome.nullable(),
  since: z.object({ came: z.number(), crowded: z.number() }).meta({
    description:
      'Profiles that came or changed since and were compared at once; of how many a value was left out because more than 100 have it',
  }),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
});

export const startMatching = endpoint({
  name: 'startMatching',
  method: 'POST',
  path: '/api/matching/runs',
  access: 'editor',
  summary: 'Looks for duplicates among all profiles of a kind, in the background; nothing is joined.',
  input: z.object({
    kind,
    joinAt: probability.optional().meta({ description: 'Else as the workspace has said' }),
    reviewAt: probability.optional(),
    learn: z
      .boolean()
      .default(false)
      .meta({ description: 'Estimates the parameters anew instead of going by those that are saved' }),
  }),
  output: z.object({ run: z.string(), job: z.string() }),
});

export const resumeMatching = endpoint({
  name: 'resumeMatching',
  method: 'POST',
  path: '/api/matching/runs/:id/resume',
  access: 'editor',
  summary: 'Goes on with a scan that was stopped or has failed, from where it had come to.',
  input: z.object({ id }),
  output: z.object({ run: z.string(), job: z.string() }),
});

export const listMatchRuns = endpoint({
  name: 'listMatchRuns',
  method: 'GET',
  path: '/api/matching/runs',
  access: 'viewer',
  summary: 'The scans for duplicates, newest first.',
  input: z.object({
    kind: kind.optional(),
    after: id.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  output: pageOf(matchRunSchema),
});

const bandsSchema = z.object({ kind, joinAt: probability, reviewAt: probability });

/** What counts where a workspace has said nothing. */
export const usualBands = { joinAt: 0.95, reviewAt: 0.2 } as const;

export const getMatchBands = endpoint({
  name: 'getMatchBands',
  method: 'GET',
  path: '/api/matching/bands',
  access: 'viewer',
  summary: 'From which probability on pairs of a kind are to be joined, and to be looked at.',
  input: z.object({ kind }),
  output: bandsSchema,
});

export const setMatchBands = endpoint({
  name: 'setMatchBands',
  method: 'PUT',
  path: '/api/matching/bands',
  access: 'editor',
  summary: 'Changes these probabilities; they hold from the next scan on.',
  input: bandsSchema,
  output: bandsSchema,
});

export const listMatchModels = endpoint({
  name: 'listMatchModels',
  method: 'GET',
  path: '/api/matching/models',
  access: 'viewer',
  summary:
    'The parameters that scans have learnt, the newest version first: what changed stands between them.',
  input: z.object({ kind, limit: z.coerce.number().int().min(1).max(50).default(10) }),
  output: z.object({
    rows: z.array(
      z.object({
        version: z.number(),
        profiles: z.number(),
        lambda: z.number(),
        attributes: learnt,
        createdAt: z.string(),
      }),
    ),
  }),
});

const side = z.object({
  id: z.string(),
  name: z.string(),
  records: z.number(),
  sources: z.array(z.string()),
  observed: z.string(),
});

export const matchPairSchema = z.object({
  pair: z.string(),
  probability,
  confidence: z.number().int().min(1).max(10),
  band: z.enum(bands),
  reason: z
    .string()
    .meta({ description: 'Why it is to be looked at: `large`, `rivals`, `unsure` or nothing' }),
  changed: z.boolean().meta({
    description:
      'A side has changed since they were compared; whoever changes is compared anew within seconds',
  }),
  left: side,
  right: side,
  attributes: z.array(
    z.object({
      field: z.string(),
      level: z.string(),
      bits: z.number(),
      left: z.unknown(),
      right: z.unknown(),
    }),
  ),
});

export const listMatchPairs = endpoint({
  name: 'listMatchPairs',
  method: 'GET',
  path: '/api/matching/pairs',
  access: 'viewer',
  summary:
    'Pairs of the latest scan that nobody has decided yet, the likeliest first, with what each attribute says.',
  input: z.object({
    kind,
    band: z.enum(bands).optional(),
    after: z.string().max(64).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  output: pageOf(matchPairSchema).extend({ total: z.number() }),
});

export type MatchPairsInput = Parsed<typeof listMatchPairs>;
export type MatchPairsAnswer = Output<typeof listMatchPairs>;

export const changeSchema = z.object({
  change: z.string(),
  kind,
  does: z.enum(['join', 'apart']),
  run: z.string().nullable(),
  pairs: z.number(),
  author: z.object({ id: z.string(), name: z.string() }),
  createdAt: z.string(),
  undoneAt: z.string().nullable(),
  undoneBy: z.object({ id: z.string(), name: z.string() }).nullable(),
});

export const decideMatches = endpoint({
  name: 'decideMatches',
  method: 'POST',
  path: '/api/matching/changes',
  access: 'editor',
  summary: 'Joins profiles, or keeps them apart for ever.',
  input: z.object({
    does: z.enum(['join', 'apart']),
    pairs: z
      .array(z.object({ left: id, right: id }))
      .min(1)
      .max(500),
    choose: z
      .record(z.string().min(1).max(64), z.enum(['left', 'right']))
      .default({})
      .meta({
        description:
          'Of one pair that is joined: the side whose value of a field is to be shown. It is an edit like any other, and is undone with the join',
      }),
  }),
  output: changeSchema,
});

const moved = z.object({
  records: z.number(),
  notes: z.number(),
  tasks: z.number(),
  files: z.number(),
  relationships: z.number(),
  events: z.number(),
  consents: z.number(),
});

export const previewJoin = endpoint({
  name: 'previewJoin',
  method: 'GET',
  path: '/api/matching/preview',
  access: 'viewer',
  summary: 'What would come together if two profiles were joined.',
  input: z.object({ left: id, right: id }),
  output: z.object({
    stays: z.string().meta({ description: 'The profile whose id stays' }),
    left: moved,
    right: moved,
  }),
});

export const joinBand = endpoint({
  name: 'joinBand',
  method: 'POST',
  path: '/api/matching/runs/:id/join',
  access: 'editor',
  summary: 'Joins all pairs that a scan put into the band to join; undoable as a whole.',
  input: z.object({ id }),
  output: changeSchema,
});

export const listMatchChanges = endpoint({
  name: 'listMatchChanges',
  method: 'GET',
  path: '/api/matching/changes',
  access: 'viewer',
  summary: 'Decisions about who is who, newest first.',
  input: z.object({
    author: id.optional().meta({ description: 'Of this member or key alone' }),
    after: id.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  output: pageOf(changeSchema),
});

export const undoMatchChange = endpoint({
  name: 'undoMatchChange',
  method: 'POST',
  path: '/api/matching/changes/:id/undo',
  access: 'editor',
  summary: 'Takes a decision back: the profiles become what they are without it.',
  input: z.object({ id }),
  output: changeSchema,
});

export const undoAuthorChanges = endpoint({
  name: 'undoAuthorChanges',
  method: 'POST',
  path: '/api/matching/changes/undo',
  access: 'admin',
  summary: 'Takes back every join that a member or key has decided, whenever that was.',
  input: z.object({ author: id }),
  output: z.object({ undone: z.number().meta({ description: 'Decisions that were taken back' }) }),
});

export const linkFiles = endpoint({
  name: 'linkFiles',
  method: 'GET',
  path: '/api/matching/link',
  access: 'editor',
  summary:
    'Compares the rows of two uploaded files and answers the likely pairs with their scores, as CSV; nothing is imported.',
  input: z.object({ left: id, right: id, least: z.coerce.number().min(0.01).max(1).default(0.5) }),
  output: z.unknown(),
  download: true,
});
