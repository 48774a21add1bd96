import { fileURLToPath } from 'node:url';

import { configDefaults, defineConfig } from 'vitest/config';

import { listServerTests, LongestFirst } from './test/selection.ts';

const root = fileURLToPath(new URL('.', import.meta.url));
/** Files about the engines inside the process; on servers they would open one and, with every test skipped, never close it. */
const embeddedOnly = [
  'test/faults/collect.test.ts',
  'test/faults/crash.test.ts',
  'test/faults/decision.test.ts',
  'test/faults/full-disk.test.ts',
  'test/faults/kill.test.ts',
  'test/faults/listing.test.ts',
  'test/faults/newcomers.test.ts',
  'test/faults/removal.test.ts',
  'test/faults/scan.test.ts',
  'test/scenarios/days-read-again.test.ts',
];
const onServers = process.env['TEST_CLICKHOUSE_URL'] !== undefined;

export default defineConfig({
  test: {
    pool: 'forks',
    isolate: false,
    setupFiles: ['./test/setup.ts'],
    // More than there are cores: a good part of a test is waiting for a disk, a timer or a browser.
    maxWorkers: 3,
    include: onServers ? listServerTests(root) : ['{src,cli,web,test,bench,examples}/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...(onServers ? embeddedOnly : [])],
    sequence: { sequencer: LongestFirst },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    env: { UV_THREADPOOL_SIZE: '16' },
  },
});
