import { minimise, type Pause } from './nelder-mead.ts';

/** Which of level, trend and season an exponential smoothing has, and whether its errors add or multiply. */
export interface EtsForm {
  readonly error: 'A' | 'M';
  readonly trend: 'N' | 'A' | 'Ad';
  readonly season: 'N' | 'A' | 'M';
}

/** How a series is smoothed, from which state it began and in which it ended. */
export interface EtsModel extends EtsForm {
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
  readonly phi: number;
  readonly period: number;
  readonly state: EtsState;
  readonly deviation: number;
  readonly aicc: number;
}

/** Level, slope and the season's last round, the oldest first. */
interface EtsState {
  readonly level: number;
  readonly slope: number;
  readonly season: readonly number[];
}

interface Weights {
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
  readonly phi: number;
}

/** What came at a step, where so much was expected. */
type ValueAt = (mean: number, step: number) => number;

/** A walk along values: how wrong each expectation was, and the state in which it ends. */
interface Drive {
  readonly squares: number;
  readonly logMeans: number;
  readonly end: () => EtsState;
}

const expectFrom = (base: number, first: number, isMultiplied: boolean): number =>
  isMultiplied ? base * first : base + first;
const partOf = (value: number, whole: number, isShare: boolean): number => (isShare ? value / whole : value);
const ringOf = (season: readonly number[]) => new Float64Array(season.length === 0 ? [0] : season);
const turnRing = (season: Float64Array, at: number): number[] => [
  ...season.subarray(at),
  ...season.subarray(0, at),
];

/**
 * Walks from a state: expects, meets what came, learns. Written for the error `value − mean`, the equations hold for both kinds of
 * error. The season is a ring; without one it is a single place that stays zero, as is the slope without a trend. Undefined where a
 * multiplied part is not above zero. It is what fitting spends its time on: nothing is made at a step.
 */
function drive(
  form: EtsForm,
  {
    weights: { alpha, beta, gamma, phi },
    state,
    steps,
  }: { weights: Weights; state: EtsState; steps: number },
  valueAt: ValueAt,
): Drive | undefined {
  const isMultiplied = form.season === 'M';
  const isRelative = form.error === 'M';
  const floor = isMultiplied || isRelative ? 0 : -Infinity;
  const season = ringOf(state.season);
  let [level, slope, at, squares, logMeans] = [state.level, state.slope, 0, 0, 0];
  for (let step = 0; step < steps; step += 1) {
    const base = level + phi * slope;
    const first = season[at] ?? 0;
    const mean = expectFrom(base, first, isMultiplied);
    if (!(mean > floor && base > floor)) return undefined;
    const error = valueAt(mean, step) - mean;
    const off = partOf(error, mean, isRelative);
    squares += off * off;
    if (isRelative) logMeans += Math.log(mean);
    const share = partOf(error, first, isMultiplied);
    level = base + alpha * share;
    slope = phi * slope + beta * share;
    season[at] = first + partOf(gamma * error, base, isMultiplied);
    at = at + 1 === season.length ? 0 : at + 1;
  }
  const end = () => ({ level, slope, season: form.season === 'N' ? [] : turnRing(season, at) });
  return { squares, logMeans, end };
}

/** Level, slope and season at the beginning, from the first rounds. */
function firstState(series: readonly number[], form: EtsForm, period: number): EtsState {
  const span = form.season === 'N' ? Math.min(10, series.length) : period;
  const mean = (from: number) => average(series.slice(from, from + span));
  const rounds = Math.max(1, Math.min(3, Math.floor(series.length / span)));
  const slope =
    rounds < 2
      ? ((series.at(-1) ?? 0) - (series[0] ?? 0)) / Math.max(1, series.length - 1)
      : (mean((rounds - 1) * span) - mean(0)) / ((rounds - 1) * span);
  const drift = form.trend === 'N' ? 0 : slope;
  const level = mean(0) - drift * ((span + 1) / 2);
  if (form.season === 'N') return { level, slope: drift, season: [] };
  const raw = Array.from({ length: period }, (_, place) => {
    const values = Array.from({ length: rounds }, (__, round) => {
      const i = round * period + place;
      const around =
        level +
        slope * (form.trend === 'N' ? 0 : i + 1) +
        (form.trend === 'N' ? mean(round * period) - level : 0);
      const value = series[i] ?? 0;
      return form.season === 'M' ? value / around : value - around;
    });
    return average(values);
  });
  const centre = average(raw);
  return {
    level,
    slope: drift,
    season: raw.map((value) => (form.season === 'M' ? value / centre : value - centre)),
  };
}

export function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

function spread(values: readonly number[]): number {
  const mean = average(values);
  return Math.sqrt(average(values.map((value) => (value - mean) ** 2)));
}

const logistic = (x: number) => 1 / (1 + Math.exp(-x));

/** What a point of the search means: weights between their bounds, and how far the first state lies from the guess. */
function readPoint(
  point: readonly number[],
  form: EtsForm,
  { begin, scale }: { begin: EtsState; scale: number },
): { weights: Weights; state: EtsState } {
  const part = (i: number) => point.at(i) ?? 0;
  const alpha = logistic(part(1));
  const hasTrend = form.trend !== 'N';
  const weights = {
    alpha,
    beta: hasTrend ? alpha * logistic(part(3)) : 0,
    gamma: form.season === 'N' ? 0 : (1 - alpha) * logistic(part(-1)),
    phi: form.trend === 'Ad' ? 0.8 + 0.18 * logistic(part(4)) : 1,
  };
  const moved = hasTrend ? begin.slope + (part(2) * scale) / 10 : begin.slope;
  return { weights, state: { ...begin, level: begin.level + part(0) * scale, slope: moved } };
}

