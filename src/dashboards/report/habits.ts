import * as insights from '../../insights/contract.ts';
import * as overTime from '../../insights/index.ts';
import type { Card } from '../contract.ts';
import type { Block } from './block.ts';
import type { Making } from './making.ts';

type CardOf<T extends Card['type']> = Extract<Card, { type: T }>;
export type HabitCard = CardOf<'lifecycle' | 'intervals' | 'seasons' | 'funnel' | 'paths' | 'subscriptions'>;

const shownMonths = 13;

async function lifecycleBlock(card: CardOf<'lifecycle'>, { ask, speech }: Making): Promise<Block> {
  const { kind, dormant, lost } = card;
  const { say, number } = speech;
  const { months } = await ask(overTime.getLifecycle, { kind, dormant, lost });
  return {
    title: card.title || say.titles.lifecycle,
    ...(months.length === 0 ? { notes: [say.noOrders] } : {}),
    table: [
      [say.month, ...overTime.states.map((state) => say.states[state])],
      ...months
        .slice(-shownMonths)
        .map((one) => [one.month, ...overTime.states.map((state) => number(one[state].customers))]),
    ],
  };
}

async function intervalsBlock({ kind, title }: CardOf<'intervals'>, { ask, speech }: Making): Promise<Block> {
  const { bins, median } = await ask(overTime.getIntervals, { kind });
  const { say, number } = speech;
  return {
    title: title || say.titles.intervals,
    notes: median === null ? [say.noOrders] : [say.median(number(median))],
    bars: bins.map(({ from, to, intervals }) => ({
      label: to === 0 ? say.sameDay : say.days(number(from), to === null ? null : number(to)),
      value: intervals,
      text: number(intervals),
    })),
  };
}

async function seasonsBlock({ kind, title }: CardOf<'seasons'>, { ask, speech }: Making): Promise<Block> {
  const { months, weekdays, orders } = await ask(overTime.getSeasons, { kind });
  const { say, percent } = speech;
  const bars = (parts: readonly overTime.SeasonPart[], name: (n: number) => string) =>
    parts.map(({ part, index }) => ({ label: name(part), value: index, text: percent(index) }));
  const own = months.length > 0 ? bars(months, speech.month) : bars(weekdays, speech.weekday);
  return {
    title: title || say.titles.seasons,
    ...(orders === 0 ? { notes: [say.noOrders] } : {}),
    bars: own,
  };
}

async function funnelBlock(card: CardOf<'funnel'>, { ask, speech }: Making): Promise<Block> {
  const { kind, steps, days, title } = card;
  const answer = await ask(insights.getFunnel, { kind, steps, days });
  const first = answer.steps[0]?.customers ?? 0;
  return {
    title: title || speech.say.titles.funnel,
    ...(answer.notice === null ? {} : { notes: [speech.text(answer.notice)] }),
    bars: answer.steps.map(({ name, customers }) => ({
      label: name,
      value: customers,
      text: `${speech.number(customers)} · ${speech.percent(customers / Math.max(1, first))}`,
    })),
  };
}

async function pathsBlock(card: CardOf<'paths'>, { ask, speech }: Making): Promise<Block> {
  const { kind, event, direction, days, depth, from, to, except } = card;
  const { say, number, percent } = speech;
  const answer = await ask(overTime.getPaths, { kind, event, direction, days, depth, from, to, except });
  return {
    title: card.title || `${say.titles.paths}: ${event}`,
    ...(answer.notice === null
      ? {
          table: [
            [say.path, say.customers, say.ofAll, say.more],
            ...answer.nodes.map(({ path, customers, ended }) => [
              path.length === 1 ? event : `→ ${path.slice(1).join(' → ')}`,
              number(customers),
              percent(customers / Math.max(1, answer.customers)),
              number(ended),
            ]),
          ],
        }
      : { notes: [speech.text(answer.notice)] }),
  };
}

async function subscriptionsBlock(card: CardOf<'subscriptions'>, { ask, speech }: Making): Promise<Block> {
  const { kind, started, ended } = card;
  const { say, number, percent, text } = speech;
  const answer = await ask(insights.getSubscriptions, { kind, started, ended });
  return {
    title: card.title || say.titles.subscriptions,
    notes: [
      ...answer.notices.map((notice) => text(notice)),
      say.running(number(answer.active), number(answer.begun.subscriptions)),
    ],
    table: [
      [say.after, say.seen, say.expected],
      ...answer.ages
        .slice(0, shownMonths)
        .map(({ months, seen, expected }) => [
          number(months + 1),
          percent(seen),
          expected === null ? say.unknown : percent(expected),
        ]),
    ],
  };
}

/** What a card on habits says. */
export function habitBlock(card: HabitCard, making: Making): Promise<Block> {
  switch (card.type) {
    case 'lifecycle':
      return lifecycleBlock(card, making);
    case 'intervals':
      return intervalsBlock(card, making);
    case 'seasons':
      return seasonsBlock(card, making);
    case 'funnel':
      return funnelBlock(card, making);
    case 'subscriptions':
      return subscriptionsBlock(card, making);
    default:
      return pathsBlock(card, making);
  }
}
