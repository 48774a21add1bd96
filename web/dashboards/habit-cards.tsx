import * as insights from '../../src/insights/contract.ts';
import * as overTime from '../../src/insights/over-time/contract.ts';
import { getPaths } from '../../src/insights/paths/contract.ts';
import { FunnelBars } from '../insights/funnel-panel.tsx';
import { IntervalBars } from '../insights/intervals-panel.tsx';
import { LifecycleTable } from '../insights/lifecycle-panel.tsx';
import { messages } from '../insights/messages.ts';
import { PathFlow, usePathWords } from '../insights/path-flow.tsx';
import { usePathNumbers } from '../insights/path-numbers.ts';
import { layOutFlow } from '../insights/path-layout.ts';
import { saveFlow } from '../insights/path-picture.ts';
import { SeasonBars } from '../insights/seasons-panel.tsx';
import { StayingTable, SubscriptionNotices, SubscriptionTiles } from '../insights/subscriptions-panel.tsx';
import { useSubscriptionNumbers } from '../insights/subscription-numbers.ts';
import { NoOrders } from '../insights/no-orders.tsx';
import { useHabitNumbers } from '../insights/habit-numbers.ts';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import { AnswerView } from '../ui/feedback/answer-view.tsx';
import { useMessages } from '../ui/i18n/language.ts';
import { CardFrame } from './card-frame.tsx';
import { type CardProps, useFiles } from './insight-cards.tsx';

/** New, active, dormant and lost customers by month. */
function LifecycleCard({ card, frame }: CardProps<'lifecycle'>) {
  const say = useMessages(messages);
  const numbers = useHabitNumbers();
  const { kind, dormant, lost } = card;
  const answer = useEndpoint(overTime.getLifecycle, { kind, dormant, lost });
  const files = useFiles(card.title || say.tabs.lifecycle);
  return (
    <CardFrame {...frame} {...files(answer.data && numbers.lifecycle(answer.data))}>
      <AnswerView answer={answer}>
        {(data) => (data.months.length === 0 ? <NoOrders /> : <LifecycleTable kind={kind} data={data} />)}
      </AnswerView>
    </CardFrame>
  );
}

/** How long it takes until the next order. */
function IntervalsCard({ card, frame }: CardProps<'intervals'>) {
  const say = useMessages(messages);
  const numbers = useHabitNumbers();
  const answer = useEndpoint(overTime.getIntervals, { kind: card.kind });
  const files = useFiles(card.title || say.tabs.intervals);
  return (
    <CardFrame {...frame} {...files(answer.data && numbers.intervals(answer.data))}>
      <AnswerView answer={answer}>{(data) => <IntervalBars data={data} />}</AnswerView>
    </CardFrame>
  );
}

/** When more is ordered than on average. */
function SeasonsCard({ card, frame }: CardProps<'seasons'>) {
  const say = useMessages(messages);
  const numbers = useHabitNumbers();
  const answer = useEndpoint(overTime.getSeasons, { kind: card.kind });
  const files = useFiles(card.title || say.tabs.seasons);
  return (
    <CardFrame {...frame} {...files(answer.data && numbers.seasons(answer.data))}>
      <AnswerView answer={answer}>{(data) => <SeasonBars data={data} />}</AnswerView>
    </CardFrame>
  );
}

/** How many came how far. */
function FunnelCard({ card, frame }: CardProps<'funnel'>) {
  const say = useMessages(messages);
  const numbers = useHabitNumbers();
  const { kind, steps, days } = card;
  const answer = useEndpoint(insights.getFunnel, { kind, steps, days });
  const files = useFiles(card.title || say.tabs.funnel);
  return (
    <CardFrame {...frame} {...files(answer.data && numbers.funnel(answer.data))}>
      <AnswerView answer={answer}>{(data) => <FunnelBars kind={kind} data={data} />}</AnswerView>
    </CardFrame>
  );
}

/** What customers did next, or before. */
function PathsCard({ card, frame }: CardProps<'paths'>) {
  const say = useMessages(messages);
  const numbers = usePathNumbers();
  const { kind, event, direction, days, depth, from, to, except } = card;
  const words = usePathWords(direction);
  const asked = { kind, event, direction, days, depth, from, to, except };
  const answer = useEndpoint(getPaths, asked);
  const title = card.title || `${say.tabs.paths}: ${event}`;
  const { data } = answer;
  const rows = data && numbers(data);
  const files = data &&
    rows && { numbers: () => rows, picture: () => saveFlow(title, layOutFlow(data), words(data)) };
  return (
    <CardFrame {...frame} title={title} {...files}>
      <AnswerView answer={answer}>{(shown) => <PathFlow asked={asked} data={shown} />}</AnswerView>
    </CardFrame>
  );
}

/** How long subscriptions last. */
function SubscriptionsCard({ card, frame }: CardProps<'subscriptions'>) {
  const say = useMessages(messages);
  const numbers = useSubscriptionNumbers();
  const { kind, started, ended } = card;
  const answer = useEndpoint(insights.getSubscriptions, { kind, started, ended });
  const files = useFiles(card.title || say.tabs.subscriptions);
  return (
    <CardFrame {...frame} {...files(answer.data && numbers.rows(answer.data))}>
      <AnswerView answer={answer}>
        {(data) => (
          <>
            <SubscriptionNotices data={data} />
            {data.begun.subscriptions > 0 && <SubscriptionTiles kind={kind} data={data} />}
            {data.ages.length > 0 && <StayingTable data={data} />}
          </>
        )}
      </AnswerView>
    </CardFrame>
  );
}

/** What customers do over time. */
export function HabitCard({
  card,
  frame,
}: CardProps<'lifecycle' | 'intervals' | 'seasons' | 'funnel' | 'paths' | 'subscriptions'>) {
  if (card.type === 'subscriptions') return <SubscriptionsCard card={card} frame={frame} />;
  if (card.type === 'paths') return <PathsCard card={card} frame={frame} />;
  if (card.type === 'lifecycle') return <LifecycleCard card={card} frame={frame} />;
  if (card.type === 'seasons') return <SeasonsCard card={card} frame={frame} />;
  if (card.type === 'intervals') return <IntervalsCard card={card} frame={frame} />;
  return <FunnelCard card={card} frame={frame} />;
}
