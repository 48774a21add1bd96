import { z } from 'zod';

import type { Output, Parsed } from '../../lib/endpoint.ts';
import { statement, type Warehouse } from '../../store/warehouse/index.ts';
import type { ForecastPoint } from '../models/ets.ts';
import type { Forecast } from '../models/forecast.ts';
import { forecastNotices } from '../notices.ts';
import type { getForecast } from './contract.ts';
import { fillSteps, move, seasons, startOf, startSql, type Step } from './periods.ts';
import { piecesSql, type Part } from './pieces.ts';
import { rememberForecast } from './remembered.ts';

const number = z.coerce.number();
const measures = {
  sales: 'toFloat64(sum(amount))',
  orders: 'toFloat64(count())',
  customers: 'toFloat64(uniqExact(profile))',
} as const;
const seriesRow = z.object({ at: z.string(), value: number });

const readSeries = (of: keyof typeof measures, by: Step) =>
  statement({
    name: 'insights.series',
    sql: `SELECT toString(toDate(${startSql[by]})) AS at, ${measures[of]} AS value FROM {db}.purchases
      WHERE kind = {kind:String} AND ts < toDateTime64({until:String}, 3, 'UTC') GROUP BY at`,
    row: seriesRow,
  });

const readPieces = (part: Part, by: Step, one: boolean) =>
  statement({
    name: 'insights.series.pieces',
    sql: `SELECT toString(toDate(${startSql[by]})) AS at, toFloat64(sum(quantity)) AS value FROM (${piecesSql(part)})
      ${one ? 'WHERE item = {item:String}' : ''} GROUP BY at`,
    row: seriesRow,
  });

const several = statement({
  name: 'insights.series.currencies',
  sql: 'SELECT uniqExact(currency) AS currencies FROM {db}.purchases WHERE kind = {kind:String}',
  row: z.object({ currencies: number }),
});

/** Whole weeks or months until a day, those without a purchase as zero. */
async function readHistory(
  warehouse: Warehouse,
  { kind, of, by, part = 'category', item }: Parsed<typeof getForecast>,
  until: string,
) {
  const asked = { kind, until: `${until} 00:00:00` };
  const one = item !== undefined;
  const rows = await (of === 'pieces'
    ? warehouse.rows(readPieces(part, by, one), one ? { ...asked, item } : asked)
    : warehouse.rows(readSeries(of, by), asked));
  return fillSteps(rows, by, until);
}

/** The past of a measure and what is expected next. */
export async function readForecast(
  warehouse: Warehouse,
  input: Parsed<typeof getForecast>,
  asOf: string,
): Promise<Output<typeof getForecast>> {
  const { kind, of, by, steps } = input;
  const none = { history: [], points: [], form: null, test: null };
  if (of === 'sales' && ((await warehouse.row(several, { kind }))?.currencies ?? 0) > 1)
    return { ...none, notice: forecastNotices.currencies() };
  const until = startOf(asOf, by);
  const history = await readHistory(warehouse, input, until);
  const series = history.map(({ value }) => value);
  const forecast = await rememberForecast({ series, period: seasons[by], steps });
  const shown = { ...none, history, notice: forecastNotice(forecast, series.length) };
  if (forecast.verdict === 'too-short') return shown;
  if (forecast.verdict === 'no-better') return { ...shown, test: forecast.test };
  const points = forecast.points.map((point, i) => ({ at: move(until, by, i), ...aboveZero(point) }));
  return { ...shown, form: forecast.form, test: forecast.test, points };
}

/** Why there is no forecast of a series; null where there is one. */
export function forecastNotice(forecast: Forecast, length: number) {
  if (forecast.verdict === 'too-short') return forecastNotices.short(length, forecast.needed);
  return forecast.verdict === 'no-better' ? forecastNotices.noBetter() : null;
}

const notBelowZero = (value: number) => Math.max(0, value);

/** What is counted is never below zero, whatever a model allows. */
export const aboveZero = ({ mean, low80, high80, low95, high95 }: ForecastPoint): ForecastPoint => ({
  mean: notBelowZero(mean),
  low80: notBelowZero(low80),
  high80: notBelowZero(high80),
  low95: notBelowZero(low95),
  high95: notBelowZero(high95),
});
