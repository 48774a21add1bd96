import { z } from 'zod';

import { command, statement } from '../store/warehouse/index.ts';
import { Problem } from '../lib/problem.ts';
import type { ResolveRun, ResolveTables } from './resolve-run.ts';
import { growJoined, joinsAsKeys, seedJoined, separateAparts } from './joins.ts';

const countRow = z.object({ n: z.coerce.number() });
/** Chains of records converge in the logarithm of their length; this many rounds are never needed by honest data. */
const maxRounds = 64;

/**
 * Finds the profile of every record that shares a key with another: connected components over strong keys.
 * The number of a profile is the lowest number among its records, so it depends on the records alone, not on the order
 * of their arrival. A secondary key between two different primary keys joins nobody; a component that would still hold
 * two primary keys is joined by primary keys only.
 */
export async function resolveProfiles(run: ResolveRun): Promise<void> {
  await seedNodes(run);
  await joinNodes(run);
}

/** The same for nodes that stand in the table already: records whose neighbours are taken away. */
export async function joinNodes(run: ResolveRun): Promise<void> {
  const { nodes, members, work } = run.tables;
  if ((await count(run, 'identity.nodes.count', `SELECT count() AS n FROM {db}.${nodes}`)) === 0) {
    await step(
      run,
      'identity.members.none',
      `CREATE TABLE {db}.${members} (no UInt32, profile UInt32) ${work('no')}`,
    );
    return;
  }
  if (run.besideVisible) await growNodes(run);
  await buildEdges(run);
  const first = await propagate(run, { prefix: `${run.tables.labels}_all`, where: '' });
  const rivals = await count(run, 'identity.rivals', rivalsSql(run, first));
  const whole = rivals === 0 ? first : await separateRivals(run, first);
  const last = await separateAparts(run, whole);
  await step(
    run,
    'identity.members',
    `CREATE TABLE {db}.${members} ${work('no')} AS SELECT no, label AS profile FROM {db}.${last}`,
  );
}

async function step(run: ResolveRun, name: string, sql: string): Promise<void> {
  await run.warehouse.run(command(name, sql));
}

async function count(run: ResolveRun, name: string, sql: string): Promise<number> {
  const row = await run.warehouse.row(statement({ name, sql, row: countRow }));
  return row?.n ?? 0;
}

/** New records with a shared key, and the visible records that they share it with. */
async function seedNodes(run: ResolveRun): Promise<void> {
  const { hot, identifiers, nodes } = run.tables;
  const visible = `{db}.identifiers_${run.kind}`;
  await step(run, 'identity.hot', `CREATE TABLE {db}.${hot} (key UInt64) ${run.tables.work('key')}`);
  await step(
    run,
    'identity.hot.fresh',
    `INSERT INTO {db}.${hot} SELECT key FROM {db}.${identifiers} GROUP BY key HAVING count() > 1`,
  );
  if (run.besideVisible) {
    await step(
      run,
      'identity.hot.known',
      `INSERT INTO {db}.${hot} SELECT DISTINCT key FROM ${visible} WHERE key IN (SELECT key FROM {db}.${identifiers})`,
    );
  }
  await step(run, 'identity.nodes', nodesTable(nodes, run.tables.work));
  await step(
    run,
    'identity.nodes.fresh',
    `INSERT INTO {db}.${nodes} SELECT DISTINCT no, 1, 0 FROM {db}.${identifiers} WHERE key IN (SELECT key FROM {db}.${hot})`,
  );
  await seedTied(run);
  await seedJoined(run);
  if (run.besideVisible) {
    await step(
      run,
      'identity.nodes.known',
      `INSERT INTO {db}.${nodes} SELECT DISTINCT no, 0, 1 FROM ${visible} WHERE key IN (SELECT key FROM {db}.${hot})`,
    );
  }
}

