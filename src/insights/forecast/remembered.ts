import { forecastSeries, type Forecast, type ForecastQuestion } from '../models/forecast.ts';

/** So many answers are kept, those that were asked for last. */
const most = 500;
const answers = new Map<string, Promise<Forecast>>();

/**
 * Forecasts a series, or answers as before: a forecast is of its question alone, takes a third of a second of a processor, and is asked
 * for again by each card, chart and table that shows it.
 */
export function rememberForecast(question: ForecastQuestion): Promise<Forecast> {
  const { series, period, steps } = question;
  const key = `${period} ${steps} ${series.join(' ')}`;
  const known = answers.get(key);
  answers.delete(key);
  const answer = known ?? forecastSeries(question);
  answers.set(key, answer);
  if (known === undefined) answer.catch(() => answers.delete(key));
  const [oldest] = answers.keys();
  if (answers.size > most && oldest !== undefined) answers.delete(oldest);
  return answer;
}
