import { z } from 'zod';

import type { Kind } from '../fields/index.ts';
import { joinNodes, nameTables, nodesTable } from '../identity/index.ts';
import { buildProfiles, planChange, publishProfiles } from '../profiles/index.ts';
import {
  closeStage,
  nameStage,
  openStage,
  readHeads,
  readUsedFields,
  writeHead,
  type BatchHead,
  type Stage,
} from '../records/index.ts';
import { command, statement, type Warehouse } from '../store/warehouse/index.ts';
import type { House } from './house.ts';

/**
 * Takes batches back: their facts and keys go, the raw records stay, and every profile that they had a part in becomes
 * what it is without them. Each batch ends before the next begins, so a job that is cut off goes on where it was.
 */
export async function takeBack(house: House, workspace: string, numbers: readonly number[]): Promise<void> {
  const warehouse = await house.warehouse(workspace);
  const heads = await readHeads(warehouse, numbers);
  const batches = house.batches(workspace);
  for (const head of heads.toReversed()) {
    const batch = await batches.get(head.batch);
    if (batch === undefined || batch.state === 'retracted') continue;
    await house.turns.take(workspace, () => takeBackBatch(house, { warehouse, workspace, head }));
    await batches.finish(head.batch, 'retracted', null);
  }
}

interface TakeBack {
  readonly warehouse: Warehouse;
  readonly workspace: string;
  readonly head: BatchHead;
}

async function takeBackBatch(house: House, { warehouse, workspace, head }: TakeBack): Promise<void> {
  const { kind, batch } = head;
  await rebuildWithout(house, { warehouse, workspace, kind, stageNumber: batch, gone: `_batch = ${batch}` });
  await writeHead(warehouse, head, true);
}

/** One record of a larger batch: it is remembered as taken back, so that a replay leaves it out as well. */
export async function takeBackRecord(
  house: House,
  record: { workspace: string; no: number; kind: Kind; batch: number; actor: string },
): Promise<void> {
  const warehouse = await house.warehouse(record.workspace);
  await house.turns.take(record.workspace, async () => {
    await warehouse.run(
      command(
        'flow.retractions.add',
        'INSERT INTO {db}.retractions (no, batch, actor, at) SELECT {no:UInt32}, {batch:UInt32}, {actor:String}, now64(3)',
      ),
      { no: record.no, batch: record.batch, actor: record.actor },
    );
    const number = await house.batches(record.workspace).create(`record-${record.no}`, null);
    await rebuildWithout(house, {
      warehouse,
      workspace: record.workspace,
      kind: record.kind,
      stageNumber: number,
      gone: `_no = ${record.no}`,
    });
    await house.batches(record.workspace).remove(number);
  });
}

/** The rows of a batch whose publication was cut off and whose sender got no answer. */
export async function takeBackUnfinished(
  house: House,
  task: { workspace: string; kind: Kind; batch: number },
): Promise<void> {
  const warehouse = await house.warehouse(task.workspace);
  const gone = `_batch = ${task.batch}`;
  await house.turns.take(task.workspace, () =>
    rebuildWithout(house, {
      warehouse,
      workspace: task.workspace,
      kind: task.kind,
      stageNumber: task.batch,
      gone,
    }),
  );
  await warehouse.run(
    command('flow.unfinished.records', `DELETE FROM {db}.records WHERE batch = ${task.batch}`),
  );
}

interface Rebuild {
  readonly warehouse: Warehouse;
  readonly workspace: string;
  readonly kind: Kind;
  readonly stageNumber: number;
  /** Condition on the facts that go. */
  readonly gone: string;
}

async function rebuildWithout(
  house: House,
  { warehouse, workspace, kind, stageNumber, gone }: Rebuild,
): Promise<void> {
  const stage = nameStage(stageNumber, kind);
  const planned = await isPlanned(warehouse, stage);
  if (!planned) await planRemoval(warehouse, stage, gone);
  await dropFacts(warehouse, stage);
  await openAgain(warehouse, stage);
  await joinLeft(warehouse, stage);
  const used = await readUsedFields(warehouse, kind);
  const fields = (await house.fields(workspace, kind)).filter(
    ({ key }) => used.has(key) || key === 'region' || key === 'name',
  );
  const version = await nextVersion(house, workspace);
  await buildProfiles(
    warehouse,
    { kind, batch: version, at: house.clock(), rows: 0, own: fields, all: fields },
    {
      singles: stage.table('facts'),
      groups: [`facts_${kind}`],
      members: stage.table('members'),
      target: stage.table('profiles'),
    },
  );
  await publishRemoval(warehouse, stage, version);
  await closeStage(warehouse, stage);
}

/** The facts that go and their keys. */
async function dropFacts(warehouse: Warehouse, { kind, table }: Stage): Promise<void> {
  const gone = table('gone');
  await warehouse.run(
    command(
      'flow.take-back.facts',
      `DELETE FROM {db}.facts_${kind} WHERE _no IN (SELECT no FROM {db}.${gone})`,
    ),
  );
  await warehouse.run(
    command(
      'flow.take-back.identifiers',
      `DELETE FROM {db}.identifiers_${kind} WHERE no IN (SELECT no FROM {db}.${gone})`,
    ),
  );
}

