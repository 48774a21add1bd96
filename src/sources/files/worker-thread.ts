import { Worker } from 'node:worker_threads';
import { fileProblem } from './problems.ts';
import { Problem } from '../../lib/problem.ts';
import { workerMessageSchema, type WorkerMessage, type WorkerTask } from './worker-protocol.ts';

/** A running worker whose messages can be waited for. */
export interface WorkerThread {
  /** The next message; its problems are thrown. */
  next(): Promise<Exclude<WorkerMessage, { kind: 'problem' | 'bug' }>>;
  stop(): Promise<void>;
}

/** Heap that a file may take; most formats need a twentieth of it. */
const heapMegabytes = 3072;

/** Starts the worker, from TypeScript source where this module is one, and from the built file otherwise. */
export function startWorker(task: WorkerTask & { readonly path: string }): WorkerThread {
  const worker = createWorker(task);
  const waiting: WorkerMessage[] = [];
  let failure: Error | null = null;
  let wake: () => void = () => undefined;
  const fail = (error: Error): void => {
    failure ??= error;
    wake();
  };
  worker.on('message', (message: unknown) => {
    waiting.push(workerMessageSchema.parse(message));
    wake();
  });
  worker.on('error', (error) =>
    fail(isOutOfMemory(error) ? fileProblem('files.memory', { file: task.path }) : toError(error)),
  );
  worker.on('exit', (code) => fail(new Error(`The file worker ended early (code ${code})`)));
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
      await worker.terminate();
    },
  };
}

function createWorker(task: WorkerTask): Worker {
  const options = {
    workerData: task,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
  };
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

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
