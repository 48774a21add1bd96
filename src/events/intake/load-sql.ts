import { kinds } from '../../fields/index.ts';
import type { Kind } from '../../fields/types.ts';
import { isSighting, keepSightings } from '../devices/sightings.ts';
import { deviceKey, trackedKey } from '../keys.ts';
import type { LoadTables } from './load-tables.ts';
import { packedColumns } from './pack.ts';

/** Columns that the arrived rows have beside the packed ones. */
export const arrivedColumns =
  'who UInt64, who_type String, who_value String, who_field String, on UInt64, at_company UInt64, hash UInt64';

/** Rows of the log → arrived rows: keys of whom they are about, and a number for each message. */
export function readArrivals(tables: LoadTables): string {
  const columns = packedColumns.map(([name]) => name).join(', ');
  return `INSERT INTO {db}.${tables.arrived} (${columns}, who, who_type, who_value, who_field, on, at_company, hash)
  SELECT ${columns},
    if(user = '', ${or0('device', deviceKey('device'))}, ${trackedKey('person', 'user')}),
    multiIf(user != '', 'user', device != '', 'device', ''),
    if(user = '', device, user),
    'tracked_id',
    ${or0('device', deviceKey('device'))},
    ${or0('company', trackedKey('organization', 'company'))},
    if(type = 'refused', sipHash64(source, 'refused', raw), sipHash64(source, message))
  FROM {rows}`;
}

const or0 = (column: string, key: string) => `if(${column} = '', toUInt64(0), ${key})`;

const allKeys = (arrived: string) => `SELECT arrayJoin([who, on, at_company]) FROM {db}.${arrived}`;

/** Numbers of the entities of a load that are known, to be looked up: joins would carry whole messages through each of them. */
export function findEntities({ arrived, known }: LoadTables): string {
  return `CREATE TABLE {db}.${known} ENGINE = Join(ANY, LEFT, key) SETTINGS persistent = 0 AS
  SELECT key, entity FROM {db}.entities WHERE key IN (${allKeys(arrived)})`;
}

/** Whoever is not known yet gets the next numbers. */
export function numberEntities({ arrived, known, named }: LoadTables): string {
  const of = (key: string, type: string, value: string) =>
    `SELECT ${key} AS key, ${type} AS type, ${value} AS value, at FROM {db}.${arrived}
      WHERE type != 'refused' AND ${key} != 0 AND joinGet('{db}.${known}', 'entity', ${key}) = 0`;
  return `CREATE TABLE {db}.${named} ENGINE = Memory AS
  SELECT key, toUInt32((SELECT max(entity) FROM {db}.entities) + rowNumberInAllBlocks() + 1) AS entity, type, value, first
  FROM (
    SELECT key, any(type) AS type, any(value) AS value, fromUnixTimestamp64Milli(min(at)) AS first
    FROM (
      ${of('who', 'who_type', 'who_value')}
      UNION ALL ${of('on', "'device'", 'device')}
      UNION ALL ${of('at_company', "'company'", 'company')}
    )
    GROUP BY key
    ORDER BY key
  )`;
}

/** Keeps the numbers that were given out. */
export function keepEntities({ named }: LoadTables): string {
  return `INSERT INTO {db}.entities (key, entity, type, value, first) SELECT key, entity, type, value, first FROM {db}.${named}`;
}

/** Whoever was named for the first time is known from now on. */
export function knowEntities({ known, named }: LoadTables): string {
  return `INSERT INTO {db}.${known} SELECT key, entity FROM {db}.${named}`;
}

/** Messages that are not among those that were taken in, each as it came first, with the numbers of their entities. */
export function keepFresh({ arrived, known, fresh }: LoadTables, taken: string): string {
  const number = (key: string) => `joinGet('{db}.${known}', 'entity', ${key})`;
  return `CREATE TABLE {db}.${fresh} ENGINE = Memory AS
  SELECT *, ${number('who')} AS entity, ${number('on')} AS device_no, ${number('at_company')} AS company_no, fromUnixTimestamp64Milli(at) AS ts
  FROM {db}.${arrived}
  WHERE hash NOT IN (${taken})
  LIMIT 1 BY hash`;
}

