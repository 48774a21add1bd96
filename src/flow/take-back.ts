import type { Kind } from '../fields/index.ts';
import { joinNodes, nameTables, nodesTable } from '../identity/index.ts';
import { buildProfiles, planChange, publishProfiles } from '../profiles/index.ts';
import {
  closeStage,
  listStaged,
  nameStage,
  openStage,
  plannedMark,
  readHeads,
  readUsedFields,
  takeOut,
  writeHead,
  type Batch,
  type Stage,
} from '../records/index.ts';
import { command, type Warehouse, type WarehouseParameters } from '../store/warehouse/index.ts';
import type { House } from './house.ts';

/**
 * Takes a batch away, for whoever has the turn: its facts and keys go, and every profile that they had a part in becomes
 * what it is without them. Of an import that was published the raw records stay; of what was cut off on its way in, and
 * acknowledged to nobody, nothing stays. Cut off itself, it is done again from where its plan is.
 */
export async function removeBatch(
  house: House,
  workspace: string,
  batch: Pick<Batch, 'number' | 'state'>,
): Promise<void> {
  const { number } = batch;
  const batches = house.batches(workspace);
  const warehouse = await house.warehouse(workspace);
  await batches.setRemoving(number);
  const [head] = await readHeads(warehouse, [number]);
  if (head !== undefined) {
    await rebuildWithout(house, {
      warehouse,
      workspace,
      kind: head.kind,
      stageNumber: number,
      gone: `_batch = ${number}`,
    });
    if (batch.state === 'staged') await forgetRecords(warehouse, number);
    await writeHead(warehouse, head, true);
  }
  if (batch.state === 'published') await batches.finish(number, 'retracted', null);
  else {
    await closeStage(warehouse, nameStage(number, 'organization'));
    await batches.remove(number);
  }
}

async function forgetRecords(warehouse: Warehouse, number: number): Promise<void> {
  for (const table of ['records', 'rejects'])
    await takeOut(warehouse, { table, where: [`batch = ${number}`], again: true });
}

/** One record of a larger batch. */
export interface Retraction {
  readonly no: number;
  readonly kind: Kind;
  readonly actor: string;
  /** Number of the batch that stands for the retraction itself. */
  readonly number: number;
}

/** Takes one record away, for whoever has the turn; it is remembered as taken back, so that a replay leaves it out as well. */
export async function removeRecord(
  house: House,
  workspace: string,
  { no, kind, actor, number }: Retraction,
): Promise<void> {
  const warehouse = await house.warehouse(workspace);
  await noteRetractions(warehouse, [no], actor);
  await rebuildWithout(house, { warehouse, workspace, kind, stageNumber: number, gone: `_no = ${no}` });
  await house.batches(workspace).remove(number);
}

/** Writes down that records are taken back. */
export async function noteRetractions(
  warehouse: Warehouse,
  numbers: readonly number[],
  actor: string,
): Promise<void> {
  await warehouse.run(
    command(
      'flow.retractions.add',
      `INSERT INTO {db}.retractions (no, batch, actor, at)
      SELECT no, batch, {actor:String}, now64(3) FROM {db}.records
      WHERE no IN {numbers:Array(UInt32)} AND no NOT IN (SELECT no FROM {db}.retractions WHERE no IN {numbers:Array(UInt32)})`,
    ),
    { numbers: [...numbers], actor },
  );
}

/** Facts that go, and what is done on the way. */
export interface Rebuild {
  readonly warehouse: Warehouse;
  readonly workspace: string;
  readonly kind: Kind;
  readonly stageNumber: number;
  /** Condition on the facts that go. */
  readonly gone: string;
  /** What stands for parameters in that condition. */
  readonly asked?: WarehouseParameters;
  /** A SELECT of further records that are joined anew, and what is done once it is written down who they are. */
  readonly around?: { readonly records?: string; readonly change: () => Promise<void> };
}

