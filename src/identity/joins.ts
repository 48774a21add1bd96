import { z } from 'zod';

import { command, statement } from '../store/warehouse/index.ts';
import type { ResolveRun } from './resolve-run.ts';

const countRow = z.object({ n: z.coerce.number() });

/** A replay begins with every record that somebody joined to another. */
export async function seedJoined({ warehouse, kind, tables, besideVisible }: ResolveRun): Promise<void> {
  if (besideVisible || tables.facts === null) return;
  const joined = `SELECT arrayJoin([low, high]) FROM {db}.joins_${kind}`;
  await warehouse.run(
    command(
      'identity.nodes.joined',
      `INSERT INTO {db}.${tables.nodes} SELECT _no, 1, 0 FROM {db}.${tables.facts}
      WHERE _no IN (${joined}) AND _no NOT IN (SELECT no FROM {db}.${tables.nodes})`,
    ),
  );
}

/** Whoever is joined by decision to the nodes that were found last. */
export async function growJoined({ warehouse, kind, tables }: ResolveRun, round: number): Promise<void> {
  const frontier = `SELECT no FROM {db}.${tables.nodes} WHERE round = ${round}`;
  await warehouse.run(
    command(
      'identity.nodes.grow-joined',
      `INSERT INTO {db}.${tables.nodes} SELECT DISTINCT no, 0, ${round + 1} FROM (
        SELECT high AS no FROM {db}.joins_${kind} WHERE low IN (${frontier})
        UNION ALL SELECT low AS no FROM {db}.joins_${kind} WHERE high IN (${frontier}))
      WHERE no NOT IN (SELECT no FROM {db}.${tables.nodes}) AND no IN (SELECT _no FROM {db}.facts_${kind})`,
    ),
  );
}

/** Joins as keys that two records share: (no, key, primary, owner). They never hold against two primary keys. */
export function joinsAsKeys({ kind, tables }: ResolveRun): string {
  const nodes = `SELECT no FROM {db}.${tables.nodes}`;
  return `SELECT arrayJoin([low, high]) AS no, sipHash64('join', low, high) AS key, toUInt8(0) AS primary, toUInt64(0) AS owner
    FROM {db}.joins_${kind} WHERE low IN (${nodes}) AND high IN (${nodes})`;
}

/**
 * Takes components apart that hold two records of which somebody said that they are never the same: each record stays with
 * the one of them that it is nearer to. Answers the table (no, label).
 */
export async function separateAparts(run: ResolveRun, labels: string): Promise<string> {
  const { warehouse, kind, tables } = run;
  const run1 = (name: string, sql: string) => warehouse.run(command(name, sql));
  const violated = `SELECT a.low AS low, a.high AS high FROM {db}.aparts_${kind} AS a
    INNER JOIN {db}.${labels} AS x ON a.low = x.no INNER JOIN {db}.${labels} AS y ON a.high = y.no WHERE x.label = y.label`;
  const count = (name: string, sql: string) => warehouse.row(statement({ name, sql, row: countRow }));
  const found = await count('identity.aparts', `SELECT count() AS n FROM (${violated})`);
  if ((found?.n ?? 0) === 0) return labels;
  const near = `${tables.labels}_near`;
  await run1(
    'identity.aparts.ends',
    `CREATE TABLE {db}.${near} (no UInt32, anchor UInt32) ENGINE = MergeTree ORDER BY no AS
    SELECT DISTINCT arrayJoin([low, high]) AS no, no AS anchor FROM (${violated})`,
  );
  for (let known = 0; ;) {
    const now = (await count('identity.aparts.near', `SELECT count() AS n FROM {db}.${near}`))?.n ?? 0;
    if (now === known) break;
    known = now;
    await run1(
      'identity.aparts.spread',
      `INSERT INTO {db}.${near} SELECT e.no AS no, min(w.anchor) AS anchor FROM {db}.${tables.edges} AS e
      INNER JOIN (SELECT o.key AS key, min(n.anchor) AS anchor FROM {db}.${tables.edges} AS o INNER JOIN {db}.${near} AS n ON o.no = n.no GROUP BY key) AS w ON e.key = w.key
      WHERE e.no NOT IN (SELECT no FROM {db}.${near}) GROUP BY no`,
    );
  }
  const separate = `${tables.labels}_separate`;
  await run1(
    'identity.aparts.separate',
    `CREATE TABLE {db}.${separate} ENGINE = MergeTree ORDER BY no AS
    SELECT l.no AS no, if(n.no = 0, l.label, g.label) AS label FROM {db}.${labels} AS l
    LEFT JOIN {db}.${near} AS n ON l.no = n.no
    LEFT JOIN (SELECT anchor, min(no) AS label FROM {db}.${near} GROUP BY anchor) AS g ON n.anchor = g.anchor`,
  );
  return separate;
}
