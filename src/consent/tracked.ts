import { z } from 'zod';

import { trackedKey } from '../events/index.ts';
import { statement, type Warehouse } from '../store/warehouse/index.ts';

const findAll = statement({
  name: 'consent.tracked',
  sql: `SELECT s.id AS id, min(if(l.profile = 0, i.no, l.profile)) AS profile, min(i.no) AS record
  FROM (SELECT id, ${trackedKey('person', 'id')} AS key FROM (SELECT arrayJoin({ids:Array(String)}) AS id)) AS s
  INNER JOIN (SELECT key, no FROM {db}.identifiers_person
    WHERE key IN (SELECT ${trackedKey('person', 'one')} FROM (SELECT arrayJoin({ids:Array(String)}) AS one))) AS i ON s.key = i.key
  LEFT JOIN {db}.links_person AS l ON i.no = l.no
  GROUP BY id`,
  row: z.object({ id: z.string(), profile: z.coerce.number(), record: z.coerce.number() }),
});

/** The persons who are known by ids of applications: their profile, and the first record that says so, on which words are hung. */
export async function findTracked(warehouse: Warehouse, ids: readonly string[]) {
  const found = ids.length === 0 ? [] : await warehouse.rows(findAll, { ids: [...ids] });
  return new Map(found.map((row) => [row.id, row]));
}
