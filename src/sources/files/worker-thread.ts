import { Worker } from 'node:worker_threads';
import { fileProblem } from './problems.ts';
import { Problem } from '../../lib/problem.ts';
import { workerMessageSchema, type WorkerMessage, type WorkerTask } from './worker-protocol.ts';

/** A worker at a task, whose messages can be waited for. */
export interface WorkerThread {
  /** The next message; its problems are thrown. */
  next(): Promise<Exclude<WorkerMessage, { kind: 'problem' | 'bug' }>>;
  /** Lets go of the worker: one that has done its task waits a while for another, any other is ended. */
  stop(): Promise<void>;
}

/** Heap that a file may take; most formats need a twentieth of it. */
const heapMegabytes = 3072;

/** A thread takes a while to start, and each file needs one twice; so one that is free waits this long for the next task. */
const idleMs = 10_000;
const idleMost = 2;

/** A thread, free or at a task; `hear` and `fail` are those of its task. */
interface Thread {
  readonly worker: Worker;
  hear: (message: WorkerMessage) => void;
  fail: (error: Error) => void;
  /** Ends the thread when nobody has wanted it for long. */
  timer: NodeJS.Timeout | undefined;
}

const idle: Thread[] = [];

/** Gives a task to a worker that is free, or to a new one. */
export function startWorker(task: WorkerTask & { readonly path: string }): WorkerThread {
  const thread = idle.pop() ?? startThread();
  clearTimeout(thread.timer);
  thread.worker.ref();
  const waiting: WorkerMessage[] = [];
  let ended = false;
  let failure: Error | null = null;
  let wake: () => void = () => undefined;
  thread.hear = (message) => {
    waiting.push(message);
    ended ||= message.kind === 'shape' || message.kind === 'done';
    wake();
  };
  thread.fail = (error) => {
    failure ??= isOutOfMemory(error) ? fileProblem('files.memory', { file: task.path }) : error;
    wake();
  };
  thread.worker.postMessage(task, []);
  return {
    async next() {
      for (;;) {
        const message = waiting.shift();
        if (message !== undefined) return unwrap(message);
        if (failure !== null) throw failure;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    async stop() {
      if (ended && failure === null && idle.length < idleMost) park(thread);
      else await thread.worker.terminate();
    },
  };
}

/** Keeps a free thread for the next task; it does not keep the process alive. */
function park(thread: Thread): void {
  const leave = (): void => {
    const at = idle.indexOf(thread);
    if (at >= 0) idle.splice(at, 1);
  };
  thread.hear = () => undefined;
  thread.fail = leave;
  thread.timer = setTimeout(() => {
    leave();
    void thread.worker.terminate();
  }, idleMs).unref();
  thread.worker.unref();
  idle.push(thread);
}

/** Starts the worker, from TypeScript source where this module is one, and from the built file otherwise. */
function startThread(): Thread {
  const worker = createWorker();
  const thread: Thread = { worker, hear: () => undefined, fail: () => undefined, timer: undefined };
  worker.on('message', (message: unknown) => thread.hear(workerMessageSchema.parse(message)));
  worker.on('error', (error) => thread.fail(toError(error)));
  worker.on('exit', (code) => thread.fail(new Error(`The file worker ended early (code ${code})`)));
  return thread;
}

function createWorker(): Worker {
  const options = { execArgv: [], resourceLimits: { maxOldGenerationSizeMb: heapMegabytes } };
  if (!import.meta.url.endsWith('.ts')) return new Worker(new URL('./worker.js', import.meta.url), options);
  const tsx = import.meta.resolve('tsx/esm/api');
  const entry = new URL('./worker.ts', import.meta.url).href;
  const code = `import(${JSON.stringify(tsx)}).then(({ register }) => { register(); return import(${JSON.stringify(entry)}); });`;
  return new Worker(code, { ...options, eval: true });
}

function unwrap(message: WorkerMessage): Exclude<WorkerMessage, { kind: 'problem' | 'bug' }> {
  if (message.kind === 'problem') throw new Problem(message.code, message.text, message.details);
  if (message.kind === 'bug') throw new Error(message.message, { cause: message.stack });
  return message;
}

function isOutOfMemory(error: Error): boolean {
  return 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