/** Takes facts away, and makes every profile that they had a part in what it is without them; for whoever has the turn. */
export async function rebuildWithout(
  house: House,
  { warehouse, workspace, kind, stageNumber, gone, asked, around }: Rebuild,
): Promise<void> {
  const stage = nameStage(stageNumber, kind);
  const planned = await listStaged(warehouse, stage, plannedMark);
  if (planned.length === 0)
    await planRemoval(warehouse, stage, { where: gone, asked, also: around?.records });
  await around?.change();
  await dropFacts(warehouse, stage);
  await openAgain(warehouse, stage);
  await joinLeft(warehouse, stage);
  const used = await readUsedFields(warehouse, kind, stage.table('members'));
  const fields = (await house.fields(workspace, kind)).filter(
    ({ key }) => used.has(key) || key === 'region' || key === 'name',
  );
  // Nothing else carries this number, so that each try tells its profiles from those of any other.
  const version = await house.batches(workspace).takeNumber();
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
  const listed = (column: string) => ({ column, list: table('gone'), of: 'no' });
  await takeOut(warehouse, { table: `facts_${kind}`, listed: listed('_no'), again: true });
  await takeOut(warehouse, { table: `identifiers_${kind}`, listed: listed('no'), again: true });
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

/** Writes down, before anything goes: what goes, whose profiles that touches, where their addresses lead, and who shared a key with it. */
async function planRemoval(
  warehouse: Warehouse,
  stage: Stage,
  {
    where,
    asked = {},
    also,
  }: { where: string; asked: WarehouseParameters | undefined; also: string | undefined },
): Promise<void> {
  const { kind } = stage;
  const table = (name: string) => stage.table(name);
  const gone = `SELECT no FROM {db}.${table('gone')}`;
  await openStage(warehouse, stage);
  await warehouse.run(
    command(
      'flow.take-back.gone',
      `CREATE TABLE {db}.${table('gone')} ENGINE = MergeTree ORDER BY no AS SELECT _no AS no, _keys AS keys FROM {db}.facts_${kind} WHERE ${where}`,
    ),
    asked,
  );
  await warehouse.run(
    command(
      'flow.take-back.first-touched',
      `CREATE TABLE {db}.${table('touched')} ENGINE = MergeTree ORDER BY profile AS
      SELECT DISTINCT if(l.profile = 0, g.no, l.profile) AS profile FROM {db}.${table('gone')} AS g
      LEFT JOIN (SELECT profile, no FROM {db}.links_${kind} WHERE no IN (SELECT no FROM {db}.${table('gone')})) AS l ON g.no = l.no`,
    ),
  );
  await planSeeds(warehouse, stage, also);
  await warehouse.run(
    command(
      'flow.take-back.former',
      `INSERT INTO {db}.former_${kind} SELECT profile, no FROM {db}.links_${kind} WHERE profile IN (${gone}) AND no NOT IN (${gone})`,
    ),
  );
  await warehouse.run(
    command(
      'flow.take-back.planned',
      `CREATE TABLE {db}.${table(plannedMark)} (one UInt8) ENGINE = MergeTree ORDER BY one`,
    ),
  );
}

/** Who is joined anew: whoever shared a key with what goes, is tied or joined to it, and whoever is named. */
async function planSeeds(warehouse: Warehouse, stage: Stage, also: string | undefined): Promise<void> {
  const { kind, table } = stage;
  const gone = `SELECT no FROM {db}.${table('gone')}`;
  await warehouse.run(command('flow.take-back.seeds', nodesTable(table('seeds'), stage.work)));
  await warehouse.run(
    command(
      'flow.take-back.neighbours',
      `INSERT INTO {db}.${table('seeds')}
      SELECT no, 0, 1 FROM {db}.identifiers_${kind}
      WHERE key IN (SELECT arrayJoin(keys) FROM {db}.${table('gone')}) AND no NOT IN (${gone})
      UNION DISTINCT
      SELECT _no, 0, 1 FROM {db}.facts_${kind} WHERE _tied IN (${gone}) AND _no NOT IN (${gone})
      UNION DISTINCT
      SELECT _no, 0, 1 FROM {db}.facts_${kind} WHERE _no NOT IN (${gone}) AND _no IN (${joinedTo(kind, gone)})${
        also === undefined
          ? ''
          : ` UNION DISTINCT SELECT _no, 0, 1 FROM {db}.facts_${kind} WHERE _no IN (${also})`
      }`,
    ),
  );
  // Somebody without any key is known by the ties alone.
  await warehouse.run(
    command(
      'flow.take-back.ties',
      `INSERT INTO {db}.${table('seeds')}
      SELECT DISTINCT _tied, 0, 1 FROM {db}.facts_${kind}
      WHERE _no IN (SELECT no FROM {db}.${table('gone')}) AND _tied != 0
        AND _tied NOT IN (SELECT no FROM {db}.${table('gone')}) AND _tied NOT IN (SELECT no FROM {db}.${table('seeds')})
        AND _tied IN (SELECT _no FROM {db}.facts_${kind})`,
    ),
  );
}

/** The records that somebody joined to those that go. */
function joinedTo(kind: string, gone: string): string {
  return `SELECT high FROM {db}.joins_${kind} WHERE low IN (${gone}) UNION ALL SELECT low FROM {db}.joins_${kind} WHERE high IN (${gone})`;
}

/** After the plan everything is worked out from it again, however often the work was cut off. */
async function openAgain(warehouse: Warehouse, stage: Stage): Promise<void> {
  const made = ['nodes', 'edges', 'edges_all', 'joined', 'members', 'touched_more'];
  const labels = await listStaged(warehouse, stage, 'labels');
  for (const name of [...made.map((part) => stage.table(part)), ...labels]) {
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
  const listed = { column: 'no', list: stage.table('gone'), of: 'no' };
  await takeOut(warehouse, { table: `links_${stage.kind}`, listed, again: true });
  // No step is ever skipped: a removal that was cut off is worked out anew.
  await publishProfiles(warehouse, stage, {
    journal: { done: new Set(), again: true, check: () => undefined, mark: async () => undefined },
    version,
  });
}
