import { matchRecords, namesSql, openSteps, type MatchInput } from '../src/identity/index.ts';
import { judgePairs, writePairs } from '../src/flow/matching/judge.ts';
import { compareNews, countNews } from '../src/flow/matching/newcomers.ts';
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
  const first = `SELECT no AS _no, toUInt32(1) AS _batch, * FROM ${made} WHERE no <= ${rows}`;
  await run(`CREATE TABLE {db}.${profiles} ENGINE = MergeTree ORDER BY _no EMPTY AS ${first}`);
  // As the tables of profiles have it.
  await run(`ALTER TABLE {db}.${profiles} ADD INDEX _batch_range _batch TYPE minmax GRANULARITY 1`);
  await run(`INSERT INTO {db}.${profiles} ${first}`);
  const prefix = `known_${kind}_1`;
  const pairs = { kind, number: 1, count: attributes.length };
  const input: MatchInput = { from: `{db}.${profiles}`, attributes, sided: false };
  const { model, rules, scanSeconds } = await learn(warehouse, { input, prefix, pairs });
  const known = { prefix, rules, rows };
  let batch = 1;
  /** As after an import: of those that came nobody is known; they are counted, compared, judged and kept. */
  const match = async (where: string) => {
    batch += 1;
    await run(
      `INSERT INTO {db}.${profiles} SELECT no AS _no, toUInt32(${batch}) AS _batch, * FROM ${made} WHERE ${where}`,
    );
    const place = { profiles, prefix, seen: batch };
    const from = performance.now();
    const news = await countNews(warehouse, place, namesSql(attributes));
    const found = { compared: 0, scored: 0 };
    await compareNews(warehouse, {
      place,
      news,
      attributes,
      known,
      model,
      run: { ...bandsOf(kind), number: 1 },
      onDone: async ({ compared, scored }) => {
        found.compared += compared;
        found.scored += scored;
      },
    });
    return { ms: performance.now() - from, ...found };
  };
  const load = await match(`no > ${rows} AND no <= ${rows + atOnce}`);
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
    ...one,
  };
}

const tablesOf = (prefix: string, kind: BenchKind) => [
  ...['values', 'keys', 'shares'].map((name) => `${prefix}_${name}`),
  `news_${kind}`,
  `made_${kind}`,
];

/** Matches newcomers one by one. */
async function timeSingles(match: (at: number) => Promise<{ ms: number }>) {
  const times: number[] = [];
  const before = process.cpuUsage();
  for (let at = 1; at <= singles; at += 1) times.push((await match(at)).ms);
  const cpu = process.cpuUsage(before);
  return {
    singleP50Ms: round(percentile(times, 0.5)),
    singleP95Ms: round(percentile(times, 0.95)),
    singleCpuMs: round((cpu.user + cpu.system) / 1000 / singles),
  };
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
