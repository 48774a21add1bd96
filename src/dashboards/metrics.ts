import type { Caller, Seer } from '../access/index.ts';
import { isOpen, type Field, type Kind } from '../fields/index.ts';
import type { InsightStatus } from '../insights/contract.ts';
import type { Output, Parsed } from '../lib/endpoint.ts';
import { addDays } from '../lib/days.ts';
import { localTime } from '../lib/time-zone.ts';
import type { Warehouse } from '../store/warehouse/index.ts';
import type { getMetricModel, MetricAnswer, readMetric } from './contract.ts';
import { dimensions, metrics, type Dimension, type Metric } from './model.ts';
import { metricNotices } from './notices.ts';
import { listParts, placeParts, type Part } from './places.ts';
import { unknownPart } from './problems.ts';
import { readCounts, readFirstDay, readSums, type Places, type Span } from './sums.ts';
import { listSpans } from './spans.ts';
import { readFirstText, readTextCounts } from './texts.ts';

interface MetricParts {
  readonly clock: () => Date;
  readonly warehouse: (workspace: string) => Promise<Warehouse>;
  /** The catalogue as the asker sees it. */
  readonly seen: (seer: Seer, kind: Kind) => Promise<readonly Field[]>;
  /** When values were last computed, and as of which day. */
  readonly status: (workspace: string) => Promise<InsightStatus>;
  /** By whose clock texts have their days. */
  readonly zone: (workspace: string) => Promise<string>;
}

/** A question whose names are known. */
interface Asked {
  readonly metric: Metric;
  readonly dimension: Dimension | undefined;
  readonly kind: Kind;
  readonly days: number;
  readonly catalogue: readonly Field[];
  readonly now: Date;
}

/** The semantic model, as far as a role may ask, and its numbers. */
export function createMetrics({ clock, warehouse, seen, status, zone }: MetricParts) {
  return {
    async model(caller: Caller, kind: Kind): Promise<Output<typeof getMetricModel>> {
      const open = openDimensions(kind, await seen(caller, kind));
      return {
        metrics: metrics.map(({ key, label, note, unit, of, wanted = 'more' }) => ({
          key,
          label,
          note,
          unit,
          wanted,
          spans: of !== 'profiles',
        })),
        dimensions: open.map(({ key, label }) => ({ key, label })),
      };
    },
    async read(caller: Caller, input: Parsed<typeof readMetric>): Promise<MetricAnswer> {
      const { kind, days } = input;
      const catalogue = await seen(caller, kind);
      const asked = { kind, days, catalogue, now: clock(), ...findNames(input, catalogue) };
      const place = await warehouse(caller.workspace);
      if (asked.metric.of === 'profiles') return readProfiles(place, asked);
      return asked.metric.of === 'texts'
        ? readTexts(place, asked, await zone(caller.workspace))
        : readPurchases(place, asked, await status(caller.workspace));
    },
  };
}

export type Metrics = ReturnType<typeof createMetrics>;

function openDimensions(kind: Kind, catalogue: readonly Field[]): Dimension[] {
  const open = new Set(catalogue.filter(isOpen).map(({ key }) => key));
  const isKnown = (one: Dimension) => {
    const field = 'field' in one ? one.field : one.needs;
    return field === undefined || field.startsWith('_') || open.has(field);
  };
  return dimensions.filter((one) => one.kinds.includes(kind) && isKnown(one));
}

function findNames(
  { metric: key, by, kind }: Parsed<typeof readMetric>,
  catalogue: readonly Field[],
): Pick<Asked, 'metric' | 'dimension'> {
  const metric = metrics.find((one) => one.key === key);
  const names = (list: readonly { readonly key: string }[]) => list.map((one) => one.key);
  if (metric === undefined) throw unknownPart('metric', key, names(metrics));
  const open = openDimensions(kind, catalogue);
  const dimension = open.find((one) => one.key === by);
  if (by !== undefined && dimension === undefined) throw unknownPart('dimension', by, names(open));
  return { metric, dimension };
}

async function readBreakdown(warehouse: Warehouse, asked: Asked, rule: unknown) {
  if (asked.dimension === undefined) return null;
  const parts = await listParts(warehouse, asked.dimension, { ...asked, rule });
  return parts.length === 0 ? null : { parts, places: await placeParts(warehouse, parts, asked) };
}

const both = (left: unknown, right: unknown) => ({ all: [left, right] });

async function readProfiles(warehouse: Warehouse, asked: Asked): Promise<MetricAnswer> {
  const { metric } = asked;
  if (metric.of !== 'profiles') throw new Error(`${metric.key} is not of profiles`);
  const broken = await readBreakdown(warehouse, asked, { all: [] });
  const [whole, byPart] = await Promise.all([
    readCounts(warehouse, asked.kind, null),
    broken && readCounts(warehouse, asked.kind, broken.places),
  ]);
  const value = metric.value(whole());
  const showPart = ({ key, label, rule }: Part, i: number) => ({
    key,
    label,
    value: byPart === null ? null : metric.value(byPart(i + 1)),
    before: null,
    rule: both(metric.rule(), rule),
  });
  return {
    ...emptyAnswer(metric),
    value,
    rule: metric.rule(),
    parts: (broken?.parts ?? []).map(showPart),
    notice: value === null ? metricNotices.nobody() : null,
  };
}

