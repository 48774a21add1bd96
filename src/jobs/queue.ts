import { createId } from '../access/index.ts';
import { jsonText } from '../store/operational/index.ts';
import type { Operational } from '../store/operational/index.ts';
import type { Job, JobHandler, NewJob, Restart } from './job.ts';
import { createSchedules } from './schedules.ts';
import type { Schedule } from './schedules.ts';
import { createReading } from './reading.ts';
import { insertJob, requestCancel } from './tables.ts';
import { createWork } from './work.ts';
import { createBell } from './bell.ts';

/** What the queue needs, and how it is tuned. */
export interface QueueOptions {
  readonly operational: Operational;
  readonly clock: () => Date;
  readonly handlers?: readonly JobHandler[];
  /** How many jobs this process runs at a time; 4. */
  readonly concurrency?: number;
  /** How often the store is asked for work that another process has put there; 1 s. */
  readonly pollMs?: number;
  /** After how long without a sign of life a server's jobs are given to others; 30 s. */
  readonly leaseMs?: number;
  /** Hears of errors that are bugs. */
  readonly onFault?: (error: unknown, job: Job | null) => void;
  /** Hears of each job that begins again, and why. */
  readonly onRestart?: (restart: Restart) => void;
}

export type Queue = ReturnType<typeof createQueue>;

/** A durable queue of jobs in the operational store, shared by all servers on it. */
export function createQueue(options: QueueOptions) {
  const { operational, clock } = options;
  const handlers = new Map<string, JobHandler>();
  for (const handler of options.handlers ?? []) handlers.set(handler.kind, handler);
  const bell = createBell();
  const schedules = createSchedules({ operational, clock });

  const reading = createReading(operational, bell);

  /** Puts a job in the queue; within a transaction it is there when that is done. */
  const enqueue = async ({ workspace, kind, input, createdBy }: NewJob): Promise<Job> => {
    const handler = handlers.get(kind);
    if (!handler) throw new Error(`No handler for jobs of kind ${kind}`);
    await handler.input.parseAsync(input);
    const id = createId('job', clock());
    const values = [id, workspace, kind, handler.lane ?? null, jsonText(input), createdBy, clock()];
    const job = await operational.row(insertJob, values);
    if (!job) throw new Error(`Job ${id} was not stored`);
    bell.ring();
    return job;
  };

  const { concurrency = 4, pollMs = 1000, leaseMs = 30_000 } = options;
  const { onFault = () => undefined, onRestart = () => undefined } = options;
  const turn = (): Promise<void> => schedules.turn(enqueue);
  const work = createWork({
    operational,
    clock,
    handlers,
    bell,
    turn,
    concurrency,
    pollMs,
    leaseMs,
    onFault,
    onRestart,
  });

  return {
    enqueue,
    /** Adds a kind of job; before `start`. */
    register: (handler: JobHandler): void => void handlers.set(handler.kind, handler),
    ...reading,
    /** Stops a job; a running one ends as soon as its handler heeds the signal. */
    async cancel(id: string, workspace: string): Promise<Job> {
      await operational.run(requestCancel, [id, workspace, clock()]);
      const job = await reading.get(id, workspace);
      if (job.state === 'running') work.cancel(id);
      bell.ring();
      return job;
    },
    /** Has a job done again and again; one that is still at work is not doubled. */
    every: (schedule: Schedule): void => schedules.add(schedule),
    start: work.start,
    stop: work.stop,
  };
}
