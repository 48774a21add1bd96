import { z } from 'zod';

import { refillTable } from '../../records/index.ts';
import { command, statement, type Warehouse } from '../../store/warehouse/index.ts';
import { writeMoment } from '../rounds.ts';
import { fillInterests } from './interests.ts';

/** As of when habits are computed, in whose days and hours. */
export interface HabitTime {
  readonly now: Date;
  /** An IANA name; UTC when not said. */
  readonly timeZone?: string | undefined;
}

/** With fewer events there is no habit. */
const leastEvents = 3;
/** Activity of so many days is held against as many before. */
const trendDays = 90;
const profilesAtOnce = 1_000_000;

const now = "{now:DateTime64(3, 'UTC')}";
const inTime = `ts > toDateTime64('1971-01-01 00:00:00', 3, 'UTC') AND ts <= ${now}`;
const recent = (days: number) => `ts > ${now} - INTERVAL ${days} DAY`;
const most = (map: string) => `${map}.1[indexOf(${map}.2, arrayMax(${map}.2))]`;

interface Part {
  /** Rows by entity, as what stands in FROM. */
  readonly rows: string;
  /** The columns that come of it, by their names; what is not named is unknown. */
  readonly columns: Readonly<Record<string, string>>;
}

const empty: Readonly<Record<string, string>> = {
  favourite_category: "''",
  channel: "''",
  hour: 'CAST(NULL AS Nullable(UInt8))',
  weekday: "''",
  trend: 'CAST(NULL AS Nullable(Float64))',
  discounted: 'CAST(NULL AS Nullable(Float64))',
  cost: 'CAST(NULL AS Nullable(Float64))',
};

/** When and by what door customers come, and whether they come more often than before. */
const comings: Part = {
  rows: `(SELECT entity, toHour(ts, {zone:String}) AS h, toDayOfWeek(ts, 0, {zone:String}) AS d, toString(source) AS s,
      toUInt64(count()) AS n, countIf(${recent(trendDays)}) AS late, countIf(NOT ${recent(trendDays)} AND ${recent(2 * trendDays)}) AS early
    FROM {db}.events WHERE entity != 0 AND type != 'identify' AND type != 'group' AND ${recent(365)} AND ts <= ${now}
      AND entity IN (SELECT entity FROM {owners}) GROUP BY entity, h, d, s)`,
  columns: {
    hour: `if(sum(n) < ${leastEvents}, NULL, toNullable(toUInt8(${most('sumMap([h], [n])')})))`,
    weekday: `if(sum(n) < ${leastEvents}, '', toString(${most('sumMap([d], [n])')}))`,
    channel: most('sumMap([s], [n])'),
    trend: `if(sum(late) + sum(early) < ${leastEvents}, NULL, toNullable((toFloat64(sum(late)) - sum(early)) / (sum(late) + sum(early))))`,
  },
};

/** What customers buy most, a purchase half a year ago weighing half. */
const purchases: Part = {
  rows: `(SELECT entity, toString(category) AS what, sum(exp2(-dateDiff('second', ts, ${now}) / (86400 * 180)) * toFloat64(greatest(quantity, 1))) AS n
    FROM {db}.order_lines WHERE entity != 0 AND movement = 'completed' AND category != '' AND ${inTime}
      AND entity IN (SELECT entity FROM {owners}) GROUP BY entity, what)`,
  columns: { favourite_category: most('sumMap([what], [n])') },
};

/** The share of orders that were bought with a coupon or a discount. */
const prices: Part = {
  rows: `(SELECT entity, max(coupon != '' OR discount > 0) AS reduced
    FROM {db}.orders WHERE entity != 0 AND movement = 'completed' AND ${inTime}
      AND entity IN (SELECT entity FROM {owners}) GROUP BY entity, source, if(order = '', toString(message), order))`,
  columns: { discounted: 'toNullable(sum(reduced) / count())' },
};

const costs: Part = {
  rows: `(SELECT entity, sum(amount) AS n FROM {db}.costs WHERE entity != 0 AND {money:UInt8} = 1 AND ${inTime}
      AND entity IN (SELECT entity FROM {owners}) GROUP BY entity)`,
  columns: { cost: 'toNullable(toFloat64(sum(n)))' },
};

function partSql({ rows, columns }: Part, owners: string): string {
  const list = Object.entries(empty).map(([name, none]) => `${columns[name] ?? none} AS ${name}`);
  return `SELECT kind, profile, ${list.join(', ')}
FROM ${rows.replaceAll('{owners}', owners)} AS seen
INNER JOIN (SELECT entity AS owned, kind, profile FROM ${owners}) AS own ON entity = owned
GROUP BY kind, profile`;
}

function fillSql(owners: string): string {
  const parts = [comings, purchases, prices, costs].map((part) => partSql(part, owners));
  const names = Object.keys(empty);
  return `INSERT INTO {db}.customer_habits_next (kind, profile, ${names.join(', ')}, margin)
SELECT h.kind, h.profile, ${names.map((name) => `h.${name}`).join(', ')}, if(isNull(h.cost), NULL, coalesce(v.monetary, 0) - h.cost)
FROM (
  SELECT kind, profile, ${names.map((name) => `max(${name}) AS ${name}`).join(', ')}
  FROM (${parts.join('\nUNION ALL\n')}) GROUP BY kind, profile
) AS h LEFT JOIN {db}.customer_values AS v ON h.kind = v.kind AND h.profile = v.profile`;
}

const last = statement({
  name: 'habits.last',
  sql: 'SELECT max(profile) AS last FROM {db}.owners',
  row: z.object({ last: z.coerce.number() }),
});

const currencies = statement({
  name: 'habits.currencies',
  sql: `SELECT uniqExact(c) AS n FROM (SELECT toString(currency) AS c FROM {db}.purchases
    UNION ALL SELECT toString(currency) AS c FROM {db}.costs WHERE currency != '')`,
  row: z.object({ n: z.coerce.number() }),
});

/** Computes the habits and interests of all customers anew; owners and purchases must be up to date. */
export async function refreshHabits(
  warehouse: Warehouse,
  { now: at, timeZone = 'UTC' }: HabitTime,
): Promise<void> {
  const count = (await warehouse.row(last))?.last ?? 0;
  // Costs in several currencies are not added up.
  const money = ((await warehouse.row(currencies))?.n ?? 0) > 1 ? 0 : 1;
  const parameters = { now: writeMoment(at), zone: timeZone, money };
  await refillTable(warehouse, 'customer_habits', async () => {
    for (let from = 0; from <= count; from += profilesAtOnce) {
      const owners = `{db}.owners WHERE profile >= ${from} AND profile < ${from + profilesAtOnce}`;
      await warehouse.run(command('habits.fill', fillSql(owners)), parameters);
    }
  });
  await refillTable(warehouse, 'customer_interests', (next) => fillInterests(warehouse, next, { now: at }));
}
