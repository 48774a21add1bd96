import {
  keepFresh,
  matchFresh,
  matchRecords,
  openSteps,
  type MatchInput,
  type Steps,
} from '../src/identity/index.ts';
import { forgetPairs, judgePairs, writePairs } from '../src/flow/matching/judge.ts';
import { command, type Warehouse } from '../src/store/warehouse/index.ts';
import { generateOrganisations, generatePersons } from './identity-data.ts';
import { percentile, round } from './measure.ts';

/** Records that come at once, and how many come one by one. */
const atOnce = 10_000;
const singles = 60;

/** Learns and keeps what is known of many, then matches a load of newcomers against them, and single ones. */
export async function matchNewcomers(
  warehouse: Warehouse,
  kind: BenchKind,
  { rows, seed, say }: { rows: number; seed: number; say: (text: string) => void },
): Promise<Readonly<Record<string, string | number>>> {
  const generate = kind === 'person' ? generatePersons : generateOrganisations;
  const { sql, attributes } = generate(rows + atOnce + singles, seed);
  const made = `{db}.news_${kind}`;
  const run = (statement: string) => warehouse.run(command('bench.news', statement));
  await run(`CREATE TABLE ${made} ENGINE = MergeTree ORDER BY no AS ${sql}`);
  const inputOf = (where: string): MatchInput => ({
    from: `(SELECT *, toUInt32(1) AS batch FROM ${made} WHERE ${where})`,
    attributes,
    sided: false,
  });
  const prefix = `known_${kind}_1`;
  const pairs = { kind, number: 1, count: attributes.length };
  const { model, rules, scanSeconds } = await learn(warehouse, {
    input: inputOf(`no <= ${rows}`),
    prefix,
    pairs,
  });
  const known = { prefix, rules, rows };
  const present = (numbers: string) => `SELECT no FROM ${made} WHERE no IN (${numbers})`;
  const match = async (where: string, threads = 1) => {
    const input = inputOf(where);
    const from = performance.now();
    const some = await openSteps(warehouse, `fresh_${kind}`, { small: true, threads });
    const found = await matchFresh(some, { input, known, model, present });
    const fresh = some.table('fresh');
    await forgetPairs(some, { ...pairs, fresh });
    await judgePairs(some, bandsOf(kind), { ...pairs, fresh });
    await writePairs(some, pairs);
    await keepFresh(some, attributes, known);
    await some.close();
    const ms = performance.now() - from;
    return { ms, ...found, slow: slowest(some) };
  };
  const load = await match(`no > ${rows} AND no <= ${rows + atOnce}`, 2);
  const one = await timeSingles((at) => match(`no = ${rows + atOnce + at}`));
  for (const table of tablesOf(prefix, kind)) await run(`DROP TABLE {db}.${table} SYNC`);
  say(`${atOnce} new of ${rows} ${kind}: ${round(load.ms / 1000)} s; one: p95 ${one.singleP95Ms} ms`);
  return {
    kind,
    rows,
    scanSeconds: round(scanSeconds),
    came: atOnce,
    seconds: round(load.ms / 1000),
    pairs: load.compared,
    found: load.scored,
    slowestStep: load.slow,
    ...one,
  };
}

const tablesOf = (prefix: string, kind: BenchKind) => [
  ...['values', 'keys', 'shares'].map((name) => `${prefix}_${name}`),
  `news_${kind}`,
];

/** Matches newcomers one by one. */
async function timeSingles(match: (at: number) => Promise<{ ms: number; slow: string }>) {
  const times: number[] = [];
  const before = process.cpuUsage();
  let singleSlowestStep = '';
  for (let at = 1; at <= singles; at += 1) {
    const { ms, slow } = await match(at);
    times.push(ms);
    singleSlowestStep = slow;
  }
  const cpu = process.cpuUsage(before);
  return {
    singleP50Ms: round(percentile(times, 0.5)),
    singleP95Ms: round(percentile(times, 0.95)),
    singleCpuMs: round((cpu.user + cpu.system) / 1000 / singles),
    singleSlowestStep,
  };
}

function slowest({ log }: Pick<Steps, 'log'>): string {
  const slow = log.toSorted((one, other) => other.ms - one.ms)[0];
  return slow === undefined ? '' : `${slow.name} ${slow.ms} ms`;
}

type BenchKind = 'person' | 'organization';

const bandsOf = (kind: BenchKind) => ({ kind, join_at: 0.95, review_at: 0.2 });

/** Scans all but the newcomers; what a scan leaves behind stays: what it knows, and the pairs beside which newcomers are judged. */
async function learn(
  warehouse: Warehouse,
  {
    input,
    prefix,
    pairs,
  }: { input: MatchInput; prefix: string; pairs: { kind: BenchKind; number: number; count: number } },
) {
  const steps = await openSteps(warehouse, `match_${pairs.kind}`);
  const began = performance.now();
  const { model, rules } = await matchRecords(steps, input, { keep: prefix });
  const scanSeconds = (performance.now() - began) / 1000;
  await judgePairs(steps, bandsOf(pairs.kind), 'all');
  await writePairs(steps, pairs);
  await steps.close();
  return { model, rules: rules.flatMap(({ rule, chosen }) => (chosen ? rule : [])), scanSeconds };
}
