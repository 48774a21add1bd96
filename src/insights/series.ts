import { z } from 'zod';

import type { Output, Parsed } from '../lib/endpoint.ts';
import { statement, type Warehouse } from '../store/warehouse/index.ts';
import type { getForecast } from './contract.ts';
import { forecastSeries, type Forecast } from './models/forecast.ts';
import { forecastNotices } from './notices.ts';

const number = z.coerce.number();
const measures = {
  sales: 'toFloat64(sum(amount))',
  orders: 'toFloat64(count())',
  customers: 'toFloat64(uniqExact(profile))',
} as const;
const starts = { week: 'toMonday(ts)', month: 'toStartOfMonth(ts)' } as const;
const seasons = { week: 52, month: 12 } as const;

/** Whole weeks or months, those without a purchase as zero; the one that is not over yet is left out. */
function readSeries(of: keyof typeof measures, by: keyof typeof starts) {
  const start = starts[by];
  return statement({
    name: 'insights.series',
    sql: `SELECT toString(at) AS at, value FROM (
        SELECT toDate(${start}) AS at, ${measures[of]} AS value FROM {db}.purchases
        WHERE kind = {kind:String} AND ts < toStartOf${by === 'week' ? 'Week' : 'Month'}(toDate({asOf:String})${by === 'week' ? ', 1' : ''})
        GROUP BY at ORDER BY at WITH FILL STEP INTERVAL 1 ${by.toUpperCase()}
      ) ORDER BY at DESC LIMIT 520`,
    row: z.object({ at: z.string(), value: number }),
  });
}

const several = statement({
  name: 'insights.series.currencies',
  sql: 'SELECT uniqExact(currency) AS currencies FROM {db}.purchases WHERE kind = {kind:String}',
  row: z.object({ currencies: number }),
});

/** The past of a measure and what is expected next. */
export async function readForecast(
  warehouse: Warehouse,
  { kind, of, by, steps }: Parsed<typeof getForecast>,
  asOf: string,
): Promise<Output<typeof getForecast>> {
  const none = { history: [], points: [], form: null, test: null };
  if (of === 'sales' && ((await warehouse.row(several, { kind }))?.currencies ?? 0) > 1)
    return { ...none, notice: forecastNotices.currencies() };
  const history = (await warehouse.rows(readSeries(of, by), { kind, asOf })).toReversed();
  const series = history.map(({ value }) => value);
  const forecast = await forecastSeries({ series, period: seasons[by], steps });
  const shown = { ...none, history };
  if (forecast.verdict === 'too-short')
    return { ...shown, notice: forecastNotices.short(series.length, forecast.needed) };
  if (forecast.verdict === 'no-better')
    return { ...shown, test: forecast.test, notice: forecastNotices.noBetter() };
  return {
    ...shown,
    form: forecast.form,
    test: forecast.test,
    notice: null,
    points: datePoints(forecast, history.at(-1)?.at ?? '', by),
  };
}

function datePoints(
  { points }: Extract<Forecast, { verdict: 'forecast' }>,
  last: string,
  by: keyof typeof starts,
): Output<typeof getForecast>['points'] {
  const from = new Date(`${last}T00:00:00Z`);
  return points.map((point, i) => {
    const at = new Date(from);
    if (by === 'week') at.setUTCDate(at.getUTCDate() + 7 * (i + 1));
    else at.setUTCMonth(at.getUTCMonth() + i + 1);
    return { at: at.toISOString().slice(0, 10), ...point };
  });
}
