import * as insights from '../../insights/contract.ts';
import type { Output } from '../../lib/endpoint.ts';
import { type Card, getMetricModel, isTold, type MetricAnswer, readMetric } from '../contract.ts';
import type { Block } from './block.ts';
import { habitBlock } from './habits.ts';
import { toldBlock } from './told.ts';
import type { Making } from './making.ts';
import type { Speech } from './words.ts';

type CardOf<T extends Card['type']> = Extract<Card, { type: T }>;

type Write = (value: number | null) => string;

/** Writes values of a metric as its unit asks. */
function writerOf({ unit, currency }: MetricAnswer, { say, number, percent }: Speech): Write {
  const money = unit === 'money' && currency !== '' ? ` ${currency}` : '';
  return (value) => {
    if (value === null) return say.unknown;
    return unit === 'share' ? percent(value) : `${number(value)}${money}`;
  };
}

/** How far it came against the days before; a share by its points. */
function changeNotes({ value, before, unit }: MetricAnswer, days: number, speech: Speech): string[] {
  if (value === null || before === null || before === 0) return [];
  const change = unit === 'share' ? value - before : value / before - 1;
  return [speech.say.change(String(days), speech.signed(change))];
}

function monthLine({ months }: MetricAnswer, write: Write): Pick<Block, 'line'> {
  const known = months.flatMap(({ month, value }) => (value === null ? [] : [{ month, value }]));
  const values = known.map(({ value }) => value);
  const labels = [known[0]?.month ?? '', known.at(-1)?.month ?? ''] as const;
  return known.length < 2 ? {} : { line: { labels, values, most: write(Math.max(...values)) } };
}

/** More parts than these are told by the greatest of them. */
const mostBars = 12;

function greatest(parts: MetricAnswer['parts']): MetricAnswer['parts'] {
  if (parts.length <= mostBars) return parts;
  return parts.toSorted((one, other) => (other.value ?? 0) - (one.value ?? 0)).slice(0, mostBars);
}

async function metricBlock(card: CardOf<'metric'>, { ask, speech }: Making): Promise<Block> {
  const { metric, kind, days, by, target } = card;
  const [model, answer] = await Promise.all([
    ask(getMetricModel, { kind }),
    ask(readMetric, { metric, kind, days, ...(by === null ? {} : { by }) }),
  ]);
  const known = model.metrics.find(({ key }) => key === metric);
  const write = writerOf(answer, speech);
  return {
    title: card.title || (known === undefined ? metric : speech.text(known.label)),
    big: write(answer.value),
    notes: [
      ...(answer.notice === null ? [] : [speech.text(answer.notice)]),
      ...(known?.spans === true ? [speech.say.ofDays(String(days))] : []),
      ...changeNotes(answer, days, speech),
      ...(target === null ? [] : [speech.say.target(write(target))]),
    ],
    ...monthLine(answer, write),
    bars: greatest(answer.parts).map(({ label, value }) => ({
      label: speech.text(label),
      value: value ?? 0,
      text: write(value),
    })),
  };
}

async function rfmBlock({ kind, title }: CardOf<'rfm'>, { ask, speech }: Making): Promise<Block> {
  const { segments, customers } = await ask(insights.getRfm, { kind });
  return {
    title: title || speech.say.titles.rfm,
    notes: customers === 0 ? [speech.say.noOrders] : [],
    bars: segments.map((one) => ({
      label: speech.text(one),
      value: one.customers,
      text: speech.number(one.customers),
    })),
  };
}

async function valueBlock({ kind, title }: CardOf<'value'>, { ask, speech }: Making): Promise<Block> {
  const { tiers, value, customers } = await ask(insights.getLifetimeValue, { kind });
  const { say, number, text } = speech;
  return {
    title: title || say.titles.value,
    big: value === null ? say.unknown : number(Math.round(value)),
    notes: customers === 0 ? [say.noOrders] : [],
    bars: tiers.map((one) => ({ label: text(one), value: one.customers, text: number(one.customers) })),
  };
}

/** Of the points of the curve one in so many is written. */
const profitStep = 4;

