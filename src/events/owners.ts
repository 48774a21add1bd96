import type { Kind } from '../fields/index.ts';
import { refillTable } from '../records/index.ts';
import { command, type Warehouse } from '../store/warehouse/index.ts';

/** A browser on which more customers than this were recognised stands in a shop or a library: it is nobody's. */
const mostOnDevice = 5;

/**
 * Devices and whose they are, as a SELECT of (device, owner): whoever was recognised on one first has what happened there
 * before. What a later one did is said by its own id. So two known customers never become one by a shared device.
 */
function deviceOwners(where: string): string {
  return `SELECT device, argMin(entity, (ts, entity)) AS owner FROM {db}.device_links WHERE ${where}
    GROUP BY device HAVING uniqExact(entity) <= ${mostOnDevice}`;
}

/** The entities that a profile's records have the keys of, and the devices that are theirs, as a SELECT of (entity). */
export function entitiesOf(kind: Kind, numbers: string): string {
  const own = `SELECT entity FROM {db}.entities WHERE key IN (SELECT arrayJoin(_keys) FROM {db}.facts_${kind} WHERE _no IN ${numbers})`;
  if (kind === 'organization') return own;
  const near = `device IN (SELECT device FROM {db}.device_links WHERE entity IN (${own}))`;
  return `${own} UNION ALL SELECT device FROM (${deviceOwners(near)}) WHERE owner IN (${own})`;
}

const ownersSql = (() => {
  const named = (
    kind: Kind,
  ) => `SELECT e.entity AS entity, '${kind}' AS kind, min(if(l.profile = 0, i.no, l.profile)) AS profile
    FROM {db}.entities AS e
    INNER JOIN {db}.identifiers_${kind} AS i ON e.key = i.key
    LEFT JOIN {db}.links_${kind} AS l ON i.no = l.no
    GROUP BY entity`;
  return `WITH named AS (${named('person')} UNION ALL ${named('organization')})
  SELECT entity, kind, profile FROM named
  UNION ALL
  SELECT d.device, n.kind, n.profile FROM (${deviceOwners('1')}) AS d INNER JOIN named AS n ON d.owner = n.entity`;
})();

/** Writes down anew whose the events of each entity are; the caller has the turn. */
export async function refreshOwners(warehouse: Warehouse): Promise<void> {
  await refillTable(warehouse, 'owners', (next) =>
    warehouse.run(
      command('events.owners.fill', `INSERT INTO {db}.${next} (entity, kind, profile) ${ownersSql}`),
    ),
  );
}
