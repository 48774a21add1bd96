import { z } from 'zod';

import type { Kind } from '../../fields/index.ts';
import { statement, type Warehouse } from '../../store/warehouse/index.ts';
import { writeMoment } from '../rounds.ts';

/** Who is asked about, by which events, and what counts as now. */
export interface Asked {
  readonly kind: Kind;
  readonly started: string;
  readonly ended: string;
  readonly now: Date;
}

const number = z.coerce.number();

/** Events of a name with their customers, in the time that can be. */
const eventsOf = (
  name: 'started' | 'ended',
) => `SELECT w.profile AS profile, e.properties['plan'] AS plan, e.ts AS ts,
    if(e.amount > 0, toFloat64(e.amount), toFloat64OrZero(e.properties['price'])) AS fee,
    if(e.currency = '', e.properties['currency'], toString(e.currency)) AS money
  FROM {db}.events AS e INNER JOIN (SELECT entity, profile FROM {db}.owners WHERE kind = {kind:String}) AS w ON e.entity = w.entity
  WHERE e.name = {${name}:String} AND e.ts >= toDateTime64('1971-01-01 00:00:00', 3, 'UTC') AND e.ts < {now:DateTime64(3, 'UTC')}`;

/**
 * Subscriptions as rows: whose, of which plan, from when to when (1970: it runs), at what price at last. One begins with a start that
 * follows no other start, so that a renewal does not count, and ends with the next end of the same customer and plan; who names no plan
 * ends, or is ended by, any.
 */
const spells = `
  SELECT profile, plan, spell.1 AS begun, spell.2 AS until, last.3 AS fee, last.4 AS money FROM (
    SELECT profile, plan, arraySort(one -> (one.1, one.2), groupArray((ts, begins, fee, money))) AS told,
      arrayMap(one -> one.2, told) AS kinds, arrayPushFront(arrayPopBack(kinds), 0) AS before,
      arrayFilter((one, is, was) -> is = 1 AND was = 0, told, kinds, before) AS starts,
      arrayFilter((one, is, was) -> is = 0 AND was = 1, told, kinds, before) AS ends,
      arrayLast(one -> one.2 = 1, told) AS last,
      arrayJoin(arrayZip(arrayMap(one -> one.1, starts),
        arrayResize(arrayMap(one -> one.1, ends), length(starts), toDateTime64(0, 3, 'UTC')))) AS spell
    FROM (
      SELECT profile, plan, ts, 1 AS begins, fee, money FROM (${eventsOf('started')})
      UNION ALL
      SELECT e.profile, s.plan, e.ts, 0 AS begins, 0 AS fee, '' AS money FROM (${eventsOf('ended')}) AS e
      INNER JOIN (SELECT DISTINCT profile, plan FROM (${eventsOf('started')})) AS s ON e.profile = s.profile
      WHERE e.plan = s.plan OR e.plan = '' OR s.plan = ''
    ) GROUP BY profile, plan
  )`;
const runs = `until = toDateTime64(0, 3, 'UTC')`;

/** Longer than ten years is as long. */
export const mostMonths = 120;

/**
 * By whole months that they have run. Of a month that is not over yet nobody knows who will have stayed: whoever ended in it already is not
 * among the lost, since those who have not are not among the kept.
 */
const tenures = statement({
  name: 'insights.subscriptions.tenures',
  sql: `SELECT least(age('month', begun, if(${runs}, {now:DateTime64(3, 'UTC')}, until)), ${mostMonths}) AS months,
      countIf(NOT ${runs}) AS ended, countIf(${runs}) AS staying,
      countIf(NOT ${runs} AND addMonths(begun, months + 1) <= {now:DateTime64(3, 'UTC')}) AS lost,
      countIf(NOT ${runs} AND until >= {now:DateTime64(3, 'UTC')} - INTERVAL 365 DAY) AS lately,
      sumIf(fee, ${runs} AND fee > 0) AS fees, countIf(${runs} AND fee > 0) AS priced,
      groupUniqArrayIf(10)(money, ${runs} AND fee > 0 AND money != '') AS currencies
    FROM (${spells}) GROUP BY months ORDER BY months`,
  row: z.object({
    months: number,
    ended: number,
    staying: number,
    lost: number,
    lately: number,
    fees: number,
    priced: number,
    currencies: z.array(z.string()),
  }),
});
export type Tenure = z.output<typeof tenures.row>;

const strays = statement({
  name: 'insights.subscriptions.strays',
  sql: `SELECT count() AS n FROM (${eventsOf('ended')}) WHERE profile NOT IN (SELECT profile FROM (${eventsOf('started')}))`,
  row: z.object({ n: number }),
});

/** How long subscriptions have run, by whole months, and how many ends are of nobody who began one. */
export async function readSpells(warehouse: Warehouse, { now, ...asked }: Asked) {
  const parameters = { ...asked, now: writeMoment(now) };
  const [rows, stray] = await Promise.all([
    warehouse.rows(tenures, parameters),
    warehouse.row(strays, parameters),
  ]);
  const currencies = [...new Set(rows.flatMap((row) => row.currencies))].toSorted((one, other) =>
    one < other ? -1 : 1,
  );
  return { rows, currencies, stray: stray?.n ?? 0 };
}
