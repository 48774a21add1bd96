import type { getFunnel } from '../../src/insights/contract.ts';
import {
  states,
  type getIntervals,
  type getLifecycle,
  type getSeasons,
} from '../../src/insights/over-time/contract.ts';
import type { Output } from '../../src/lib/endpoint.ts';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import { messages } from './messages.ts';
import type { Rows } from './numbers.ts';

/** The numbers of what customers do over time, with headings in the reader's language. */
export function useHabitNumbers() {
  const say = useMessages(messages);
  const text = useBilingual();
  const format = useFormat();
  const bin = ({ from, to }: { from: number; to: number | null }) => {
    if (to === null) return say.beyond(format.number(from));
    return to === 0 ? say.sameDay : say.span(format.number(from), format.number(to));
  };
  const namePart = {
    months: format.month,
    weekdays: format.weekday,
    hours: (hour: number) => `${hour}:00`,
  };
  const share = (part: number, whole = 0) => (whole === 0 ? null : part / whole);
  return {
    lifecycle: ({ months }: Output<typeof getLifecycle>): Rows => [
      [say.ofMonth, ...states.map((state) => say.states[state])],
      ...months.map((one) => [one.month, ...states.map((state) => one[state].customers)]),
    ],
    bin,
    namePart,
    seasons: (data: Output<typeof getSeasons>): Rows => [
      ...(['months', 'weekdays'] as const).flatMap((of) => [
        [say.season[of], say.orders, say.index, say.lowest, say.highest],
        ...data[of].map(({ part, orders, index, low, high }) => [
          namePart[of](part),
          orders,
          index,
          low,
          high,
        ]),
      ]),
      [say.season.hours, say.orders],
      ...data.hours.map(({ part, orders }) => [namePart.hours(part), orders]),
    ],
    intervals: (data: Output<typeof getIntervals>): Rows => [
      [say.tabs.intervals, say.pairs],
      ...data.bins.map((one) => [bin(one), one.intervals]),
      [say.nth, say.cameThisFar, say.daysSince],
      ...data.orders.map(({ order, customers, median }) => [order, customers, median]),
    ],
    funnel: ({ steps }: Output<typeof getFunnel>): Rows => [
      [say.tabs.funnel, say.customers, say.ofFirst],
      ...steps.map(({ label, customers }) => [text(label), customers, share(customers, steps[0]?.customers)]),
    ],
  };
}
