import { z } from 'zod';

import type { Output, Parsed } from '../../lib/endpoint.ts';
import { groupBy } from '../../fields/group.ts';
import { statement, type Warehouse } from '../../store/warehouse/index.ts';
import type { ForecastPoint } from '../models/ets.ts';
import type { getDemand } from './contract.ts';
import {
  dayBefore,
  fillSteps,
  move,
  seasons,
  startOf,
  startSql,
  type Counted,
  type Step,
} from './periods.ts';
import { piecesSql, type Part } from './pieces.ts';
import { rememberForecast } from './remembered.ts';
import { aboveZero, forecastNotice } from './series.ts';

const number = z.coerce.number();

/** What sells best within the last season. */
const best = (part: Part) =>
  statement({
    name: 'insights.demand.best',
    sql: `SELECT item, count() OVER () AS total FROM (
        SELECT item, sum(quantity) AS pieces FROM (${piecesSql(part)})
        WHERE item != '' AND ts >= toDateTime64({since:String}, 3, 'UTC') GROUP BY item
      ) ORDER BY pieces DESC, item LIMIT {limit:UInt32}`,
    row: z.object({ item: z.string(), total: number }),
  });

const series = (part: Part, by: Step) =>
  statement({
    name: 'insights.demand.series',
    sql: `SELECT item, toString(toDate(${startSql[by]})) AS at, toFloat64(sum(quantity)) AS value FROM (${piecesSql(part)})
      WHERE item IN {items:Array(String)} GROUP BY item, at`,
    row: z.object({ item: z.string(), at: z.string(), value: number }),
  });

/** How much of what sells best will be wanted, beside how much was. */
export async function readDemand(
  warehouse: Warehouse,
  { kind, part, by, steps, limit }: Parsed<typeof getDemand>,
  asOf: string,
): Promise<Output<typeof getDemand>> {
  const until = startOf(asOf, by);
  const from = move(until, by, -steps);
  const asked = { kind, until: `${until} 00:00:00` };
  const since = `${move(until, by, -seasons[by])} 00:00:00`;
  const items = await warehouse.rows(best(part), { ...asked, since, limit });
  if (items.length === 0) return { from: null, total: 0, rows: [] };
  const counted = await warehouse.rows(series(part, by), { ...asked, items: items.map(({ item }) => item) });
  const between = [from, dayBefore(until)];
  const byItem = groupBy(counted, ({ item }) => item);
  const rows: Output<typeof getDemand>['rows'] = [];
  for (const { item } of items) {
    const history = fillSteps(byItem.get(item) ?? [], by, until);
    rows.push({ item, ...(await expect(history, by, steps)), rule: { bought: { between, [part]: item } } });
  }
  return { from, total: items[0]?.total ?? 0, rows };
}

const spanOf = (total: ForecastPoint) => {
  const { mean, low80, high80 } = aboveZero(total);
  return { mean, low80, high80 };
};

const sum = (steps: readonly Counted[]) => steps.reduce((all, { value }) => all + value, 0);

/** What was wanted last, a year before and, where that can be said, will be. */
async function expect(history: readonly Counted[], by: Step, steps: number) {
  const values = history.map(({ value }) => value);
  const forecast = await rememberForecast({ series: values, period: seasons[by], steps });
  const season = history.slice(-seasons[by]);
  return {
    pieces: sum(history.slice(-steps)),
    yearAgo: season.length < seasons[by] || steps > seasons[by] ? null : sum(season.slice(0, steps)),
    next: forecast.verdict === 'forecast' ? spanOf(forecast.total) : null,
    share: forecast.verdict === 'too-short' ? null : forecast.test.share,
    notice: forecastNotice(forecast, history.length),
  };
}
