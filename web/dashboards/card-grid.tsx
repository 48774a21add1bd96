import { useState } from 'react';
import {
  getDashboard,
  isTold,
  listDashboards,
  updateDashboard,
  type Card,
  type Dashboard,
} from '../../src/dashboards/contract.ts';
import { useAction, useRefresh } from '../ui/api/use-endpoint.ts';
import { showDone } from '../ui/feedback/toasts.ts';
import { useMessages } from '../ui/i18n/language.ts';
import type { CardActions, FrameProps } from './card-frame.tsx';
import classes from './dashboards.module.css';
import { HabitCard } from './habit-cards.tsx';
import {
  AssociationsCard,
  ForecastCard,
  ProfitCard,
  RetentionCard,
  RfmCard,
  ValueCard,
} from './insight-cards.tsx';
import { messages } from './messages.ts';
import { MetricCard, type MetricCardContent } from './metric-card.tsx';
import { MetricDialog } from './metric-dialog.tsx';
import { ToldCard } from './told-cards.tsx';

function ShownCard({ card, frame }: { card: Card; frame: FrameProps }) {
  if (card.type === 'metric') return <MetricCard card={card} frame={frame} />;
  if (card.type === 'rfm') return <RfmCard card={card} frame={frame} />;
  if (card.type === 'profit') return <ProfitCard card={card} frame={frame} />;
  if (card.type === 'value') return <ValueCard card={card} frame={frame} />;
  if (card.type === 'retention') return <RetentionCard card={card} frame={frame} />;
  if (card.type === 'associations') return <AssociationsCard card={card} frame={frame} />;
  if (card.type === 'forecast') return <ForecastCard card={card} frame={frame} />;
  if (isTold(card)) return <ToldCard card={card} frame={frame} />;
  return <HabitCard card={card} frame={frame} />;
}

/** Changes the cards of a dashboard; where somebody was quicker, what stands there is asked again. */
function useChangeCards({ id, version }: Dashboard) {
  const refresh = useRefresh();
  const update = useAction(updateDashboard, { refreshes: [getDashboard, listDashboards] });
  return async (cards: readonly Card[]) => {
    const changed = await update.run({ id, version, cards: [...cards] });
    if (changed === undefined) await refresh(getDashboard);
    return changed;
  };
}

function swap(cards: readonly Card[], i: number, j: number): Card[] {
  const [left, right] = [cards[i], cards[j]];
  if (left === undefined || right === undefined) return [...cards];
  return cards.map((card, at) => (at === i ? right : at === j ? left : card));
}

/** The cards in their order, and what may be done with each. */
export function CardGrid({ dashboard }: { dashboard: Dashboard }) {
  const say = useMessages(messages);
  const { cards, changeable, id } = dashboard;
  const change = useChangeCards(dashboard);
  const restore = useAction(updateDashboard, { refreshes: [getDashboard, listDashboards] });
  const [edited, setEdited] = useState<MetricCardContent | null>(null);
  const put = (card: Card) => change(cards.map((one) => (one.id === card.id ? card : one)));
  const remove = async (card: Card) => {
    const changed = await change(cards.filter((one) => one.id !== card.id));
    if (changed === undefined) return;
    const { version } = changed;
    showDone(say.cardRemoved, () => restore.run({ id, version, cards }));
  };
  const actionsOf = (card: Card, i: number): CardActions => ({
    resize: (size) => void put({ ...card, size }),
    move: {
      ...(i > 0 ? { earlier: () => void change(swap(cards, i, i - 1)) } : {}),
      ...(i < cards.length - 1 ? { later: () => void change(swap(cards, i, i + 1)) } : {}),
    },
    remove: () => void remove(card),
    ...(card.type === 'metric' ? { edit: () => setEdited(card) } : {}),
  });
  return (
    <div className={classes['grid']}>
      {cards.map((card, i) => (
        <ShownCard
          key={card.id}
          card={card}
          frame={{ size: card.size, actions: changeable ? actionsOf(card, i) : null }}
        />
      ))}
      {edited && (
        <MetricDialog title={say.editNumber} first={edited} close={() => setEdited(null)} save={put} />
      )}
    </div>
  );
}