/** Fits one form to the greatest likelihood; undefined where it does not suit the series. */
async function fitForm(
  series: readonly number[],
  form: EtsForm,
  { period, pause }: { period: number; pause: Pause | undefined },
): Promise<EtsModel | undefined> {
  const begin = firstState(series, form, period);
  const scale = spread(series) || Math.abs(average(series)) || 1;
  const read = (point: readonly number[]) => readPoint(point, form, { begin, scale });
  const valueAt: ValueAt = (_, step) => series[step] ?? 0;
  const walk = (from: ReturnType<typeof read>) => drive(form, { ...from, steps: series.length }, valueAt);
  const floor = 1e-18 * scale * scale * series.length;
  const lack = (point: readonly number[]) => {
    const pass = point.some((value) => Math.abs(value) > 15) ? undefined : walk(read(point));
    if (pass === undefined) return Infinity;
    return series.length * Math.log(pass.squares + (form.error === 'M' ? 1e-18 : floor)) + 2 * pass.logMeans;
  };
  const start = [
    0,
    -1,
    ...(form.trend === 'N' ? [] : [0, -2, ...(form.trend === 'Ad' ? [2] : [])]),
    ...(form.season === 'N' ? [] : [-2]),
  ];
  const found = await minimise(lack, { start, step: 0.5, mostEvaluations: 900, tolerance: 1e-6 }, pause);
  const { weights, state } = read(found.point);
  const pass = walk({ weights, state });
  const free = start.length + 1 + (form.season === 'N' ? 0 : period - 1);
  const room = series.length - free - 1;
  if (pass === undefined || !Number.isFinite(found.value) || room < 1) return undefined;
  const aicc = found.value + 2 * free + (2 * free * (free + 1)) / room;
  const deviation = Math.sqrt(pass.squares / Math.max(1, series.length - start.length));
  return { ...form, ...weights, period, state: pass.end(), deviation, aicc };
}

const additive: readonly EtsForm[] = (['N', 'A', 'Ad'] as const).flatMap((trend) =>
  (['N', 'A'] as const).map((season) => ({ error: 'A' as const, trend, season })),
);
const multiplicative: readonly EtsForm[] = (['N', 'A', 'Ad'] as const).flatMap((trend) =>
  (['N', 'A', 'M'] as const).map((season) => ({ error: 'M' as const, trend, season })),
);

/** From how many steps on the parts of a season are learnt: two rounds and some more. */
export const seasonsLearnt = (period: number): number => 2 * period + 3;

/**
 * The exponential smoothing (Hyndman, Koehler, Ord and Snyder 2008) with the least corrected information criterion; parts that
 * multiply are tried where all values are above zero, a season where the series has at least two rounds and some more.
 * Undefined where the series is too short for any.
 */
export async function fitEts(
  series: readonly number[],
  period: number,
  pause?: Pause,
): Promise<EtsModel | undefined> {
  const forms = series.every((value) => value > 0) ? [...additive, ...multiplicative] : additive;
  const isSeasonal = period > 1 && series.length >= seasonsLearnt(period);
  let best: EtsModel | undefined;
  for (const form of forms.filter(({ season }) => isSeasonal || season === 'N')) {
    const fitted = await fitForm(series, form, { period, pause });
    if (fitted !== undefined && (best === undefined || fitted.aicc < best.aicc)) best = fitted;
  }
  return best;
}

/** What is expected of a step, and between which values it lies in 80 and 95 of a hundred cases. */
export interface ForecastPoint {
  readonly mean: number;
  readonly low80: number;
  readonly high80: number;
  readonly low95: number;
  readonly high95: number;
}

const paths = 1_000;

/** The next steps one by one, and all together. */
export interface EtsForecast {
  readonly points: readonly ForecastPoint[];
  readonly total: ForecastPoint;
}

/** The next steps, with intervals from a thousand paths of the model; the same series gives the same intervals. */
export async function forecastEts(model: EtsModel, steps: number, pause?: Pause): Promise<EtsForecast> {
  const means = followPath(model, steps, () => 0);
  const random = createNormal(20_240_501);
  const drawn: number[][] = [];
  for (let i = 0; i < paths; i += 1) {
    drawn.push(followPath(model, steps, random));
    await pause?.();
  }
  const add = (path: readonly number[]) => path.reduce((sum, value) => sum + value, 0);
  return {
    points: means.map((mean, step) =>
      spanOf(
        mean,
        drawn.map((path) => path[step] ?? mean),
      ),
    ),
    total: spanOf(add(means), drawn.map(add)),
  };
}

/** Between which of the values drawn most of them lie. */
function spanOf(mean: number, drawn: readonly number[]): ForecastPoint {
  const values = drawn.toSorted((left, right) => left - right);
  const rank = (share: number) => values[Math.round(share * (values.length - 1))] ?? mean;
  return { mean, low80: rank(0.1), high80: rank(0.9), low95: rank(0.025), high95: rank(0.975) };
}

function followPath(model: EtsModel, steps: number, random: () => number): number[] {
  const values: number[] = [];
  const valueAt: ValueAt = (mean) => {
    const error = random() * model.deviation;
    const value = model.error === 'M' ? mean * (1 + error) : mean + error;
    values.push(value);
    return value;
  };
  drive(model, { weights: model, state: model.state, steps }, valueAt);
  return values;
}

/** Normal numbers from a seed, by Box and Muller over a small generator. */
function createNormal(seed: number): () => number {
  let state = seed;
  const uniform = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}