/** Records that are tied to another by a person's word, and those that they are tied to. */
async function seedTied(run: ResolveRun): Promise<void> {
  const { facts, nodes } = run.tables;
  if (facts === null) return;
  const tied = `SELECT _no, _tied FROM {db}.${facts} WHERE _tied != 0`;
  await step(
    run,
    'identity.nodes.tied',
    `INSERT INTO {db}.${nodes} SELECT DISTINCT _no, 1, 0 FROM (${tied}) WHERE _no NOT IN (SELECT no FROM {db}.${nodes})`,
  );
  const fresh = `_tied IN (SELECT _no FROM {db}.${facts})`;
  // Of an edit whose record was taken back the others are found by the keys that it inherited.
  const live = run.besideVisible ? `(${fresh} OR _tied IN (SELECT _no FROM {db}.facts_${run.kind}))` : fresh;
  await step(
    run,
    'identity.nodes.ties',
    `INSERT INTO {db}.${nodes} SELECT DISTINCT _tied, ${fresh}, if(${fresh}, 0, 1) FROM (${tied}) WHERE _tied NOT IN (SELECT no FROM {db}.${nodes}) AND ${live}`,
  );
}

/** The statement that makes the table of nodes: (no, fresh, round). */
export function nodesTable(name: string, work: ResolveTables['work']): string {
  return `CREATE TABLE {db}.${name} (no UInt32, fresh UInt8, round UInt16) ${work('no')}`;
}

/** Whoever is tied to the nodes by further keys, and to these in turn, until nobody new is found. */
async function growNodes(run: ResolveRun): Promise<void> {
  const { nodes } = run.tables;
  for (let round = 1; round < maxRounds; round += 1) {
    const grown = await count(
      run,
      'identity.nodes.grown',
      `SELECT count() AS n FROM {db}.${nodes} WHERE round = ${round}`,
    );
    if (grown === 0) return;
    await step(
      run,
      'identity.nodes.grow',
      `INSERT INTO {db}.${nodes}
      SELECT DISTINCT no, 0, ${round + 1} FROM {db}.identifiers_${run.kind}
      WHERE key IN (
          SELECT arrayJoin(_keys) FROM {db}.facts_${run.kind} WHERE _no IN (SELECT no FROM {db}.${nodes} WHERE round = ${round})
        )
        AND no NOT IN (SELECT no FROM {db}.${nodes})`,
    );
    await growJoined(run, round);
    const facts = `{db}.facts_${run.kind}`;
    const frontier = `SELECT no FROM {db}.${nodes} WHERE round = ${round}`;
    const known = `SELECT no FROM {db}.${nodes}`;
    await step(
      run,
      'identity.nodes.grow-tied',
      `INSERT INTO {db}.${nodes} SELECT _no, 0, ${round + 1} FROM ${facts} WHERE _tied IN (${frontier}) AND _no NOT IN (${known})`,
    );
    await step(
      run,
      'identity.nodes.grow-ties',
      `INSERT INTO {db}.${nodes} SELECT _no, 0, ${round + 1} FROM ${facts} WHERE _no IN (SELECT _tied FROM ${facts} WHERE _tied != 0 AND _no IN (${frontier})) AND _no NOT IN (${known})`,
    );
  }
  throw endless();
}

/** Keys of the nodes, without those that only one record carries and those that stand between two primary keys. */
async function buildEdges(run: ResolveRun): Promise<void> {
  const { edges, facts, nodes } = run.tables;
  const keysOf = (table: string, fresh: number) =>
    `SELECT _no AS no, arrayJoin(_keys) AS key, key = _primary AS primary, _primary AS owner FROM {db}.${table} WHERE _no IN (SELECT no FROM {db}.${nodes} WHERE fresh = ${fresh})`;
  const tiesOf = (table: string) =>
    `SELECT arrayJoin([_no, _tied]) AS no, sipHash64('tied', _tied) AS key, 1 AS primary, 0 AS owner FROM {db}.${table} WHERE _tied != 0 AND _no IN (SELECT no FROM {db}.${nodes})`;
  const tables = [
    ...(run.besideVisible ? [{ table: `facts_${run.kind}`, fresh: 0 }] : []),
    ...(facts === null ? [] : [{ table: facts, fresh: 1 }]),
  ];
  const said = tables.map(({ table, fresh }) => `${keysOf(table, fresh)} UNION ALL ${tiesOf(table)}`);
  const all = [...said, joinsAsKeys(run)].join(' UNION ALL ');
  await step(
    run,
    'identity.keys',
    `CREATE TABLE {db}.${edges}_all ${run.tables.work('(key, no)')} AS ${all}`,
  );
  await step(
    run,
    'identity.edges',
    `CREATE TABLE {db}.${edges} ${run.tables.work('(key, no)')} AS
    SELECT no, key, primary, owner FROM {db}.${edges}_all
    WHERE key IN (
      SELECT key FROM {db}.${edges}_all GROUP BY key
      HAVING count() > 1 AND (max(primary) = 1 OR uniqExactIf(owner, owner != 0) <= 1)
    )`,
  );
}

