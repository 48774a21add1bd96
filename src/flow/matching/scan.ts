import { setTimeout as sleep } from 'node:timers/promises';

import { z } from 'zod';

import { isOpen, type Kind } from '../../fields/index.ts';
import {
  attributesOf,
  fieldSources,
  listTables,
  matchRecords,
  openSteps,
  tablesAt,
  type Attribute,
  type Labels,
  type MatchRunOutcome,
  type Milestone,
  type Steps,
} from '../../identity/index.ts';
import { knownColumns, takeOut } from '../../records/index.ts';
import { command, quoteText, statement, type Warehouse } from '../../store/warehouse/index.ts';
import type { House } from '../house.ts';
import { judgePairs, writePairs } from './judge.ts';
import { openMatchModels, type ModelRow } from './models.ts';
import { scoreRun } from './outcome.ts';
import { milestoneRow, openMatchStore, type RunRow } from './tables.ts';

interface ScanTask {
  readonly workspace: string;
  readonly run: RunRow;
  readonly signal: AbortSignal;
  readonly report: (progress: number) => void;
  /** A scan that nobody waits for takes one thread, and gives way to whoever changes profiles. */
  readonly unasked?: boolean;
}

/** Statements of a usual run: what progress is told by. */
const usualSteps = 90;
/** Steps of a usual run until records are brought together, and until their pairs are graded. */
const [stepsBefore, stepsGraded] = [45, 60];

/** Only one at a time compares the profiles of a kind, on all servers. */
export const matchingLock = (workspace: string, kind: Kind) => `matching:${workspace}:${kind}`;

/** What a scan found, and the model that it went by. */
export interface ScanResult {
  readonly number: number;
  readonly model: number;
  readonly outcome: MatchRunOutcome;
}

/**
 * Compares all profiles of a kind and writes down which pairs are likely the same. Profiles stay as they are. Stopped or cut
 * off, it has changed nothing, keeps its tables, and goes on from its last milestone when it is run again.
 */
export async function scan(house: House, task: ScanTask): Promise<ScanResult> {
  const { workspace, run, signal, report, unasked = false } = task;
  const lock = await house.operational.lock(matchingLock(workspace, run.kind));
  try {
    const warehouse = await house.warehouse(workspace);
    let done = 0;
    const giveWay = createGiveWay(house, workspace, signal);
    const check = async () => {
      if (unasked) await giveWay();
      lock.check();
      signal.throwIfAborted();
      report(Math.min(0.95, (done += 1) / usualSteps));
    };
    const attributes = await attributesFor(house, warehouse, { workspace, kind: run.kind });
    const way = await findWay(house, warehouse, { workspace, run, attributes });
    done = way.reached === null ? 0 : way.reached.compared === null ? stepsBefore : stepsGraded;
    const standing = way.reached === null ? [] : tablesAt(way.reached);
    const steps = await openSteps(warehouse, prefixOf(run.kind, way.number), {
      check,
      gentle: unasked,
      clear: `match_${run.kind}`,
      standing,
    });
    const result = await scanAll(house, steps, { workspace, run, attributes, way });
    await steps.close();
    return result;
  } finally {
    await lock.release();
  }
}

/** How often it is asked whether something is still being imported, and how long a scan waits for that in all. */
const [askMs, longestWaitMs] = [500, 600_000];

/** Waits while batches of a workspace are on their way, but not for ever. */
function createGiveWay(house: House, workspace: string, signal: AbortSignal): () => Promise<void> {
  let left = longestWaitMs;
  return async () => {
    while (left > 0 && (await house.batches(workspace).open()).length > 0) {
      await sleep(askMs, undefined, { signal });
      left -= askMs;
    }
  };
}

const prefixOf = (kind: Kind, number: number) => `match_${kind}_${number}`;

/** Where a scan begins: its number, from which batch on something may not be in it, and how far it had come. */
interface Way {
  readonly number: number;
  readonly seen: number;
  readonly reached: Milestone | null;
}

interface FindWay {
  readonly workspace: string;
  readonly run: RunRow;
  readonly attributes: readonly Attribute[];
}

/** A scan that was cut off goes on from its milestone, where its tables stand and the same fields are compared; else it begins. */
async function findWay(
  house: House,
  warehouse: Warehouse,
  { workspace, run, attributes }: FindWay,
): Promise<Way> {
  const kept = milestoneRow.safeParse(run.milestone).data;
  if (kept !== undefined && kept.keys.join() === attributes.map(({ key }) => key).join()) {
    const there = new Set(await listTables(warehouse, prefixOf(run.kind, kept.number)));
    const needed = tablesAt(kept).map((name) => `${prefixOf(run.kind, kept.number)}_${name}`);
    if (needed.every((name) => there.has(name)))
      return { number: kept.number, seen: kept.seen, reached: kept };
  }
  const batches = house.batches(workspace);
  const number = await batches.takeNumber();
  // Whatever is published from here on may not be in what is read below.
  return { number, seen: Math.min(number, ...(await batches.open())), reached: null };
}

