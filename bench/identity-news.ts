import { keepFresh, matchFresh, matchRecords, openSteps, type MatchInput } from '../src/identity/index.ts';
import { command, type Warehouse } from '../src/store/warehouse/index.ts';
import { generateOrganisations, generatePersons } from './identity-data.ts';
import { percentile, round } from './measure.ts';

/** Records that come at once, and how many come one by one. */
const atOnce = 10_000;
const singles = 60;

/** Learns and keeps what is known of many, then matches a load of newcomers against them, and single ones. */
export async function matchNewcomers(
  warehouse: Warehouse,
  kind: 'person' | 'organization',
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
  const steps = await openSteps(warehouse, `match_${kind}`);
  const began = performance.now();
  const { model, rules } = await matchRecords(steps, inputOf(`no <= ${rows}`), { keep: prefix });
  const scanSeconds = (performance.now() - began) / 1000;
  await steps.close();
  const known = { prefix, rules: rules.flatMap(({ rule, chosen }) => (chosen ? rule : [])), rows };
  const present = (numbers: string) => `SELECT no FROM ${made} WHERE no IN (${numbers})`;
  const match = async (where: string, small: boolean) => {
    const input = inputOf(where);
    const from = performance.now();
    const some = await openSteps(warehouse, `fresh_${kind}`, { small });
    const found = await matchFresh(some, { input, known, model, present });
    await keepFresh(some, attributes, known);
    const ms = performance.now() - from;
    const slow = some.log.toSorted((one, other) => other.ms - one.ms)[0];
    await some.close();
    return { ms, ...found, slow: slow === undefined ? '' : `${slow.name} ${slow.ms} ms` };
  };
  const load = await match(`no > ${rows} AND no <= ${rows + atOnce}`, true);
  const times: number[] = [];
  let last = load;
  for (let at = 1; at <= singles; at += 1) {
    last = await match(`no = ${rows + atOnce + at}`, true);
    times.push(last.ms);
  }
  for (const table of [`${prefix}_values`, `${prefix}_keys`, `${prefix}_shares`, `news_${kind}`])
    await run(`DROP TABLE {db}.${table} SYNC`);
  say(
    `${atOnce} new of ${rows} ${kind}: ${round(load.ms / 1000)} s; one: p95 ${round(percentile(times, 0.95))} ms`,
  );
  return {
    kind,
    rows,
    scanSeconds: round(scanSeconds),
    came: atOnce,
    seconds: round(load.ms / 1000),
    pairs: load.compared,
    found: load.scored,
    slowestStep: load.slow,
    singleP50Ms: round(percentile(times, 0.5)),
    singleP95Ms: round(percentile(times, 0.95)),
    singleSlowestStep: last.slow,
  };
}
