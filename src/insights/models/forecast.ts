import { average, fitEts, forecastEts, seasonsLearnt, type EtsForm, type ForecastPoint } from './ets.ts';
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
  /** How much of what came lay within the interval for 80 of a hundred, as the model has it. */
  readonly inside80: number;
  /** How many times as wide the intervals are made, so that 80 of a hundred of what came would have lain in them; 1 or more. */
  readonly wider: number;
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
/** Intervals are not made wider than so many times. */
const widest = 10;

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
  const { points, total } = await forecastEts(model, steps, pause);
  const widen = (point: ForecastPoint) => widenPoint(point, test.wider);
  const form = { error, trend, season };
  return { verdict: 'forecast', form, points: points.map(widen), total: widen(total), test };
}

function widenPoint({ mean, ...ends }: ForecastPoint, times: number): ForecastPoint {
  const move = (end: number) => mean + (end - mean) * times;
  const { low80, high80, low95, high95 } = ends;
  return { mean, low80: move(low80), high80: move(high80), low95: move(low95), high95: move(high95) };
}

/** What a back-test saw of one step. */
interface Seen {
  readonly error: number;
  readonly naive: number;
  readonly came: number;
  readonly inside: number;
  /** How far it lay from the mean, as parts of the way to the end of the interval. */
  readonly reach: number;
}

async function testBack({ series, period, steps }: ForecastQuestion, pause: Pause): Promise<BackTest> {
  const span = Math.max(1, Math.min(steps, Math.floor((series.length - least) / 2)));
  // A model of seasons is tried where it could have learnt them; where that is nowhere, as far back as there is anything to learn from.
  const learnt = seasonsLearnt(period);
  const from = series.length - span >= learnt ? learnt : least;
  const room = Math.max(1, Math.min(windows, Math.floor((series.length - from) / span)));
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
    wider: Math.max(
      1,
      Math.min(
        widest,
        rankOf(
          seen.map(({ reach }) => reach),
          0.8,
        ),
      ),
    ),
  };
}

/** An error as parts of the width on its side. */
const reachOf = (error: number, width: number): number =>
  error === 0 ? 0 : Math.abs(error) / Math.max(width, 1e-12);

/** The least of the values that so large a share of them does not exceed. */
function rankOf(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
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
      reach:
        points[step] === undefined ? 0 : reachOf(value - mean, value < mean ? mean - low80 : high80 - mean),
    };
  });
}
