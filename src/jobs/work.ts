import { createId } from '../access/index.ts';
import { Problem } from '../lib/problem.ts';
import { isUniqueViolation } from '../store/operational/index.ts';
import type { Operational } from '../store/operational/index.ts';
import type { Bell } from './bell.ts';
import { storeProblem } from './job.ts';
import type { Job, JobHandler } from './job.ts';
import { runJob } from './runner.ts';
import type { RunningJob } from './runner.ts';
import { claimJob, recoverJobs } from './tables.ts';

const mostInterruptions = 100;

/** What a process that does jobs needs. */
export interface WorkOptions {
  readonly operational: Operational;
  readonly clock: () => Date;
  readonly handlers: ReadonlyMap<string, JobHandler>;
  readonly bell: Bell;
  /** Puts into the queue what schedules say. */
  readonly turn: () => Promise<void>;
  readonly concurrency: number;
  readonly pollMs: number;
  readonly leaseMs: number;
  readonly onFault: (error: unknown, job: Job | null) => void;
}

/** Takes jobs from the queue and runs them in this process. */
export function createWork(options: WorkOptions) {
  const { operational, bell, turn, concurrency, pollMs, leaseMs, onFault } = options;
  const running = new Map<string, RunningJob>();
  const life: { stopping: boolean; loop?: Promise<void> | undefined } = { stopping: false };

  const takeAll = async (): Promise<void> => {
    while (!life.stopping && running.size < concurrency) {
      const one = await takeJob(options);
      if (!one) return;
      running.set(one.id, one);
      void one.finished.then(() => {
        running.delete(one.id);
        bell.ring();
      });
    }
  };
  const round = async (): Promise<void> => {
    await recover(options, { silentMs: leaseMs, but: [...running.keys()] });
    await turn();
    await takeAll();
  };
  const run = async (): Promise<void> => {
    // An embedded store belongs to this process alone, so whoever was at work on it before is gone.
    const embedded = operational.engine.mode === 'embedded';
    if (embedded)
      await recover(options, { silentMs: 0, but: [...running.keys()] }).catch((error: unknown) =>
        onFault(error, null),
      );
    while (!life.stopping) {
      const heard = bell.heard();
      await round().catch((error: unknown) => onFault(error, null));
      await bell.wait(heard, pollMs);
    }
  };

  return {
    cancel: (id: string): void => running.get(id)?.stop('cancel'),
    start(): void {
      life.stopping = false;
      life.loop ??= run();
    },
    /** Takes no new jobs, asks the running ones to stop, and gives back what has not ended after `graceMs`. */
    async stop(graceMs = 10_000): Promise<void> {
      life.stopping = true;
      bell.ring();
      await life.loop;
      life.loop = undefined;
      const left = [...running.values()];
      for (const one of left) one.stop('server stops');
      await within(graceMs, Promise.all(left.map(({ finished }) => finished)));
      await Promise.all([...running.values()].map((one) => one.release()));
    },
  };
}

/** Claims a job, if one is due, and begins it. */
async function takeJob(options: WorkOptions): Promise<RunningJob | undefined> {
  const { operational, clock, handlers } = options;
  // A new name for each claim: what an abandoned run of the same job still writes cannot be taken for the new one's.
  const worker = createId('run', clock());
  try {
    const job = await operational.row(claimJob, [worker, clock(), [...handlers.keys()]]);
    const handler = job && handlers.get(job.kind);
    return handler && runJob({ ...options, worker }, job, handler);
  } catch (error) {
    // Another server has taken the lane in this moment; the job waits for its turn.
    if (isUniqueViolation(error)) return undefined;
    throw error;
  }
}

async function recover(
  { operational, clock }: WorkOptions,
  { silentMs, but }: { silentMs: number; but: string[] },
): Promise<void> {
  const before = new Date(clock().getTime() - silentMs);
  await operational.run(recoverJobs, [before, mostInterruptions, storeProblem(interrupted()), clock(), but]);
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    work.then(() => resolve(), reject).finally(() => clearTimeout(timer));
  });
}

function interrupted(): Problem {
  return new Problem('jobs.interrupted', {
    en: 'The server stopped in the middle of this job again and again. Look for the cause in its log (memory, disk), then start the job anew.',
    zh: '服务器在执行该任务时反复中断。请在日志中查找原因（内存、磁盘），然后重新启动任务。',
  });
}
