import { createId } from '../access/index.ts';
import { Problem } from '../lib/problem.ts';
import { isUniqueViolation } from '../store/operational/index.ts';
import type { Operational } from '../store/operational/index.ts';
import type { Bell } from './bell.ts';
import { storeProblem } from './job.ts';
import type { Job, JobHandler, Restart } from './job.ts';
import { createLife, type Life } from './life.ts';
import { runJob } from './runner.ts';
import type { RunningJob } from './runner.ts';
import { claimJob, listSilent, recoverJobs } from './tables.ts';

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
  readonly onRestart: (restart: Restart) => void;
}

/** Takes jobs from the queue and runs them in this process. */
export function createWork(options: WorkOptions) {
  const { operational, bell, turn, concurrency, pollMs, leaseMs, onFault } = options;
  const running = new Map<string, RunningJob>();
  const life: { stopping: boolean; loop?: Promise<void> | undefined } = { stopping: false };
  const server = createId('srv', options.clock());
  const sign = createLife(operational, server);

  const takeAll = async (): Promise<void> => {
    while (!life.stopping && running.size < concurrency) {
      const one = await takeJob(options, server);
      if (!one) return;
      running.set(one.id, one);
      void one.finished.then(() => {
        running.delete(one.id);
        bell.ring();
      });
    }
  };
  const safely = (step: () => Promise<void>): Promise<void> =>
    step().catch((error: unknown) => onFault(error, null));
  const takeBack = (silentMs: number): Promise<void> =>
    recover(options, { silentMs, but: [...running.keys()], sign });
  const round = async (): Promise<void> => {
    await takeBack(leaseMs);
    await turn();
    await takeAll();
  };
  const run = async (): Promise<void> => {
    // An embedded store belongs to this process alone, so whoever was at work on it before is gone.
    if (operational.engine.mode === 'embedded') await safely(() => takeBack(0));
    while (!life.stopping) {
      await safely(sign.show);
      const heard = bell.heard();
      await safely(round);
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
      await sign.end();
    },
  };
}

/** Claims a job, if one is due, and begins it. */
async function takeJob(options: WorkOptions, server: string): Promise<RunningJob | undefined> {
  const { operational, clock, handlers } = options;
  // A new name for each claim: what an abandoned run of the same job still writes cannot be taken for the new one's.
  const worker = createId('run', clock());
  try {
    const job = await operational.row(claimJob, [worker, clock(), [...handlers.keys()], server]);
    const handler = job && handlers.get(job.kind);
    return handler && runJob({ ...options, worker }, job, handler);
  } catch (error) {
    // Another server has taken the lane in this moment; the job waits for its turn.
    if (isUniqueViolation(error)) return undefined;
    throw error;
  }
}

/** Takes back the jobs of servers that are gone. One that is only slow to write still holds its lock, and its jobs. */
async function recover(
  { operational, clock, onRestart }: WorkOptions,
  { silentMs, but, sign }: { silentMs: number; but: string[]; sign: Life },
): Promise<void> {
  const before = new Date(clock().getTime() - silentMs);
  const silent = await operational.rows(listSilent, [before, but]);
  if (silent.length === 0) return;
  const alive = await sign.listOthers(silent.flatMap((job) => job.server ?? []));
  const lost = silent.filter((job) => job.server === null || !alive.has(job.server)).map(({ id }) => id);
  const problem = storeProblem(interrupted());
  const taken = await operational.rows(recoverJobs, [before, mostInterruptions, problem, clock(), lost]);
  const reason =
    silentMs === 0 ? 'the program ended while it was at work' : 'its server has given no sign of life';
  for (const { state, ...job } of taken) if (state === 'queued') onRestart({ job, reason });
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
