import { z } from 'zod';

import type { TimelineEntry, TimelinePart } from '../profiles/index.ts';
import { statement, type Warehouse } from '../store/warehouse/index.ts';
import { describeDevice, readSightings } from './devices/devices.ts';
import { entitiesOf } from './owners.ts';
import type { Sights } from './sights.ts';

interface PartOptions {
  readonly warehouse: (workspace: string) => Promise<Warehouse>;
  readonly sights: Sights;
}

const orderNames = `'Order Completed', 'Order Updated', 'Order Refunded', 'Order Cancelled'`;

/** Kinds of entries, each read by itself: of orders among a hundred thousand visits the newest are found as fast. */
const parts = [
  { kind: 'visit', where: "type IN ('page', 'screen')" },
  { kind: 'order', where: `type = 'track' AND name IN (${orderNames})` },
  { kind: 'event', where: `(type = 'track' AND name NOT IN (${orderNames}) OR type = 'group')` },
] as const;

const placeRow = z.object({
  name: z.string(),
  entity: z.coerce.number(),
  month: z.number(),
  at: z.coerce.number(),
  message: z.string(),
});

const wholeRow = z.object({
  message: z.string(),
  source: z.string(),
  amount: z.coerce.number(),
  currency: z.string(),
  order: z.string(),
  product: z.string(),
  url: z.string(),
  title: z.string(),
  referrer: z.string(),
  utm_source: z.string(),
  utm_campaign: z.string(),
  agent: z.string(),
  text: z.string(),
  properties: z.record(z.string(), z.string()),
});

/** What happened with a customer, as parts of its timeline. */
export function eventParts({ warehouse, sights }: PartOptions): TimelinePart[] {
  const happened = parts.map(({ kind, where }): TimelinePart => ({
    name: `${kind}s`,
    kinds: [kind],
    async read({ caller, place, before, limit }) {
      const store = await warehouse(caller.workspace);
      const found = await store.rows(findPlaces(place.kind, where, before !== null), {
        numbers: [...place.numbers],
        limit,
        at: before === null ? '0' : String(Date.parse(before.at) || 0),
        id: before?.id ?? '',
      });
      if (found.length === 0) return [];
      const rows = await store.rows(readWhole, {
        names: [...new Set(found.map(({ name }) => name))],
        entities: [...new Set(found.map(({ entity }) => entity))],
        months: [...new Set(found.map(({ month }) => month))],
        times: [...new Set(found.map(({ at }) => String(at)))],
        messages: found.map(({ message }) => message),
      });
      const whole = new Map(rows.map((row) => [row.message, row]));
      const open = (await sights(caller)).personal === 'full';
      return found.map(({ name, at, message }) =>
        entryOf({ kind, name, at, message }, whole.get(message), open),
      );
    },
  }));
  return [...happened, devicePart(warehouse)];
}

/** When a customer came with a device for the first time. */
function devicePart(warehouse: PartOptions['warehouse']): TimelinePart {
  return {
    name: 'devices',
    kinds: ['device'],
    async read({ caller, place }) {
      const rows = await readSightings(await warehouse(caller.workspace), place);
      return rows.flatMap((row) => {
        const details = describeDevice(row);
        const id = `dev_${row.id}`;
        return details.model === '' && details.system === ''
          ? []
          : [{ kind: 'device', id, at: new Date(row.first).toISOString(), actor: null, text: '', details }];
      });
    },
  };
}

/** The newest events of a profile by the projection; its narrow rows say where the whole ones are. */
function findPlaces(kind: 'person' | 'organization', where: string, paged: boolean) {
  const whose = entitiesOf(kind, '{numbers:Array(UInt32)}');
  const at = 'toUnixTimestamp64Milli(ts)';
  const behind = `(${at} < {at:Int64} OR (${at} = {at:Int64} AND concat('evt_', lower(hex(message))) < {id:String}))`;
  return statement({
    name: 'events.timeline.places',
    sql: `SELECT name, entity, toYYYYMM(ts) AS month, ${at} AS at, toString(message) AS message FROM {db}.events
    WHERE ${kind === 'person' ? 'entity' : 'company'} IN (${whose}) AND ${where}${paged ? ` AND ${behind}` : ''}
    ORDER BY ts DESC, events.message DESC LIMIT {limit:UInt32}`,
    row: placeRow,
  });
}

const readWhole = statement({
  name: 'events.timeline.whole',
  sql: `SELECT toString(message) AS message, source, toFloat64(amount) AS amount, currency, order, product, url, title, referrer, utm_source, utm_campaign, agent, text, properties
  FROM {db}.events
  WHERE name IN {names:Array(String)} AND toYYYYMM(ts) IN {months:Array(UInt32)} AND entity IN {entities:Array(UInt32)}
    AND ts IN (SELECT fromUnixTimestamp64Milli(toInt64(arrayJoin({times:Array(String)})), 'UTC'))
    AND events.message IN (SELECT toUInt64(arrayJoin({messages:Array(String)})))`,
  row: wholeRow,
});

interface Placed {
  readonly kind: string;
  readonly name: string;
  readonly at: number;
  readonly message: string;
}

function entryOf(
  { kind, name, at, message }: Placed,
  row: z.output<typeof wholeRow> | undefined,
  open: boolean,
): TimelineEntry {
  return {
    kind,
    id: `evt_${BigInt(message).toString(16).padStart(16, '0')}`,
    at: new Date(at).toISOString(),
    actor: null,
    text: name,
    details: row === undefined ? {} : detailsOf(row, open),
  };
}

/** What was bought and where is of the trade; addresses, words and properties may tell of the person. */
function detailsOf(row: z.output<typeof wholeRow>, open: boolean): Record<string, unknown> {
  const { source, amount, currency, order, product, utm_source, utm_campaign } = row;
  const { model, system, browser } = describeDevice({ agent: row.agent, model: '', system: '' });
  const trade = {
    source,
    amount: amount === 0 ? null : amount,
    currency,
    order,
    product,
    utm_source,
    utm_campaign,
    device: system === '' ? '' : [model, browser, system].filter((text) => text !== '').join(' · '),
  };
  if (!open) return trade;
  const { url, title, referrer, text, properties } = row;
  return { ...trade, url, title, referrer, text, properties };
}
