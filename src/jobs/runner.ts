import { isProblem } from '../lib/problem.ts';
import type { Bilingual } from '../lib/problem.ts';
import { jsonText } from '../store/operational/index.ts';
import type { Operational } from '../store/operational/index.ts';
import { readFull } from '../store/space.ts';
import { storeProblem } from './job.ts';
import type { Job, JobHandler, Restart } from './job.ts';
import { beatJob, finishJob, releaseJob, retryJob } from './tables.ts';

/** How long to wait before each new try; after the last of them a job has failed. */
const backOffMs = [1000, 5000, 25_000] as const;

/** Why a run was told to stop. */
type StopReason = 'cancel' | 'server stops' | 'lease lost';

/** What running jobs needs. */
export interface RunnerOptions {
  readonly operational: Operational;
  readonly clock: () => Date;
  readonly worker: string;
  readonly leaseMs: number;
  /** Hears of errors that are bugs. */
  readonly onFault: (error: unknown, job: Job) => void;
  /** Hears of each job that will begin again, and why. */
  readonly onRestart: (restart: Restart) => void;
}

/** A job at work in this process. */
export interface RunningJob {
  readonly id: string;
  /** Settles, never rejects, when the job is at its end or given back. */
  readonly finished: Promise<void>;
  stop(reason: StopReason): void;
  /** Gives the job back without waiting for its handler. */
  release(): Promise<void>;
}

/** How a run stands. */
interface RunState {
  progress: number;
  note: Bilingual | null;
  /** There is news that the store does not have yet. */
  changed: boolean;
  reason?: StopReason;
}

/** Runs a claimed job, keeps its lease alive and writes down what came of it. */
export function runJob(options: RunnerOptions, job: Job, handler: JobHandler): RunningJob {
  const { operational, clock, worker, leaseMs } = options;
  const abort = new AbortController();
  const state: RunState = { progress: job.progress, note: job.note, changed: false };
  const ending = createEnding({ ...options, clearUp: async () => handler.clearUp?.(job) }, job, state);

  const stop = (reason: StopReason): void => {
    state.reason ??= reason;
    abort.abort(new Error(`Job ${job.id}: ${reason}`));
  };
  const beat = async (): Promise<void> => {
    state.changed = false;
    const alive = await operational.row(beatJob, [job.id, worker, clock(), state.progress, state.note]);
    if (!alive) stop('lease lost');
    else if (alive.cancelling) stop('cancel');
  };
  const report = (progress: number, note?: Bilingual): void => {
    state.progress = Math.min(1, Math.max(0, Number.isFinite(progress) ? progress : 0));
    if (note) state.note = note;
    state.changed = true;
  };
  const work = async (): Promise<void> => {
    try {
      const input = await handler.input.parseAsync(job.input);
      await ending.done(await handler.run({ job, input, signal: abort.signal, report }));
    } catch (error) {
      await ending.fail(error);
    }
  };

  const onError = (error: unknown): void => options.onFault(error, job);
  const lease = keepBeating(beat, { everyMs: leaseMs / 3, changed: () => state.changed, onError });
  const finished = work().catch(onError).finally(lease.end);
  return { id: job.id, finished, stop, release: ending.release };
}

interface EndingOptions extends RunnerOptions {
  readonly clearUp: () => Promise<void>;
}

/** The ways in which a run ends; each counts only while the job is still this run's own. */
function createEnding(options: EndingOptions, job: Job, state: RunState) {
  const { operational, clock, worker, onFault } = options;
  const mine = [job.id, worker];
  const restart = (reason: string, error?: unknown): void =>
    options.onRestart({ job: { ...job, progress: state.progress }, reason, error });

  const finish = async (
    outcome: string,
    { result, error }: { result?: unknown; error?: unknown },
  ): Promise<void> => {
    const problem = error === undefined ? null : storeProblem(error);
    const answer = result === undefined ? null : jsonText(result);
    const progress = outcome === 'done' ? 1 : state.progress;
    const values = [...mine, outcome, answer, problem, progress, state.note, clock()];
    const ended = await operational.run(finishJob, values);
    if (ended > 0 && outcome !== 'done') await options.clearUp();
  };
  const release = async (): Promise<void> => {
    const released = await operational.run(releaseJob, [...mine, clock()]);
    if (released > 0 || state.reason === 'lease lost') restart(state.reason ?? 'given back');
  };
  const retry = async (error: unknown): Promise<void> => {
    onFault(error, job);
    const wait = backOffMs[job.attempts - 1];
    if (wait === undefined) return finish('failed', { error });
    await operational.run(retryJob, [...mine, new Date(clock().getTime() + wait), againNote]);
    restart(`a fault; tried again in ${wait / 1000} s`, error);
  };

  return {
    release,
    done: (result: unknown): Promise<void> => finish('done', { result }),
    fail(error: unknown): Promise<void> {
      if (state.reason === 'cancel') return finish('cancelled', {});
      if (state.reason !== undefined) return release();
      return isPassing(error) ? retry(error) : finish('failed', { error });
    },
  };
}

const againNote: Bilingual = { en: 'Tried again after a fault', zh: '出现故障，正在重试' };

/** A bug may be one of the moment, and a store that is away comes back; bad input stays bad, and a full disk full. */
function isPassing(error: unknown): boolean {
  if (readFull(error) !== undefined || isProblem(error, 'store.full')) return false;
  return !isProblem(error) || isProblem(error, 'store');
}

interface Beat {
  readonly everyMs: number;
  /** True when there is news that should not wait for the next beat. */
  readonly changed: () => boolean;
  readonly onError: (error: unknown) => void;
}

/** Beats regularly, and within half a second when there is news; never two at a time. */
function keepBeating(beat: () => Promise<void>, { everyMs, changed, onError }: Beat): { end: () => void } {
  let last = performance.now();
  let busy = false;
  const timer = setInterval(
    () => {
      if (busy || (!changed() && performance.now() - last < everyMs)) return;
      busy = true;
      last = performance.now();
      beat()
        .catch(onError)
        .finally(() => {
          busy = false;
        });
    },
    Math.min(500, everyMs),
  );
  return { end: () => clearInterval(timer) };
}
