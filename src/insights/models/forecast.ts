import { average, fitEts, forecastEts, type EtsForm, type ForecastPoint } from './ets.ts';
import { createPause, type Pause } from './nelder-mead.ts';

/** How far forecasts of the past were off: of the model, and of what was there a season before. */
export interface BackTest {
  readonly windows: number;
  readonly steps: number;
  /** Mean absolute error. */
  readonly error: number;
  readonly naive: number;
  /** The error as a share of the mean of what came. */
  readonly share: number;
  /** How much of what came lay within the interval for 80 of a hundred. */
  readonly inside80: number;
}

/** A forecast, or the reason why there is none. */
export type Forecast =
  | {
      readonly verdict: 'forecast';
      readonly form: EtsForm;
      readonly points: readonly ForecastPoint[];
      /** All steps together. */
      readonly total: ForecastPoint;
      readonly test: BackTest;
    }
  | { readonly verdict: 'no-better'; readonly test: BackTest }
  | { readonly verdict: 'too-short'; readonly needed: number };

/** What is to be forecast: values of equal steps, how many steps a season has, and how many are wanted. */
export interface ForecastQuestion {
  readonly series: readonly number[];
  readonly period: number;
  readonly steps: number;
}

const windows = 4;
const least = 12;

/**
 * The next steps of a series by exponential smoothing, with its error over the last windows of the past, where each forecast
 * knew only what came before. Where that was worse than repeating the last season, there is no forecast.
 */
export async function forecastSeries(
  question: ForecastQuestion,
  pause: Pause = createPause(),
): Promise<Forecast> {
  const { series, period, steps } = question;
  if (series.length < least + 2) return { verdict: 'too-short', needed: least + 2 };
  const test = await testBack(question, pause);
  const model = await fitEts(series, period, pause);
  if (model === undefined) return { verdict: 'too-short', needed: least + 2 };
  if (test.error > test.naive) return { verdict: 'no-better', test };
  const { error, trend, season } = model;
  return {
    verdict: 'forecast',
    form: { error, trend, season },
    ...(await forecastEts(model, steps, pause)),
    test,
  };
}

/** What a back-test saw of one step. */
interface Seen {
  readonly error: number;
  readonly naive: number;
  readonly came: number;
  readonly inside: number;
}

async function testBack({ series, period, steps }: ForecastQuestion, pause: Pause): Promise<BackTest> {
  const span = Math.max(1, Math.min(steps, Math.floor((series.length - least) / 2)));
  const room = Math.max(1, Math.min(windows, Math.floor((series.length - least) / span)));
  const seen: Seen[] = [];
  for (let window = room; window >= 1; window -= 1) {
    const origin = series.length - window * span;
    const past = series.slice(0, origin);
    const model = await fitEts(past, period, pause);
    const next = model && (await forecastEts(model, span, pause));
    seen.push(...compare({ past, came: series.slice(origin, origin + span), period }, next?.points ?? []));
  }
  const error = average(seen.map((one) => one.error));
  return {
    windows: room,
    steps: span,
    error,
    naive: average(seen.map(({ naive }) => naive)),
    share: error / (average(seen.map(({ came }) => came)) || 1),
    inside80: average(seen.map(({ inside }) => inside)),
  };
}

/** What came, beside what was forecast and what was there a season before; without a forecast the latter stands for it. */
function compare(
  { past, came, period }: Record<'past' | 'came', readonly number[]> & { period: number },
  points: readonly ForecastPoint[],
): Seen[] {
  const back = period <= past.length ? period : 1;
  return came.map((value, step) => {
    const naive = past[past.length - back + (step % back)] ?? 0;
    const { mean, low80, high80 } = points[step] ?? { mean: naive, low80: Infinity, high80: -Infinity };
    return {
      error: Math.abs(value - mean),
      naive: Math.abs(value - naive),
      came: Math.abs(value),
      inside: value >= low80 && value <= high80 ? 1 : 0,
    };
  });
}
