import { z } from 'zod';

import type { Kind } from '../../fields/index.ts';
import { spellRuns, spellsSql, subscriptionEventsSql } from '../../query/index.ts';
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

const ask = {
  kind: '{kind:String}',
  started: '{started:String}',
  ended: '{ended:String}',
  now: "{now:DateTime64(3, 'UTC')}",
  only: '',
};
const spells = spellsSql(ask);
const eventsOf = (name: 'started' | 'ended') => subscriptionEventsSql(ask[name], ask);
const runs = spellRuns;

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