async function profitBlock({ kind, title }: CardOf<'profit'>, { ask, speech }: Making): Promise<Block> {
  const { best, losing, curve, customers } = await ask(insights.getProfit, { kind });
  const { say, number, percent } = speech;
  return {
    title: title || say.titles.profit,
    notes: [
      best === null ? say.unknown : say.best(number(best.customers), percent(best.customers / customers)),
      ...(losing.customers === 0
        ? []
        : [say.losing(number(losing.customers), number(Math.round(losing.profit)))]),
    ],
    ...(curve.length === 0
      ? {}
      : {
          table: [
            [say.shareOfBest, say.made],
            ...curve
              .filter((_, place) => place > 0 && place % profitStep === 0)
              .map((one) => [percent(one.customers), percent(one.profit)]),
          ],
        }),
  };
}

async function retentionBlock({ kind, title }: CardOf<'retention'>, { ask, speech }: Making): Promise<Block> {
  const { cohorts, months } = await ask(insights.getRetention, { kind });
  const { say, number, percent } = speech;
  const share = (row: number, column: number) => {
    const customers = cohorts[row - 1]?.customers ?? [];
    return column < 2 ? 0 : (customers[column - 1] ?? 0) / Math.max(1, customers[0] ?? 0);
  };
  return {
    title: title || say.titles.retention,
    ...(cohorts.length === 0 ? { notes: [say.noOrders] } : {}),
    table: [
      [say.month, say.customers, ...Array.from({ length: Math.max(0, months - 1) }, (_, i) => `+${i + 1}`)],
      ...cohorts.map(({ month, customers: [first = 0, ...later] }) => [
        month,
        number(first),
        ...later.map((count) => percent(count / Math.max(1, first))),
      ]),
    ],
    shade: share,
  };
}

async function associationBlock(card: CardOf<'associations'>, { ask, speech }: Making): Promise<Block> {
  const { by, support, title } = card;
  const { rules } = await ask(insights.getAssociations, { by, support, limit: 12 });
  const { say, number, percent } = speech;
  return {
    title: title || say.titles.associations,
    ...(rules.length === 0
      ? { notes: [say.noRules] }
      : {
          table: [
            [say.bought, say.also, say.inCases, say.lift],
            ...rules.map((one) => [
              one.items.join(' + '),
              one.consequent,
              percent(one.confidence),
              number(one.lift),
            ]),
          ],
        }),
  };
}

type Forecast = Output<typeof insights.getForecast>;

/** The past and, with its interval, what is expected next. */
function forecastLine(
  { history, points }: Pick<Forecast, 'history' | 'points'>,
  write: Speech['number'],
): Pick<Block, 'line'> {
  const [first, last] = [history[0], points.at(-1) ?? history.at(-1)];
  if (first === undefined || last === undefined) return {};
  const most = Math.max(0, ...history.map(({ value }) => value), ...points.map(({ high80 }) => high80));
  return {
    line: {
      labels: [first.at, last.at],
      values: history.map(({ value }) => value),
      next: points.map(({ mean, low80, high80 }) => ({ mean, low: low80, high: high80 })),
      most: write(most),
    },
  };
}

async function forecastBlock(card: CardOf<'forecast'>, { ask, speech }: Making): Promise<Block> {
  const { kind, of, by, part, item } = card;
  const { say, number, percent } = speech;
  const { history, points, test, notice } = await ask(insights.getForecast, { kind, of, by, part, item });
  return {
    title: card.title || `${say.titles.forecast}: ${item ?? say.ofs[of]}`,
    notes: [
      ...(notice === null ? [] : [speech.text(notice)]),
      ...(test === null ? [] : [say.off(percent(test.share))]),
    ],
    ...forecastLine({ history, points }, number),
  };
}

/** What a card says, as its reader may see it. */
export function makeBlock(card: Card, making: Making): Promise<Block> {
  if (isTold(card)) return toldBlock(card, making);
  switch (card.type) {
    case 'metric':
      return metricBlock(card, making);
    case 'rfm':
      return rfmBlock(card, making);
    case 'profit':
      return profitBlock(card, making);
    case 'value':
      return valueBlock(card, making);
    case 'retention':
      return retentionBlock(card, making);
    case 'associations':
      return associationBlock(card, making);
    case 'forecast':
      return forecastBlock(card, making);
    default:
      return habitBlock(card, making);
  }
}
