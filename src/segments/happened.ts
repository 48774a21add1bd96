import { z } from 'zod';

import type { Kind } from '../fields/index.ts';
import type { EventSet, MemberSets } from '../query/index.ts';
import { copyTable, createLike, replaceTable } from '../records/index.ts';
import { command, statement, type Warehouse } from '../store/warehouse/index.ts';

/** Finds the sets that are asked of events, for one refresh. */
export interface Happened {
  /** Adds the sets of a kind to a table of (place, members). */
  find(kind: Kind, sets: MemberSets, table: string): Promise<void>;
  /** Keeps what was found for the next refresh; before that the next one begins where this one did. */
  keep(): Promise<void>;
}

const [changed, found, keptNext, ownersNext] = [
  'segment_changed',
  'segment_found',
  'segment_kept_next',
  'segment_owners_next',
];
/** Owners are compared by blocks of so many entities, and one by one where a block differs. */
const blockSize = 8_192;
/** Where something happened with a larger share of customers than this, all are asked: that is not dearer. */
const mostChanged = 0.25;
/** After so long a set is found from all events again, whatever was not seen to change. */
const longestKeptMs = 86_400_000;

const n = z.coerce.number();
const keptRow = z.object({
  kind: z.string(),
  key: z.string(),
  low: z.string(),
  high: z.string(),
  rows: n,
  load: z.string(),
  owners: z.string(),
  whole: n,
});
type Kept = z.output<typeof keptRow>;

const readKept = statement({
  name: 'segments.kept',
  sql: `SELECT toString(kind) AS kind, toString(key) AS key, low, high, rows, toString(load) AS load, toString(owners) AS owners,
    toUnixTimestamp(whole) AS whole FROM {db}.segment_kept`,
  row: keptRow,
});

/** How events stand: how many there are, how far loads have come, and how many came since. */
const readStanding = statement({
  name: 'segments.happened.standing',
  sql: `SELECT count() AS rows, toString(max(e.load)) AS newest, countIf(e.load > {mark:UInt64}) AS fresh FROM {db}.events AS e`,
  row: z.object({ rows: n, newest: z.string(), fresh: n }),
});

/** Whose events were and are: a sum over each, and the blocks in which they differ. */
const readOwners = statement({
  name: 'segments.happened.owners',
  sql: `SELECT toString(sum(old)) AS was, toString(sum(current)) AS now, groupArrayIf(block, old != current) AS blocks FROM (
    SELECT block, sumIf(hash, side = 0) AS old, sumIf(hash, side = 1) AS current FROM (
      SELECT intDiv(entity, ${blockSize}) AS block, cityHash64(entity, kind, profile) AS hash, 0 AS side FROM {db}.segment_owners
      UNION ALL SELECT intDiv(entity, ${blockSize}), cityHash64(entity, kind, profile), 1 FROM {db}.${ownersNext}
    ) GROUP BY block
  )`,
  row: z.object({ was: z.string(), now: z.string(), blocks: z.array(z.number()) }),
});

const readCounts = (kind: Kind) =>
  statement({
    name: 'segments.happened.counts',
    sql: `SELECT (SELECT uniqExact(profile) FROM {db}.${changed}) AS few, (SELECT count() FROM {db}.profiles_${kind}) AS all`,
    row: z.object({ few: n, all: n }),
  });

/** What is the same for all sets of a refresh. */
interface Standing {
  readonly rows: number;
  readonly load: string;
  readonly owners: string;
  readonly blocks: readonly number[];
  /** Up to which load events had come when sets were kept. */
  readonly mark: string;
  readonly kept: ReadonlyMap<string, Kept>;
  readonly now: number;
}

/** A set that was kept, as it is asked for now. */
interface Known {
  readonly set: EventSet;
  readonly kept: Kept;
}

/**
 * What customers did is found from all events once a day; between, sets are kept, and only those customers are asked about with whom something
 * happened since: an event came, one has left the time that counts, or events have become theirs. What is kept is believed only
 * while nothing else can have changed.
 */
export async function openHappened(warehouse: Warehouse, now: Date): Promise<Happened> {
  const run = (name: string, sql: string) => warehouse.run(command(`segments.happened.${name}`, sql));
  const clear = async () => {
    for (const table of [changed, found, keptNext, ownersNext])
      await run('drop', `DROP TABLE IF EXISTS {db}.${table} SYNC`);
  };
  await clear();
  await createLike(warehouse, keptNext, 'segment_kept');
  const standing = await readAll(warehouse, now.getTime());
  return {
    find: (kind, sets, table) => findSets(warehouse, standing, { kind, sets, table }),
    async keep() {
      await replaceTable(warehouse, keptNext, 'segment_kept');
      await replaceTable(warehouse, ownersNext, 'segment_owners');
      await clear();
    },
  };
}