function emptyAnswer({ key, unit }: Metric): MetricAnswer {
  const none = { currency: '', asOf: null, value: null, before: null, rule: null, notice: null };
  return { metric: key, unit, ...none, months: [], parts: [] };
}

/** The day that counts as now and that of the first order, or why there can be no number of purchases. */
async function findDays(warehouse: Warehouse, { metric, kind }: Asked, { asOf, result }: InsightStatus) {
  if (asOf === null) return { asOf, notice: metricNotices.notComputed() };
  const isMixed = result?.notices.some(({ code }) => code === 'currencies') ?? false;
  if (metric.unit === 'money' && isMixed) return { asOf, notice: metricNotices.currencies() };
  const first = await readFirstDay(warehouse, kind);
  if (first === null) return { asOf, notice: metricNotices.noOrders() };
  return { asOf, first, currency: metric.unit === 'money' ? (result?.currency ?? '') : '', notice: null };
}

/** The parts of the last days, and of as many before them where these are among the spans. */
async function readParts(
  warehouse: Warehouse,
  asked: Asked,
  list: readonly Span[],
): Promise<MetricAnswer['parts']> {
  const { metric, kind, days } = asked;
  const broken = await readBreakdown(warehouse, asked, { insight: 'last_day', lte: days * list.length });
  if (broken === null || metric.of !== 'purchases') return [];
  const sums = await readSums(warehouse, { kind, list }, broken.places);
  return broken.parts.map(({ key, label, rule }, i) => ({
    key,
    label,
    value: metric.value(sums(0, i + 1)),
    before: list.length > 1 ? metric.value(sums(1, i + 1)) : null,
    rule: both(metric.rule(days), rule),
  }));
}

async function readPurchases(
  warehouse: Warehouse,
  asked: Asked,
  status: InsightStatus,
): Promise<MetricAnswer> {
  const { metric, kind, days } = asked;
  if (metric.of !== 'purchases') throw new Error(`${metric.key} is not of purchases`);
  const found = await findDays(warehouse, asked, status);
  if (found.notice !== null) return { ...emptyAnswer(metric), ...found };
  const { asOf, first, currency } = found;
  const { list, months, hasBefore } = listSpans(asOf, days, first);
  const whole = await readSums(warehouse, { kind, list }, null);
  const value = metric.value(whole(0));
  return {
    ...emptyAnswer(metric),
    currency,
    asOf,
    value,
    before: hasBefore ? metric.value(whole(1)) : null,
    rule: metric.rule(days),
    months: months.map((month, i) => ({ month, value: metric.value(whole(i + 2)) })),
    parts: await readParts(warehouse, asked, hasBefore ? list.slice(0, 2) : list.slice(0, 1)),
    notice: value === null ? metricNotices.nothingThen() : null,
  };
}

/** Texts are read as they come, so that whole days until today count, by the clock of the workspace. */
async function readTexts(warehouse: Warehouse, asked: Asked, zone: string): Promise<MetricAnswer> {
  const { metric, kind, days } = asked;
  if (metric.of !== 'texts') throw new Error(`${metric.key} is not of texts`);
  const asOf = localTime(asked.now, zone).toISOString().slice(0, 10);
  const first = await readFirstText(warehouse, kind, zone);
  if (first === null) return { ...emptyAnswer(metric), asOf, notice: metricNotices.noTexts() };
  const { list, months, hasBefore } = listSpans(asOf, days, first);
  const rule = metric.rule([addDays(asOf, -days), addDays(asOf, -1)]);
  const broken = await readBreakdown(warehouse, asked, rule);
  const counts = (places: Places | null) => readTextCounts(warehouse, { kind, list, zone }, places);
  const [whole, byPart] = await Promise.all([counts(null), broken && counts(broken.places)]);
  const value = metric.value(whole(0));
  const at = (span: number, part: number) => (byPart === null ? null : metric.value(byPart(span, part)));
  return {
    ...emptyAnswer(metric),
    asOf,
    value,
    before: hasBefore ? metric.value(whole(1)) : null,
    rule,
    months: months.map((month, i) => ({ month, value: metric.value(whole(i + 2)) })),
    parts: (broken?.parts ?? []).map(({ key, label, rule: own }, i) => ({
      key,
      label,
      value: at(0, i + 1),
      before: hasBefore ? at(1, i + 1) : null,
      rule: both(rule, own),
    })),
    notice: value === null ? metricNotices.neitherNor() : null,
  };
}
