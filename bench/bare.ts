import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { z } from 'zod';

import { root } from './server.ts';

const bareRun = z.object({ seconds: z.number(), rows: z.number(), peakMemoryMB: z.number().nullable() });

/** Loads a file with the bare engine in a process of its own: what the same machine does with the same file and nothing else. */
export async function runBare(path: string, directory: string): Promise<z.output<typeof bareRun>> {
  const words = ['--import', 'tsx', join(root, 'bench', 'bare-process.ts'), path, directory];
  const { stdout } = await promisify(execFile)(process.execPath, words, {
    cwd: root,
    env: { ...process.env, UV_THREADPOOL_SIZE: '16' },
  });
  return bareRun.parse(JSON.parse(stdout));
}