async function readAll(warehouse: Warehouse, now: number): Promise<Standing> {
  const rows = await warehouse.rows(readKept);
  await copyTable(warehouse, ownersNext, 'owners');
  const [one] = rows;
  const mark = one?.load ?? '0';
  const [events, owners] = await Promise.all([
    warehouse.row(readStanding, { mark }),
    warehouse.row(readOwners),
  ]);
  if (events === undefined || owners === undefined) throw new Error('no answer about events');
  const { was, now: current, blocks } = owners;
  const holds = one !== undefined && one.rows + events.fresh === events.rows && one.owners === was;
  const fresh = rows.filter(({ whole }) => now - whole * 1000 < longestKeptMs);
  const kept = new Map(holds ? fresh.map((row) => [`${row.kind} ${row.key}`, row]) : []);
  return { rows: events.rows, load: events.newest, owners: current, blocks, mark, kept, now };
}

interface Asked {
  readonly kind: Kind;
  readonly sets: MemberSets;
  readonly table: string;
}

async function findSets(warehouse: Warehouse, standing: Standing, asked: Asked): Promise<void> {
  const { sets, table } = asked;
  if (sets.events.length === 0) return;
  const keys = await readKeys(warehouse, sets.events);
  const known = await readKnown(warehouse, standing, { ...asked, keys });
  const places = known.map(({ set }) => set.place);
  const others = sets.events.map(({ place }) => place).filter((place) => !places.includes(place));
  for (const { sql, parameters } of sets.happened(others))
    await warehouse.run(command('segments.sets.find', `INSERT INTO {db}.${table} ${sql}`), parameters);
  if (known.length > 0) await addKnown(warehouse, asked, { known, places });
  await keepSets(warehouse, standing, { ...asked, keys, known });
}

const hashes = statement({
  name: 'segments.happened.keys',
  sql: `SELECT arrayMap(key -> toString(cityHash64(key)), {keys:Array(String)}) AS keys FROM (SELECT '{db}')`,
  row: z.object({ keys: z.array(z.string()) }),
});

/** The numbers of sets by which they are kept. */
async function readKeys(warehouse: Warehouse, sets: readonly EventSet[]): Promise<readonly string[]> {
  return (await warehouse.row(hashes, { keys: sets.map(({ key }) => key) }))?.keys ?? [];
}

/** Which sets were kept, where few customers have changed; those stand in a table then. */
async function readKnown(
  warehouse: Warehouse,
  standing: Standing,
  { kind, sets, keys }: Asked & { readonly keys: readonly string[] },
): Promise<readonly Known[]> {
  const known = sets.events.flatMap((set, i): Known[] => {
    const kept = standing.kept.get(`${kind} ${keys[i]}`);
    return kept === undefined ? [] : [{ set, kept }];
  });
  if (known.length === 0) return [];
  await warehouse.run(command('segments.happened.drop', `DROP TABLE IF EXISTS {db}.${changed} SYNC`));
  await warehouse.run(
    command(
      'segments.happened.changed',
      `CREATE TABLE {db}.${changed} (entity Nullable(UInt32), profile UInt32) ENGINE = Memory`,
    ),
  );
  const { sql, parameters } = changedSql(known);
  await warehouse.run(command('segments.happened.change', sql), {
    ...parameters,
    kind,
    mark: standing.mark,
    blocks: standing.blocks,
    names: [...new Set(known.map(({ set }) => set.name))],
  });
  await warehouse.run(addEntities, { kind });
  const { few = 0, all = 0 } = (await warehouse.row(readCounts(kind))) ?? {};
  return few > all * mostChanged ? [] : known;
}