/** Of whom each source has spoken before; what an earlier try of the same load has kept is news all the same. */
export function findHeard({ fresh, heard }: LoadTables, ownLoad: string | null): string {
  const others = ownLoad === null ? '' : ` AND load != ${ownLoad}`;
  return `CREATE TABLE {db}.${heard} ENGINE = Memory AS
  SELECT key, source FROM {db}.said_traits WHERE key IN (SELECT arrayJoin([who, at_company]) FROM {db}.${fresh})${others}`;
}

/** One table that a load fills, and how; without a row of its own, of which `where` tells, it is left alone. */
export interface LoadStep {
  readonly table: string;
  readonly where: (tables: LoadTables) => string;
  /** False for what may be said twice without harm. */
  readonly once: boolean;
  readonly sql: (tables: LoadTables, load: string) => string;
}

const same =
  'currency, quantity, order, product, category, coupon, session, url, title, referrer, utm_source, utm_medium, utm_campaign, utm_term, utm_content, ip, agent, locale, text, properties, raw';

/** What is given back is less than nothing, so that amounts can be summed up. */
const signed = (amount: string) => `if(movement IN ('refunded', 'cancelled'), -abs(${amount}), ${amount})`;

/** The tables that a load fills beside the messages; the events are the first. */
export const loadSteps: readonly LoadStep[] = [
  {
    table: 'events',
    where: () => "type != 'refused'",
    once: true,
    sql: ({ fresh }, load) => `INSERT INTO {db}.events
      (name, entity, ts, type, device, company, source, message, load, received, amount, ${same})
      SELECT name, entity, ts, type, device_no, company_no, source, hash, ${load}, fromUnixTimestamp64Milli(received), amount, ${same}
      FROM {db}.${fresh} WHERE type != 'refused'`,
  },
  {
    table: 'device_links',
    where: () => "user != '' AND device != '' AND type != 'refused'",
    once: false,
    sql: ({ fresh }) => `INSERT INTO {db}.device_links (device, entity, ts)
      SELECT f.device_no, f.entity, f.ts
      FROM (SELECT device_no, entity, min(ts) AS ts FROM {db}.${fresh} WHERE user != '' AND device != '' AND type != 'refused' GROUP BY device_no, entity) AS f
      LEFT JOIN (
        SELECT device, entity, min(ts) AS ts FROM {db}.device_links
        WHERE device IN (SELECT device_no FROM {db}.${fresh}) GROUP BY device, entity
      ) AS k ON f.device_no = k.device AND f.entity = k.entity
      WHERE k.device = 0 OR f.ts < k.ts`,
  },
  { table: 'sightings', where: () => isSighting, once: false, sql: keepSightings },
  {
    table: 'costs',
    where: () => "type != 'refused' AND mapContains(properties, 'cost')",
    once: true,
    sql: (
      { fresh },
      load,
    ) => `INSERT INTO {db}.costs (entity, ts, name, amount, currency, order, source, message, load)
      SELECT entity, ts, name, toDecimal64OrZero(replaceAll(properties['cost'], ',', ''), 4), currency, order, source, hash, ${load}
      FROM {db}.${fresh} WHERE type != 'refused' AND mapContains(properties, 'cost')`,
  },
  {
    table: 'orders',
    where: () => "movement != '' AND type != 'refused'",
    once: true,
    sql: ({ fresh }, load) => `INSERT INTO {db}.orders
      (entity, ts, order, movement, amount, currency, tax, shipping, discount, coupon, lines, source, message, load)
      SELECT entity, ts, order, movement, ${signed('amount')}, currency, tax, shipping, discount, coupon, length(lines), source, hash, ${load}
      FROM {db}.${fresh} WHERE movement != '' AND type != 'refused'`,
  },
  {
    table: 'order_lines',
    where: () => "movement != '' AND notEmpty(lines)",
    once: true,
    sql: ({ fresh }, load) => `INSERT INTO {db}.order_lines
      (entity, ts, order, movement, line, product, name, brand, category, quantity, price, amount, currency, source, message, load)
      SELECT entity, ts, order, movement, number, l.product, l.name, l.brand, l.category, ${signed('l.quantity')}, l.price,
        toDecimal64(${signed('l.quantity')} * l.price, 4), currency, source, hash, ${load}
      FROM {db}.${fresh} ARRAY JOIN lines AS l, arrayEnumerate(lines) AS number WHERE movement != '' AND type != 'refused'`,
  },
  {
    table: 'products',
    where: () => 'notEmpty(lines)',
    once: false,
    sql: ({
      fresh,
    }) => `INSERT INTO {db}.products (source, product, name, brand, category, price, currency, seen)
      SELECT source, l.product, argMax(l.name, ts), argMax(l.brand, ts), argMax(l.category, ts), argMax(l.price, ts), argMax(currency, ts), max(ts)
      FROM {db}.${fresh} ARRAY JOIN lines AS l WHERE l.product != '' AND l.name != '' AND type != 'refused' GROUP BY source, l.product`,
  },
  {
    table: 'said_traits',
    where: (tables) =>
      `type != 'refused' AND (user != '' AND ${isNews(tables, 'person')} OR company != '' AND ${isNews(tables, 'organization')})`,
    once: true,
    sql: (
      tables,
      load,
    ) => `INSERT INTO {db}.said_traits (key, ts, kind, source, field, value, hash, seq, load, traits)
      SELECT s.key, if(s.said, s.said_at, s.named_at), s.kind, s.source, s.field, s.value, s.hash, (SELECT max(seq) FROM {db}.said_traits) + 1, ${load}, s.traits
      FROM (${saidNow(tables)}) AS s
      LEFT JOIN (
        SELECT key, source, argMax(hash, ts) AS hash, count() AS known FROM {db}.said_traits
        WHERE key IN (SELECT if(type = 'group', at_company, who) FROM {db}.${tables.fresh} WHERE type IN ('identify', 'group')) GROUP BY key, source
      ) AS k ON s.key = k.key AND s.source = k.source
      WHERE k.known = 0 OR (s.said AND s.hash != k.hash)`,
  },
  {
    table: 'dead_letters',
    where: () => "type = 'refused'",
    once: true,
    sql: (
      { fresh },
      load,
    ) => `INSERT INTO {db}.dead_letters (received, message, load, source, code, detail, raw)
      SELECT fromUnixTimestamp64Milli(received), hash, ${load}, source, name, text, raw
      FROM {db}.${fresh} WHERE type = 'refused'`,
  },
];

