import { z } from 'zod';

import type { ProfileKey } from '../lib/profile-id.ts';
import { statement, type Warehouse } from '../store/warehouse/index.ts';

/** How often the first record of a profile may have been taken back, one after another. */
const longestChain = 32;

const heirRow = z.object({ heir: z.coerce.number(), left: z.array(z.number()) });

/** The number of the profile that now holds the records which a profile had left when its first one was taken back. */
export async function findHeir(warehouse: Warehouse, { kind, no }: ProfileKey): Promise<number | undefined> {
  let numbers = [no];
  for (let step = 0; step < longestChain && numbers.length > 0; step += 1) {
    const row = await warehouse.row(heirOf(kind), { numbers });
    if (row === undefined || row.heir > 0) return row?.heir;
    numbers = row.left;
  }
  return undefined;
}

function heirOf(kind: ProfileKey['kind']) {
  const left = `SELECT DISTINCT no FROM {db}.former_${kind} WHERE profile IN {numbers:Array(UInt32)}`;
  return statement({
    name: 'profiles.heir',
    sql: `SELECT
      (SELECT min(_no) FROM {db}.profiles_${kind} WHERE _no IN (
        SELECT if(l.profile = 0, f.no, l.profile) FROM (${left}) AS f
        LEFT JOIN (SELECT no, profile FROM {db}.links_${kind} WHERE no IN (${left})) AS l ON f.no = l.no
      )) AS heir,
      (SELECT groupArray(1000)(no) FROM (${left})) AS left`,
    row: heirRow,
  });
}