/** Customers with whom something happened since, as rows of the table. */
function changedSql(known: readonly Known[]) {
  const parameters: Record<string, string> = {};
  const left = known.flatMap(({ set: { name, from, to }, kept: { low, high } }, i) =>
    [
      [low, from ?? ''],
      [high, to ?? ''],
    ].flatMap((moments, j) => {
      const [start = '', end = ''] = moments.toSorted();
      if (start === end) return [];
      const at = `${i}_${j}`;
      Object.assign(parameters, { [`name${at}`]: name, [`start${at}`]: start, [`end${at}`]: end });
      return `name = {name${at}:String} AND ts >= {start${at}:DateTime('UTC')} AND ts < {end${at}:DateTime('UTC')}`;
    }),
  );
  const moved = left.map((sql) => `\n    UNION ALL SELECT entity FROM {db}.events WHERE ${sql}`).join('');
  const side = (table: string, number: number) =>
    `SELECT entity, profile, ${number} AS side FROM {db}.${table} WHERE kind = {kind:String} AND intDiv(entity, ${blockSize}) IN {blocks:Array(UInt32)}`;
  return {
    parameters,
    sql: `INSERT INTO {db}.${changed} SELECT NULL, profile FROM (${side('segment_owners', 0)} UNION ALL ${side(ownersNext, 1)})
  GROUP BY entity, profile HAVING countIf(side = 0) != countIf(side = 1)
UNION DISTINCT
SELECT NULL, profile FROM {db}.${ownersNext} WHERE kind = {kind:String} AND entity IN (
  SELECT entity FROM {db}.events WHERE load > {mark:UInt64} AND name IN {names:Array(String)}${moved})`,
  };
}

/** Their entities; who has none any more stands there without. */
const addEntities = command(
  'segments.happened.entities',
  `INSERT INTO {db}.${changed} SELECT entity, profile FROM {db}.${ownersNext}
  WHERE kind = {kind:String} AND profile IN (SELECT profile FROM {db}.${changed})`,
);

/** Adds sets that were kept, without those with whom something happened, who are asked about anew. */
async function addKnown(
  warehouse: Warehouse,
  { kind, sets, table }: Asked,
  { known, places }: { readonly known: readonly Known[]; readonly places: readonly number[] },
): Promise<void> {
  const drop = command('segments.happened.drop', `DROP TABLE IF EXISTS {db}.${found} SYNC`);
  await warehouse.run(drop);
  await warehouse.run(command('segments.happened.found', `CREATE TABLE {db}.${found} AS {db}.${table}`));
  for (const { sql, parameters } of sets.happened(places, changed))
    await warehouse.run(command('segments.happened.find', `INSERT INTO {db}.${found} ${sql}`), parameters);
  const sql = `INSERT INTO {db}.${table}
SELECT place, groupBitmapMergeState(members) AS members FROM (
  SELECT {places:Array(UInt32)}[indexOf({keys:Array(UInt64)}, key)] AS place,
    bitmapAndnot(members, (SELECT groupBitmapState(profile) FROM {db}.${changed})) AS members
  FROM {db}.segment_kept WHERE kind = {kind:String} AND key IN {keys:Array(UInt64)}
  UNION ALL SELECT place, members FROM {db}.${found}
) GROUP BY place`;
  const keys = known.map(({ kept }) => kept.key);
  await warehouse.run(command('segments.happened.known', sql), { kind, places, keys });
}

/** Puts the sets beside those of before, until the refresh is done. */
async function keepSets(
  warehouse: Warehouse,
  { rows, load, owners, now }: Standing,
  {
    kind,
    sets,
    table,
    keys,
    known,
  }: Asked & { readonly keys: readonly string[]; readonly known: readonly Known[] },
): Promise<void> {
  const wholes = new Map(known.map(({ set, kept }) => [set.place, kept.whole]));
  const at = (list: string, type: string) =>
    `{${list}:Array(${type})}[indexOf({places:Array(UInt32)}, place)]`;
  const sql = `INSERT INTO {db}.${keptNext}
SELECT {kind:String}, ${at('keys', 'UInt64')}, ${at('lows', 'String')}, ${at('highs', 'String')}, {rows:UInt64}, {load:UInt64}, {owners:UInt64},
  toDateTime(${at('wholes', 'UInt32')}, 'UTC'), members
FROM {db}.${table} WHERE place IN {places:Array(UInt32)}`;
  await warehouse.run(command('segments.happened.keep', sql), {
    kind,
    rows,
    load,
    owners,
    keys,
    places: sets.events.map(({ place }) => place),
    lows: sets.events.map(({ from }) => from ?? ''),
    highs: sets.events.map(({ to }) => to ?? ''),
    wholes: sets.events.map(({ place }) => wholes.get(place) ?? Math.floor(now / 1000)),
  });
}
