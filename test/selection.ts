import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

import { BaseSequencer, type TestSpecification } from 'vitest/node';

const rooms = ['src', 'cli', 'web', 'test', 'bench', 'examples'] as const;

/** How a test, or a helper of tests, finds the servers that it is to run on. */
const serverVariable = /TEST_(?:POSTGRES|CLICKHOUSE)_URL/;
const ownImport = /from '(\.[^']+\.ts)'/g;

/** Files beside the tests: what tests share. Through other files a test meets its subject, not its place. */
const isHelper = (path: string): boolean => /(?:^|\/)test(?:\/|-[^/]+$)/.test(path);

/** Scenarios of what values become and who belongs together: the same statements of the same engine, whatever carries them there. */
const valueScenarios = [
  'custom-field',
  'demo-orders',
  'far-days',
  'matching-bad',
  'matching-choice',
  'matching-properties',
  'matching-scripts',
  'mend-rejected',
  'messy-file',
  'orders-file',
  'orphans',
  'overview',
  'real-files',
  'repeated-edit',
  'repeats',
  'reveal',
  'sight',
  'small-files',
  'source-quality',
  'superstore',
  'two-sources',
];

/**
 * What servers do not change: pages in a browser, files that are read before anything is stored, and scenarios of values.
 * TEST_SERVERS=all has all but the pages tried there as well.
 */
const sameOnServers =
  process.env['TEST_SERVERS'] === 'all'
    ? /^test\/browser\//
    : new RegExp(`^test/(?:browser/|hostile/files|scenarios/(?:${valueScenarios.join('|')})[.])`);

/**
 * The tests that find out something new on PostgreSQL and ClickHouse servers: those that reach for them, by themselves
 * or through what tests share.
 */
export function listServerTests(root: string): string[] {
  const files = rooms.flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.test.ts') && !name.includes('node_modules'))
      .map((name) => join(room, name)),
  );
  return files
    .filter((file) => !sameOnServers.test(file.replaceAll('\\', '/')))
    .filter((file) => reachesServers(root, file, new Set()));
}

function reachesServers(root: string, file: string, seen: Set<string>): boolean {
  seen.add(file);
  const text = readFileSync(join(root, file), 'utf8');
  if (serverVariable.test(text)) return true;
  return Array.from(text.matchAll(ownImport), ([, name = '']) =>
    relative(root, resolve(root, dirname(file), name)),
  ).some((next) => isHelper(next) && !seen.has(next) && reachesServers(root, next, seen));
}

/** Tests that kill and restart programs take minutes and leave a core idle meanwhile: they begin first, so that nothing waits for them at the end. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification): boolean => moduleId.includes('/test/faults/');
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
