import { z } from 'zod';
import { endpoint, pageOf } from '../lib/endpoint.ts';

/** What a job can be doing. */
export const jobStates = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;

const bilingual = z.object({ en: z.string(), zh: z.string() });

/** A problem as it is kept: its code, its text in both languages and its details. */
export const storedProblem = z.object({
  code: z.string(),
  text: bilingual,
  details: z.record(z.string(), z.unknown()),
});

/** A job as callers see it. */
const jobView = z.object({
  id: z.string(),
  kind: z.string(),
  state: z.enum(jobStates),
  progress: z.number().meta({ description: '0 to 1' }),
  note: bilingual.nullable(),
  input: z.unknown(),
  result: z.unknown(),
  error: storedProblem.nullable(),
  attempts: z.number(),
  createdBy: z.string(),
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
});

/** The jobs of the workspace, newest first. */
export const listJobs = endpoint({
  name: 'listJobs',
  method: 'GET',
  path: '/api/jobs',
  access: 'viewer',
  summary: 'The jobs of the workspace, newest first.',
  input: z.object({
    kind: z.string().max(64).optional(),
    state: z.enum(jobStates).optional(),
    after: z.string().max(64).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: pageOf(jobView),
});

/** One job. */
export const getJob = endpoint({
  name: 'getJob',
  method: 'GET',
  path: '/api/jobs/:id',
  access: 'viewer',
  summary: 'How far a job is, and what came of it.',
  input: z.object({ id: z.string().max(64) }),
  output: jobView,
});

/** Stops a job. */
export const cancelJob = endpoint({
  name: 'cancelJob',
  method: 'POST',
  path: '/api/jobs/:id/cancel',
  access: 'editor',
  summary:
    'Stop a job: a waiting one at once, a running one as soon as it can; a finished one stays as it is.',
  input: z.object({ id: z.string().max(64) }),
  output: jobView,
});