/** Written down last, when all else is there. */
export const lastStep = {
  table: 'messages',
  sql: ({ fresh }: LoadTables) => `INSERT INTO {db}.messages (message) SELECT hash FROM {db}.${fresh}`,
};

/** With what somebody came who says who he is, under names that no trait has; it is no news by itself. */
const besides = (own: string) =>
  `if(countIf(${own} AND agent != '') = 0, said_traits, mapUpdate(said_traits, map('$agent', argMaxIf(agent, f.ts, ${own} AND agent != ''))))`;

/** Who says who he is, or which company. */
const speaks = {
  person: { own: "type = 'identify'", key: 'who', value: 'user', field: 'any(who_field)' },
  organization: { own: "type = 'group'", key: 'at_company', value: 'company', field: "'tracked_id'" },
} as const;

/** A word of its own, else the first mention by this source: that it names somebody once more is no news. Nearly all messages are left out so. */
function isNews({ heard }: LoadTables, kind: Kind): string {
  const { own, key } = speaks[kind];
  return `(${own} OR (${key}, source) NOT IN (SELECT key, source FROM {db}.${heard}))`;
}

/** The last word of each customer in what came: an identify or group of its own, else merely that it was named. */
function saidNow(tables: LoadTables): string {
  const last = (kind: Kind) => {
    const { own, key, value, field } = speaks[kind];
    return `SELECT ${key} AS key, '${kind}' AS kind, source, ${field} AS field, any(${value}) AS value,
      countIf(${own}) > 0 AS said, maxIf(f.ts, ${own}) AS said_at, max(f.ts) AS named_at,
      argMaxIf(properties, f.ts, ${own}) AS said_traits, cityHash64(toString(said_traits)) AS hash,
      ${besides(own)} AS traits
    FROM {db}.${tables.fresh} AS f WHERE type != 'refused' AND ${value} != '' AND ${isNews(tables, kind)}
    GROUP BY key, source`;
  };
  return kinds.map(last).join(' UNION ALL ');
}
