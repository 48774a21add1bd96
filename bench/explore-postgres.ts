import { join } from 'node:path';

import { openWarehouse, scopeWarehouse, statement } from '../src/store/warehouse/index.ts';
import { z } from 'zod';

import { openCluster, type Cluster } from './postgres.ts';
import { factorsOf, whereOf } from './explore-questions.ts';
import { round, summarise, time } from './measure.ts';

/** What PostgreSQL answered, and how fast, to the questions that Clientele was asked. */
export interface Beside {
  readonly totals: readonly number[];
  readonly pieceTotals: readonly (readonly number[])[];
  readonly figures: {
    readonly version: string;
    readonly loadSeconds: number;
    readonly exploreP50Ms: number;
    readonly exploreP95Ms: number;
    readonly substrings: readonly {
      readonly characters: number;
      readonly p50Ms: number;
      readonly p95Ms: number;
    }[];
  };
}

export interface BesideQuestions {
  /** The data directory of the installation, whose server has ended. */
  readonly data: string;
  readonly directory: string;
  readonly runs: number;
  readonly pieces: readonly { readonly characters: number; readonly texts: readonly string[] }[];
}

const columns = [
  'no integer PRIMARY KEY',
  'name text',
  'region integer',
  'industry integer',
  'employees float8',
  'employees_max float8',
  'registered_capital float8',
  'founded date',
  'completeness smallint',
  'credit_code text',
  'credit_valid boolean',
];

const golden = `SELECT _no, name, region, industry, employees, employees_max, registered_capital, founded, _completeness, credit_code,
  credit_code != '' AND NOT has(_invalid, 'credit_code')
FROM {db}.profiles_organization`;

/** Writes the golden profiles to a CSV file, straight out of the warehouse of the first workspace. */
async function writeProfiles(data: string, path: string): Promise<void> {
  const engine = await openWarehouse({ url: null, cluster: null, directory: join(data, 'warehouse') });
  try {
    const copy = statement({ name: 'bench.copy', sql: golden, row: z.unknown() });
    await scopeWarehouse(engine, 1).save(copy, { path, format: 'CSVWithNames' });
  } finally {
    await engine.close();
  }
}

/** The table of a usual CRM: a b-tree on every column that lists are filtered by, trigrams on the name. */
async function load(cluster: Cluster, path: string): Promise<void> {
  const { client, copy } = cluster;
  await client.query(`CREATE TABLE organizations (${columns.join(', ')})`);
  await copy('organizations', path);
  await client.query('CREATE EXTENSION pg_trgm');
  for (const column of ['region', 'industry', 'employees', 'registered_capital', 'founded', 'credit_code']) {
    await client.query(`CREATE INDEX ON organizations (${column})`);
  }
  await client.query('CREATE INDEX ON organizations USING gin (name gin_trgm_ops)');
  await client.query('VACUUM ANALYZE organizations');
}

const page =
  'SELECT no, name, region, industry, employees, registered_capital, credit_code FROM organizations';

async function explore({ client }: Cluster, where: string): Promise<number> {
  await client.query(`${page} WHERE ${where} ORDER BY region, industry, no LIMIT 50`);
  const { rows } = await client.query<{
    g: number;
    n: string;
  }>(`SELECT region / 10000 AS a, industry / 100 AS b, width_bucket(employees, ARRAY[10, 50, 100, 500, 1000, 5000, 10000]) AS c,
      width_bucket(registered_capital, ARRAY[1e5, 1e6, 1e7, 1e8, 1e9]) AS d, date_trunc('year', founded) AS e, completeness / 10 AS f,
      grouping(region / 10000, industry / 100, width_bucket(employees, ARRAY[10, 50, 100, 500, 1000, 5000, 10000]),
        width_bucket(registered_capital, ARRAY[1e5, 1e6, 1e7, 1e8, 1e9]), date_trunc('year', founded), completeness / 10) AS g, count(*) AS n
    FROM organizations WHERE ${where}
    GROUP BY GROUPING SETS ((a), (b), (c), (d), (e), (f), ())`);
  return Number(rows.find(({ g }) => g === 63)?.n ?? 0);
}

async function findPiece({ client }: Cluster, piece: string): Promise<number> {
  const pattern = `%${piece}%`;
  await client.query(`${page} WHERE name LIKE $1 ORDER BY region, industry, no LIMIT 50`, [pattern]);
  const { rows } = await client.query<{ n: string }>(
    'SELECT count(*) AS n FROM organizations WHERE name LIKE $1',
    [pattern],
  );
  return Number(rows[0]?.n ?? 0);
}

async function measure<T>(
  inputs: readonly T[],
  ask: (input: T) => Promise<number>,
): Promise<{ totals: number[]; times: number[] }> {
  const totals: number[] = [];
  const times: number[] = [];
  for (const input of inputs) {
    const { value, seconds } = await time(() => ask(input));
    totals.push(value);
    times.push(seconds * 1000);
  }
  return { totals, times };
}

/** Asks PostgreSQL the same; undefined where it is not installed. */
export async function askPostgres({
  data,
  directory,
  runs,
  pieces,
}: BesideQuestions): Promise<Beside | undefined> {
  const cluster = await openCluster();
  if (cluster === undefined) return undefined;
  try {
    const path = join(directory, 'profiles.csv');
    await writeProfiles(data, path);
    const loaded = await time(() => load(cluster, path));
    const rules = Array.from({ length: runs }, (_empty, n) => whereOf(factorsOf(n)));
    for (const rule of rules.slice(0, 3)) await explore(cluster, rule);
    const explored = await measure(rules, (rule) => explore(cluster, rule));
    const pieceTotals: number[][] = [];
    const substrings = [];
    for (const { characters, texts } of pieces) {
      const found = await measure(texts, (text) => findPiece(cluster, text));
      pieceTotals.push(found.totals);
      const { p50Ms, p95Ms } = summarise(found.times);
      substrings.push({ characters, p50Ms, p95Ms });
    }
    const { p50Ms, p95Ms } = summarise(explored.times);
    return {
      totals: explored.totals,
      pieceTotals,
      figures: {
        version: cluster.version,
        loadSeconds: round(loaded.seconds),
        exploreP50Ms: p50Ms,
        exploreP95Ms: p95Ms,
        substrings,
      },
    };
  } finally {
    await cluster.close();
  }
}
