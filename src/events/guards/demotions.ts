import { z } from 'zod';

import type { TimelineEntry, TimelinePart } from '../../profiles/index.ts';
import { isBehind } from '../../profiles/index.ts';
import { statement, type Warehouse } from '../../store/warehouse/index.ts';
import type { Sights } from '../sights.ts';
import { guardWindows } from './contract.ts';
import { demotionReasons } from './decide.ts';

const demotedRow = z.object({
  id: z.string(),
  at: z.coerce.number(),
  field: z.string(),
  value: z.string(),
  source: z.string(),
  reason: z.enum(demotionReasons),
  guard: z.string(),
  most: z.coerce.number(),
  within: z.enum(guardWindows),
});

/** Whatever was kept of a customer without joining it with anybody. */
const listDemoted = statement({
  name: 'events.guards.timeline',
  sql: `SELECT hex(sipHash64(owner, field, value, source, claims.ts)) AS id, toUnixTimestamp64Milli(claims.ts) AS at, field, value, source, reason, guard, most, within
  FROM {db}.claims
  WHERE node IN (SELECT arrayJoin(_keys) FROM {db}.facts_person WHERE _no IN {numbers:Array(UInt32)})
    AND node = owner AND reason != ''
  ORDER BY claims.ts DESC LIMIT 1 BY id LIMIT {limit:UInt32}`,
  row: demotedRow,
});

/** More of one customer than these are of no use to whoever looks. */
const mostShown = 500;

interface PartOptions {
  readonly warehouse: (workspace: string) => Promise<Warehouse>;
  readonly sights: Sights;
}

/** What was said of a customer and joined it with nobody, as a part of its timeline. */
export function demotionPart({ warehouse, sights }: PartOptions): TimelinePart {
  return {
    name: 'demotions',
    kinds: ['demoted'],
    async read({ caller, place, before, limit }) {
      if (place.kind !== 'person') return [];
      const store = await warehouse(caller.workspace);
      const rows = await store.rows(listDemoted, { numbers: [...place.numbers], limit: mostShown });
      const open = (await sights(caller)).personal === 'full';
      return rows
        .map((row) => entryOf(row, open))
        .filter((entry) => isBehind(entry, before))
        .slice(0, limit);
    },
  };
}

function entryOf({ id, at, ...row }: z.output<typeof demotedRow>, open: boolean): TimelineEntry {
  const { field, value, source, reason, guard, most, within } = row;
  return {
    kind: 'demoted',
    id: `dem_${id.toLowerCase()}`,
    at: new Date(at).toISOString(),
    actor: null,
    text: field,
    details: { value: open ? value : '', source, reason, guard, limit: most, window: within },
  };
}

const arrivedRow = z.object({
  entity: z.coerce.number(),
  at: z.coerce.number(),
  field: z.string(),
  reason: z.enum(demotionReasons),
});

/** What did not count of messages of a source, by whom they were about and when. */
const listArrived = statement({
  name: 'events.guards.arrived',
  sql: `WITH who AS (SELECT key, entity FROM {db}.entities WHERE entity IN {entities:Array(UInt32)})
  SELECT DISTINCT w.entity AS entity, toUnixTimestamp64Milli(c.ts) AS at, c.field AS field, c.reason AS reason
  FROM {db}.claims AS c INNER JOIN who AS w ON c.owner = w.key
  WHERE c.node IN (SELECT key FROM who) AND c.node = c.owner AND c.reason != '' AND c.source = {source:String}
  ORDER BY field LIMIT 2000`,
  row: arrivedRow,
});

/** An identifier that did not count. */
export type Arrived = Pick<z.output<typeof arrivedRow>, 'field' | 'reason'>;

/** What did not count of messages, found again by entity and time. */
export async function demotedOf(
  store: Warehouse,
  source: string,
  messages: readonly { readonly entity: number; readonly at: number; readonly type: string }[],
): Promise<(message: { readonly entity: number; readonly at: number }) => Arrived[]> {
  const entities = [
    ...new Set(messages.flatMap(({ type, entity }) => (type === 'identify' ? [entity] : []))),
  ];
  const rows = entities.length === 0 ? [] : await store.rows(listArrived, { source, entities });
  return ({ entity, at }) =>
    rows
      .filter((row) => row.entity === entity && row.at === at)
      .map(({ field, reason }) => ({ field, reason }));
}
