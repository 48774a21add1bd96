import { matchRecords, openSteps, type MatchInput, type Steps } from '../src/identity/index.ts';
import { judgePairs, writePairs } from '../src/flow/matching/judge.ts';
import { compareNewcomers, countNews, newsAtOnce } from '../src/flow/matching/newcomers.ts';
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
  const made = `{db}.made_${kind}`;
  const profiles = `news_${kind}`;
  const run = (statement: string) => warehouse.run(command('bench.news', statement));
  await run(`CREATE TABLE ${made} ENGINE = MergeTree ORDER BY no AS ${sql}`);
  await run(
    `CREATE TABLE {db}.${profiles} ENGINE = MergeTree ORDER BY _no AS SELECT no AS _no, toUInt32(1) AS _batch, * FROM ${made} WHERE no <= ${rows}`,
  );
  const prefix = `known_${kind}_1`;
  const pairs = { kind, number: 1, count: attributes.length };
  const input: MatchInput = { from: `{db}.${profiles}`, attributes, sided: false };
  const { model, rules, scanSeconds } = await learn(warehouse, { input, prefix, pairs });
  const known = { prefix, rules, rows };
  let batch = 1;
  /** As after an import: of those that came nobody is known; they are counted, compared, judged and kept. */
  const match = async (where: string, threads = 1) => {
    batch += 1;
    await run(
      `INSERT INTO {db}.${profiles} SELECT no AS _no, toUInt32(${batch}) AS _batch, * FROM ${made} WHERE ${where}`,
    );
    const news = { profiles, prefix, seen: batch };
    const from = performance.now();
    const { fresh } = await countNews(warehouse, news);
    const some = await openSteps(warehouse, `fresh_${kind}`, { small: true, threads });
    const task = { news, attributes, known, model, run: { ...bandsOf(kind), number: 1 } };
    const found = { compared: 0, scored: 0 };
    for (let left = fresh; left > 0; left -= newsAtOnce) {
      const { compared, scored } = await compareNewcomers(some, task);
      found.compared += compared;
      found.scored += scored;
    }
    await some.close();
    return { ms: performance.now() - from, ...found, slow: slowest(some) };
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
  `made_${kind}`,
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