/** Joins those that are left anew, and adds the profiles that this touches to those that lost a record. */
async function joinLeft(warehouse: Warehouse, stage: Stage): Promise<void> {
  const { kind } = stage;
  const tables = nameTables(stage);
  await joinNodes({
    warehouse,
    kind,
    besideVisible: true,
    tables: { ...tables, facts: null, members: stage.table('joined') },
  });
  await warehouse.run(
    command(
      'flow.take-back.members',
      `CREATE TABLE {db}.${tables.members} ENGINE = MergeTree ORDER BY no AS SELECT no, profile FROM {db}.${stage.table('joined')}`,
    ),
  );
  await planChange(warehouse, kind, {
    ...tables,
    touched: stage.table('touched_more'),
    links: stage.table('links'),
  });
  await warehouse.run(
    command(
      'flow.take-back.touched',
      `INSERT INTO {db}.${stage.table('touched')} SELECT profile FROM {db}.${stage.table('touched_more')}`,
    ),
  );
}

/** The version of profiles that nothing else carries: a batch number of its own. */
async function nextVersion(house: House, workspace: string): Promise<number> {
  const batches = house.batches(workspace);
  const number = await batches.create('version', null);
  await batches.remove(number);
  return number;
}

const countRow = z.object({ n: z.coerce.number() });

async function isPlanned(warehouse: Warehouse, stage: Stage): Promise<boolean> {
  const row = await warehouse.row(
    statement({
      name: 'flow.take-back.planned',
      sql: "SELECT count() AS n FROM system.tables WHERE database = '{db}' AND name = {name:String}",
      row: countRow,
    }),
    { name: stage.table('planned') },
  );
  return (row?.n ?? 0) > 0;
}

/** Writes down, before anything goes: what goes, whose profiles that touches, and who shared a key with it. */
async function planRemoval(warehouse: Warehouse, stage: Stage, gone: string): Promise<void> {
  const { kind } = stage;
  const table = (name: string) => stage.table(name);
  await openStage(warehouse, stage);
  await warehouse.run(
    command(
      'flow.take-back.gone',
      `CREATE TABLE {db}.${table('gone')} ENGINE = MergeTree ORDER BY no AS SELECT _no AS no, _keys AS keys FROM {db}.facts_${kind} WHERE ${gone}`,
    ),
  );
  await warehouse.run(
    command(
      'flow.take-back.first-touched',
      `CREATE TABLE {db}.${table('touched')} ENGINE = MergeTree ORDER BY profile AS
      SELECT DISTINCT if(l.profile = 0, g.no, l.profile) AS profile FROM {db}.${table('gone')} AS g
      LEFT JOIN (SELECT profile, no FROM {db}.links_${kind} WHERE no IN (SELECT no FROM {db}.${table('gone')})) AS l ON g.no = l.no`,
    ),
  );
  await warehouse.run(command('flow.take-back.seeds', nodesTable(table('seeds'), stage.work)));
  await warehouse.run(
    command(
      'flow.take-back.neighbours',
      `INSERT INTO {db}.${table('seeds')}
      SELECT DISTINCT no, 0, 1 FROM {db}.identifiers_${kind}
      WHERE key IN (SELECT arrayJoin(keys) FROM {db}.${table('gone')}) AND no NOT IN (SELECT no FROM {db}.${table('gone')})`,
    ),
  );
  await warehouse.run(
    command(
      'flow.take-back.planned',
      `CREATE TABLE {db}.${table('planned')} (one UInt8) ENGINE = MergeTree ORDER BY one`,
    ),
  );
}

/** After the plan everything is worked out from it again, however often the work was cut off. */
async function openAgain(warehouse: Warehouse, stage: Stage): Promise<void> {
  const made = ['nodes', 'edges', 'edges_all', 'joined', 'members', 'touched_more'];
  const tables = await warehouse.rows(
    statement({
      name: 'flow.take-back.labels',
      sql: "SELECT name FROM system.tables WHERE database = '{db}' AND startsWith(name, {prefix:String})",
      row: z.object({ name: z.string() }),
    }),
    { prefix: stage.table('labels') },
  );
  for (const name of [...made.map((part) => stage.table(part)), ...tables.map((row) => row.name)]) {
    await warehouse.run(command('flow.take-back.again', `DROP TABLE IF EXISTS {db}.${name} SYNC`));
  }
  for (const name of ['links', 'profiles'])
    await warehouse.run(command('flow.take-back.empty', `TRUNCATE TABLE {db}.${stage.table(name)}`));
  await warehouse.run(command('flow.take-back.nodes', nodesTable(stage.table('nodes'), stage.work)));
  await warehouse.run(
    command(
      'flow.take-back.seed',
      `INSERT INTO {db}.${stage.table('nodes')} SELECT no, fresh, round FROM {db}.${stage.table('seeds')}`,
    ),
  );
}

async function publishRemoval(warehouse: Warehouse, stage: Stage, version: number): Promise<void> {
  const gone = `SELECT no FROM {db}.${stage.table('gone')}`;
  await warehouse.run(
    command('flow.take-back.links', `DELETE FROM {db}.links_${stage.kind} WHERE no IN (${gone})`),
  );
  const done = new Set<string>();
  await publishProfiles(warehouse, stage, {
    journal: { done, again: true, mark: async (step) => void done.add(step) },
    version,
  });
}