/** Passes the lowest number along the edges until nothing changes; answers the table (no, label). */
async function propagate(
  run: ResolveRun,
  { prefix, where }: { prefix: string; where: string },
): Promise<string> {
  const { edges, nodes } = run.tables;
  let current = `${prefix}_0`;
  await step(
    run,
    'identity.labels.start',
    `CREATE TABLE {db}.${current} ${run.tables.work('no')} AS SELECT no, no AS label FROM {db}.${nodes} GROUP BY no`,
  );
  for (let round = 1; round < maxRounds; round += 1) {
    const next = `${prefix}_${round}`;
    await step(
      run,
      'identity.labels.next',
      nextLabels({ current, next, edges, where, work: run.tables.work }),
    );
    const changed = await count(
      run,
      'identity.labels.changed',
      `SELECT count() AS n FROM {db}.${next} AS a INNER JOIN {db}.${current} AS b ON a.no = b.no WHERE a.label != b.label`,
    );
    await step(run, 'identity.labels.drop', `DROP TABLE {db}.${current}`);
    current = next;
    if (changed === 0) return current;
  }
  throw endless();
}

function nextLabels(names: {
  current: string;
  next: string;
  edges: string;
  where: string;
  work: ResolveTables['work'];
}): string {
  const { current, next, edges, where, work } = names;
  return `CREATE TABLE {db}.${next} ${work('no')} AS
  WITH
    lowest AS (
      SELECT e.key AS key, min(l.label) AS label FROM (SELECT * FROM {db}.${edges} ${where}) AS e
      INNER JOIN {db}.${current} AS l ON e.no = l.no GROUP BY key
    ),
    reached AS (
      SELECT e.no AS no, min(w.label) AS label FROM (SELECT * FROM {db}.${edges} ${where}) AS e
      INNER JOIN lowest AS w ON e.key = w.key GROUP BY no
    ),
    hopped AS (
      SELECT c.no AS no, if(r.label = 0, c.label, least(c.label, r.label)) AS label
      FROM {db}.${current} AS c LEFT JOIN reached AS r ON c.no = r.no
    )
  SELECT h.no AS no, if(j.label = 0, h.label, least(h.label, j.label)) AS label
  FROM hopped AS h LEFT JOIN {db}.${current} AS j ON h.label = j.no`;
}

function rivalsSql(run: ResolveRun, labels: string): string {
  return `SELECT count() AS n FROM (
    SELECT l.label FROM {db}.${run.tables.edges}_all AS e INNER JOIN {db}.${labels} AS l ON e.no = l.no
    GROUP BY l.label HAVING uniqExactIf(e.owner, e.owner != 0) > 1
  )`;
}

/** Components with several primary keys are taken apart again: their records join by the primary key alone. */
async function separateRivals(run: ResolveRun, labels: string): Promise<string> {
  const { edges } = run.tables;
  const torn = `${run.tables.labels}_torn`;
  await step(
    run,
    'identity.torn',
    `CREATE TABLE {db}.${torn} ${run.tables.work('no')} AS
    SELECT no FROM {db}.${labels} WHERE label IN (
      SELECT l.label FROM {db}.${edges}_all AS e INNER JOIN {db}.${labels} AS l ON e.no = l.no
      GROUP BY l.label HAVING uniqExactIf(e.owner, e.owner != 0) > 1
    )`,
  );
  return propagate(run, {
    prefix: `${run.tables.labels}_apart`,
    where: `WHERE primary = 1 OR no NOT IN (SELECT no FROM {db}.${torn})`,
  });
}

function endless(): Problem {
  return new Problem('identity.endless', {
    en: 'Resolving identities did not come to an end: the records form an unusually long chain. Nothing was changed; import the file in smaller parts.',
    zh: '身份解析未能收敛：记录之间形成了异常长的链条。数据未作任何更改，请将文件拆分后再导入。',
  });
}
