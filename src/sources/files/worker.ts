import { parentPort } from 'node:worker_threads';
import { Problem } from '../../lib/problem.ts';
import { inspectShape } from './inspection.ts';
import { spoolShape } from './spooling.ts';
import type { Chunk } from './types.ts';
import { workerTaskSchema, type WorkerMessage } from './worker-protocol.ts';

/** The thread that reads files: it runs one task after another and says what came of each. */
const say = (message: WorkerMessage): void => {
  const port = parentPort;
  port?.postMessage(message, []);
};

/** Delivers a chunk and sleeps until there is room for another. */
function deliverWithin(room: Int32Array): (chunk: Chunk) => void {
  return (chunk) => {
    say({ kind: 'chunk', chunk });
    Atomics.sub(room, 0, 1);
    for (let left = Atomics.load(room, 0); left <= 0; left = Atomics.load(room, 0))
      Atomics.wait(room, 0, left, 1000);
  };
}

async function runTask(given: unknown): Promise<void> {
  const task = workerTaskSchema.parse(given);
  if (task.task === 'inspect')
    return say({ kind: 'shape', shape: await inspectShape(task.path, task.overrides) });
  const deliver = deliverWithin(new Int32Array(task.room));
  say({ kind: 'done', totals: await spoolShape(task.path, task.settings, deliver) });
}

function reportError(error: unknown): void {
  if (error instanceof Problem) {
    say({ kind: 'problem', code: error.code, text: error.text, details: { ...error.details } });
  } else {
    const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
    say({ kind: 'bug', message, stack });
  }
}

parentPort?.on('message', (task: unknown) => {
  runTask(task).catch(reportError);
});
