import { z } from 'zod';

import { statement, type Warehouse } from '../../src/store/warehouse/index.ts';

const textRow = z.object({ text: z.string() });

/** What the profiles of companies say, without the numbers by which they are kept. */
export async function readContent(warehouse: Warehouse): Promise<string[]> {
  const rows = await warehouse.rows(
    statement({
      name: 'test.content',
      sql: `SELECT toJSONString(tuple(name, credit_code, phones, employees, _records, _sources, _invalid)) AS text FROM {db}.profiles_organization ORDER BY text`,
      row: textRow,
    }),
  );
  return rows.map(({ text }) => text);
}

/** What must hold whatever happened: facts, keys, links and profiles say the same, and nothing stands there twice. */
export async function inspect(warehouse: Warehouse): Promise<Record<string, unknown>> {
  const groups = `SELECT if(l.profile = 0, f._no, l.profile) AS profile, count() AS records FROM {db}.facts_organization AS f
    LEFT JOIN {db}.links_organization AS l ON f._no = l.no GROUP BY profile`;
  const row = await warehouse.row(
    statement({
      name: 'test.inspect',
      sql: `SELECT
        (SELECT count() - uniqExact(_no) FROM {db}.facts_organization) AS facts_twice,
        (SELECT count() - uniqExact(no) FROM {db}.records) AS records_twice,
        (SELECT count() - uniqExact(no) FROM {db}.links_organization) AS links_twice,
        (SELECT count() FROM {db}.links_organization WHERE no NOT IN (SELECT _no FROM {db}.facts_organization)) AS links_loose,
        (SELECT count() FROM {db}.records WHERE batch NOT IN (SELECT batch FROM {db}.batches FINAL)) AS records_loose,
        (SELECT count() FROM (
          SELECT profile, records FROM (${groups}) EXCEPT SELECT _no, _records FROM {db}.profiles_organization
        )) + (SELECT count() FROM (
          SELECT _no, _records FROM {db}.profiles_organization EXCEPT SELECT profile, records FROM (${groups})
        )) + (SELECT count() - uniqExact(_no) FROM {db}.profiles_organization) AS profiles_wrong,
        (SELECT count() FROM (
          SELECT arrayJoin(_keys) AS key, _no AS no FROM {db}.facts_organization EXCEPT SELECT key, no FROM {db}.identifiers_organization
        )) + (SELECT count() FROM {db}.identifiers_organization) - (SELECT sum(length(_keys)) FROM {db}.facts_organization) AS keys_wrong,
        (SELECT count() FROM system.mutations WHERE database = '{db}' AND NOT is_done) AS mutations,
        (SELECT groupArray(name) FROM system.tables WHERE database = '{db}' AND match(name, '^s[0-9]+_')) AS stages`,
      row: z.record(z.string(), z.unknown()),
    }),
  );
  return row ?? {};
}

/** What `inspect` answers where all is well. */
export const sound = {
  facts_twice: 0,
  records_twice: 0,
  links_twice: 0,
  links_loose: 0,
  records_loose: 0,
  profiles_wrong: 0,
  keys_wrong: 0,
  mutations: 0,
  stages: [],
};
