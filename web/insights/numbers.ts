import type {
  getAssociations,
  getForecast,
  getLifetimeValue,
  getRetention,
  getRfm,
  InsightStatus,
} from '../../src/insights/contract.ts';
import type { Output } from '../../src/lib/endpoint.ts';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import type { Cell } from './files.ts';
import { messages } from './messages.ts';

/** What was told some time ago of customers, and what came of it. */
type Bin = NonNullable<InsightStatus['result']>['backtests'][number]['bins'][number];

/** The numbers of a chart as rows of a file. */
export type Rows = readonly (readonly Cell[])[];

/** The numbers behind each chart as rows of a file, with headings in the reader's language. */
export function useNumbers() {
  const say = useMessages(messages);
  const text = useBilingual();
  const format = useFormat();
  const span = (from: number, to: number) => `${format.percent(from)}–${format.percent(to)}`;
  return {
    span,
    rfm: (data: Output<typeof getRfm>): Rows => [
      [say.segment, say.customers, say.days, say.orders, say.spend],
      ...data.segments.map((one) => [text(one), one.customers, one.recency, one.orders, one.spend]),
      [say.recent, say.frequent, say.customers],
      ...data.cells.map(({ r, f, customers }) => [r, f, customers]),
    ],
    value: (data: Output<typeof getLifetimeValue>, bins: readonly Bin[] = []): Rows => [
      [say.tiers, say.customers, say.value(format.number(data.period.months)), say.spend],
      ...data.tiers.map((tier) => [text(tier), tier.customers, tier.value, tier.spend]),
      [say.alive, say.customers],
      ...data.alive.map(({ from, to, customers }) => [span(from, to), customers]),
      [say.risk.title, say.customers],
      ...data.risk.map(({ from, to, customers }) => [span(from, to), customers]),
      ...(bins.length === 0 ? [] : [[say.risk.told, say.risk.came, say.customers]]),
      ...bins.map(({ expected, found, customers }) => [expected, found, customers]),
    ],
    retention: ({ cohorts, months }: Output<typeof getRetention>): Rows => [
      [say.month, ...Array.from({ length: months }, (_, later) => later)],
      ...cohorts.map(({ month, customers }) => [month, ...customers]),
    ],
    associations: (data: Output<typeof getAssociations> | undefined): Rows => [
      [say.items, say.consequent, say.confidence, say.lift, say.conviction, say.orders],
      ...(data?.rules ?? []).map((rule) => [
        rule.items.join(' + '),
        rule.consequent,
        rule.confidence,
        rule.lift,
        rule.conviction,
        rule.count,
      ]),
    ],
    forecast: (data: Output<typeof getForecast> | undefined, what: string): Rows => [
      [say.step, what, say.low, say.high],
      ...(data?.history ?? []).map(({ at, value }) => [at, value, null, null]),
      ...(data?.points ?? []).map(({ at, mean, low80, high80 }) => [at, mean, low80, high80]),
    ],
  };
}
