// Runs the tests, with a browser where there is one; arguments go to vitest, and TEST_REPORT names a file for the results as JSON.
import { spawn } from 'node:child_process';
import { statfsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import { prepareBrowser } from './prepare-browser.mjs';

/** What tests write is thrown away: it is kept in memory where there is room, so that nobody waits for a disk. */
function findScratch() {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    return bavail * bsize > 6e9 ? { TMPDIR: '/dev/shm' } : {};
  } catch {
    return {};
  }
}

const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
const browser = prepareBrowser();
const report = process.env.TEST_REPORT;
const reporters = report ? ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`] : [];
const child = spawn(process.execPath, [vitest, 'run', ...reporters, ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: {
    ...findScratch(),
    ...process.env,
    // Must be there when a process starts: the embedded databases need more threads than Node's four.
    UV_THREADPOOL_SIZE: '16',
    CLIENTELE_LOG: process.env.CLIENTELE_LOG ?? 'silent',
    ...(browser === undefined ? {} : { CHROMIUM_PATH: browser }),
  },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