async function scanAll(
  house: House,
  steps: Steps,
  { workspace, run, attributes, way }: FindWay & { readonly way: Way },
): Promise<ScanResult> {
  const { kind } = run;
  const { number, seen } = way;
  const models = openMatchModels(house.operational, workspace, house.clock);
  const prefix = `known_${kind}_${number}`;
  const graded = way.reached !== null && way.reached.compared !== null;
  await dropKnown(steps.warehouse, kind, [(await models.index(kind))?.prefix, graded ? prefix : undefined]);
  const from = `(SELECT _no AS no, toUInt8(0) AS side, * FROM {db}.profiles_${kind})`;
  const saved = await models.latest(kind);
  const profiles = await countProfiles(steps.warehouse, kind);
  const given =
    saved !== undefined && !run.learn && fits(saved, attributes, profiles) ? saved.model : undefined;
  const labels = await labelsOf(house, workspace, kind);
  const keys = attributes.map(({ key }) => key);
  const store = openMatchStore(house.operational, workspace, house.clock);
  const milestones = {
    reached: way.reached,
    reach: async (milestone: Milestone) => store.reach(run.id, { ...milestone, number, seen, keys }),
  };
  const found = await matchRecords(
    steps,
    { from, attributes, sided: false },
    { given, keep: prefix, labels, milestones },
  );
  await judgePairs(steps, run, 'all');
  await keepPairs(steps, { kind, number, count: attributes.length });
  const outcome = await scoreRun(steps, { run, number, found });
  const labelled = found.labels.reduce((sum, { count }) => sum + count, 0);
  const learnt = { model: found.model, profiles: found.rows, labels: labelled, by: run.created_by };
  const rules = found.rules.filter(({ chosen }) => chosen).map(({ rule }) => rule);
  const index = { prefix, attributes: keys, rules, profiles: found.rows, seen };
  const model = await models.keep(kind, index, given === undefined ? learnt : null);
  await dropKnown(steps.warehouse, kind, [prefix]);
  return { number, model, outcome };
}

/** What people have said of pairs one by one; a pair of a whole band that was joined is no word of anybody. */
async function labelsOf(house: House, workspace: string, kind: Kind): Promise<Labels> {
  const bands = await openMatchStore(house.operational, workspace, house.clock).standingBands(kind);
  const looked = bands.length === 0 ? '' : `WHERE change NOT IN (${bands.map(quoteText).join(', ')})`;
  const pairs = `SELECT low AS l, high AS r, toUInt8(1) AS same FROM {db}.joins_${kind} ${looked} GROUP BY l, r
    UNION ALL SELECT low AS l, high AS r, toUInt8(0) AS same FROM {db}.aparts_${kind} GROUP BY l, r`;
  return { pairs, from: `(SELECT _no AS no, toUInt8(0) AS side, * FROM {db}.facts_${kind})` };
}

/** A model that was learnt from so many times fewer profiles says too little. */
export const mostGrowth = 4;

/** True of a model that says something of these attributes, learnt from about as many profiles. */
function fits({ model, profiles }: ModelRow, attributes: readonly Attribute[], now: number): boolean {
  const same = attributes.every(
    ({ key, comparator }, at) =>
      model.attributes[at]?.key === key && model.attributes[at].comparator === comparator,
  );
  return same && attributes.length === model.attributes.length && now <= mostGrowth * Math.max(profiles, 250);
}

/** Drops what was kept of other scans: of one that was cut off, or of the one before. */
async function dropKnown(
  warehouse: Warehouse,
  kind: Kind,
  but: readonly (string | undefined)[],
): Promise<void> {
  for (const name of await listTables(warehouse, `known_${kind}`))
    if (!but.some((prefix) => prefix !== undefined && name.startsWith(`${prefix}_`)))
      await warehouse.run(command('flow.matching.known.drop', `DROP TABLE IF EXISTS {db}.${name} SYNC`));
}

/** The attributes of a workspace's profiles: of the fields that it uses. */
export async function attributesFor(
  house: House,
  warehouse: Warehouse,
  { workspace, kind }: { workspace: string; kind: Kind },
) {
  const known = await knownColumns(warehouse, `profiles_${kind}`);
  const fields = (await house.fields(workspace, kind)).filter(({ key }) => known.has(key));
  return attributesOf(kind, fieldSources(fields.filter(isOpen)));
}

/** Shows the pairs of this run in the place of those of earlier ones. */
async function keepPairs(
  steps: Steps,
  { kind, number, count }: { kind: Kind; number: number; count: number },
): Promise<void> {
  // A scan that was cut off behind here has written them already.
  await takeOut(steps.warehouse, { table: `pairs_${kind}`, where: [`run = ${number}`], again: true });
  await writePairs(steps, { kind, number, count });
  // Those of the scan before stay: a decision about them that was cut off is made again from them.
  const sql = `SELECT max(run) AS n FROM {db}.pairs_${kind} WHERE run < ${number}`;
  const [before] = await steps.ask('pairs.before', sql, z.object({ n: counted }));
  await takeOut(steps.warehouse, {
    table: `pairs_${kind}`,
    where: [`run < ${before?.n ?? 0}`],
    again: true,
  });
}

/** How many profiles of a kind there are. */
export async function countProfiles(warehouse: Warehouse, kind: Kind): Promise<number> {
  const sql = `SELECT count() AS n FROM {db}.profiles_${kind}`;
  const row = z.object({ n: counted });
  return (await warehouse.row(statement({ name: 'flow.matching.profiles.count', sql, row })))?.n ?? 0;
}

/** A count as the warehouse answers it. */
export const counted = z.coerce.number();
