import { z } from 'zod';
import { isProblem, Problem } from '../lib/problem.ts';
import type { Bilingual } from '../lib/problem.ts';
import { readFull } from '../store/space.ts';
import { jobStates, storedProblem } from './contract.ts';

const time = z.date().transform((date) => date.toISOString());

/** A row of the table of jobs. */
export const jobRow = z
  .object({
    id: z.string(),
    workspace: z.string(),
    kind: z.string(),
    state: z.enum(jobStates),
    progress: z.number(),
    note: z.object({ en: z.string(), zh: z.string() }).nullable(),
    input: z.unknown(),
    result: z.unknown(),
    error: storedProblem.nullable(),
    attempts: z.number(),
    created_by: z.string(),
    created_at: time,
    started_at: time.nullable(),
    finished_at: time.nullable(),
  })
  .transform(({ created_by, created_at, started_at, finished_at, ...job }) => ({
    ...job,
    createdBy: created_by,
    createdAt: created_at,
    startedAt: started_at,
    finishedAt: finished_at,
  }));

/** A piece of work in the background of one workspace. */
export type Job = z.output<typeof jobRow>;

/** A job to be done. */
export interface NewJob {
  readonly workspace: string;
  readonly kind: string;
  readonly input: unknown;
  /** The id of the actor who asked for it. */
  readonly createdBy: string;
}

export type StoredProblem = z.output<typeof storedProblem>;

/** What a handler gets to do its work with. */
export interface JobRun<Input> {
  readonly job: Job;
  readonly input: Input;
  /** Aborted when the job is cancelled, when the server stops, and when another server has taken the job over. */
  readonly signal: AbortSignal;
  /** Says how far the work is (0 to 1); cheap, so that it may be called often. */
  report(progress: number, note?: Bilingual): void;
}

/** How one kind of job is done. */
export interface JobHandler<Input extends z.ZodType = z.ZodType> {
  readonly kind: string;
  /** At most one job of a workspace runs in a lane at a time; without a lane any number. */
  readonly lane?: string;
  readonly input: Input;
  /** Must be safe to run again from the start or from what it has kept: a server can die at any moment. */
  run(run: JobRun<z.output<Input>>): Promise<unknown>;
  /** Clears up when the job has failed or was cancelled, and will not be tried again; may be cut off itself. */
  clearUp?(job: Job): Promise<void>;
}

/** Puts a kind of job and its work together. */
export function jobHandler<Input extends z.ZodType>(handler: JobHandler<Input>): JobHandler {
  return handler;
}

/** A job that begins again: its progress falls back, so whoever reads the log must find out why. */
export interface Restart {
  readonly job: Pick<Job, 'id' | 'kind' | 'workspace' | 'progress' | 'attempts'>;
  readonly reason: string;
  readonly error?: unknown;
}

/** What is kept of the error that ended a job; of a bug no more than that it was one. */
export function storeProblem(error: unknown): StoredProblem {
  const known = readFull(error) ?? error;
  const problem = isProblem(known) ? known : faultProblem();
  return { code: problem.code, text: problem.text, details: { ...problem.details } };
}

/** The problem that was kept, to be thrown again. */
export function restoreProblem({ code, text, details }: StoredProblem): Problem {
  return new Problem(code, text, details);
}

function faultProblem(): Problem {
  return new Problem('jobs.fault', {
    en: 'The job failed because of a fault in the program, also when it was tried again. The log of the server says more; start the job again when the cause is mended.',
    zh: '由于程序故障，任务失败，重试后仍未成功。详情请查看服务器日志；修复原因后请重新启动任务。',
  });
}

/** The problem of an id that the workspace does not have. */
export function noSuchJob(id: string): Problem {
  return new Problem(
    'jobs.not-found',
    {
      en: 'There is no job "{id}" here. Look at the list of jobs.',
      zh: '此处没有任务“{id}”。请查看任务列表。',
    },
    { id },
  );
}
