import { NativeSelect } from '@mantine/core';
import { Repeat } from 'lucide-react';
import { lazy, Suspense, useRef, useState } from 'react';
import type { Kind } from '../../src/fields/types.ts';
import { getSubscriptions } from '../../src/insights/contract.ts';
import type { Output } from '../../src/lib/endpoint.ts';
import { useLinks } from '../home/links.ts';
import { MaybeLink } from '../home/maybe-link.tsx';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import { AnswerView } from '../ui/feedback/answer-view.tsx';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import type { Picture } from '../rules/charts/chart-canvas.tsx';
import { useEventOptions } from './event-options.ts';
import classes from './insights.module.css';
import { messages } from './messages.ts';
import { useSubscriptionNumbers } from './subscription-numbers.ts';
import { saveCanvas } from './save-canvas.ts';
import { Tools } from './tools.tsx';
import { Wide } from './wide.tsx';
import { WithEvents } from './with-events.tsx';

const SurvivalCanvas = lazy(async () => ({
  default: (await import('./survival-canvas.tsx')).SurvivalCanvas,
}));

type Data = Output<typeof getSubscriptions>;
/** Longer tables than this are for the file. */
const shownAges = 36;
const usual = { started: 'Subscription Started', ended: 'Subscription Cancelled' };

/** How many there are, how many ended, and what those that run are worth. */
export function SubscriptionTiles({ kind, data }: { kind: Kind; data: Data }) {
  const say = useMessages(messages).subscriptions;
  const all = useMessages(messages);
  const format = useFormat();
  const links = useLinks();
  const money = (value: number | null) =>
    value === null ? all.unknown : `${format.compact(Math.round(value))} ${data.currency}`.trim();
  const tiles = [
    { name: say.begun, value: format.number(data.begun.subscriptions), rule: data.begun.rule },
    { name: say.active, value: format.number(data.active), rule: data.activeRule },
    { name: say.endedLately, value: format.number(data.endedLately), rule: data.ended.rule },
    { name: say.worth(format.number(data.period.months)), value: money(data.value), rule: null },
  ];
  return (
    <dl className={classes['tiles']}>
      {tiles.map(({ name, value, rule }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <MaybeLink href={rule === null ? undefined : links.customers(kind, rule)}>{value}</MaybeLink>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** How many stay for how long, seen and by the model. */
export function StayingTable({ data }: { data: Data }) {
  const say = useMessages(messages).subscriptions;
  const format = useFormat();
  return (
    <Wide label={say.staying}>
      <table className={classes['table']}>
        <caption>{say.staying}</caption>
        <thead>
          <tr>
            <th scope="col">{say.after}</th>
            <th scope="col">{say.share}</th>
            <th scope="col">{say.seen}</th>
            <th scope="col">{say.expected}</th>
            <th scope="col">{say.atRisk}</th>
            <th scope="col">{say.ended}</th>
          </tr>
        </thead>
        <tbody>
          {data.ages.slice(0, shownAges).map(({ months, atRisk, ended, seen, expected }) => (
            <tr key={months}>
              <td>{format.number(months + 1)}</td>
              <td aria-hidden className={classes['season']}>
                <span style={{ inlineSize: `${seen * 100}%` }} />
              </td>
              <td>{format.percent(seen)}</td>
              <td>{expected === null ? '–' : format.percent(expected)}</td>
              <td>{format.number(atRisk)}</td>
              <td>{format.number(ended)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

function TenureTable({ data }: { data: Data }) {
  const say = useMessages(messages).subscriptions;
  const format = useFormat();
  const { tenure } = useSubscriptionNumbers();
  const whole = (value: number | null, none: string) =>
    value === null ? none : format.number(Math.round(value * 10) / 10);
  return (
    <Wide label={say.running}>
      <table className={classes['table']}>
        <caption>{say.running}</caption>
        <thead>
          <tr>
            <th scope="col">{say.tenure}</th>
            <th scope="col">{say.active}</th>
            <th scope="col">{say.half}</th>
            <th scope="col">{say.months(format.number(data.period.months))}</th>
            <th scope="col">{say.value}</th>
          </tr>
        </thead>
        <tbody>
          {data.tenures.map((one) => (
            <tr key={one.from}>
              <th scope="row">{tenure(one)}</th>
              <td>{format.number(one.active)}</td>
              <td>{whole(one.half, say.never)}</td>
              <td>{whole(one.months, '–')}</td>
              <td>{one.value === null ? '–' : format.compact(Math.round(one.value))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

/** What of it cannot be said. */
export function SubscriptionNotices({ data }: { data: Data }) {
  const text = useBilingual();
  if (data.notices.length === 0) return null;
  return (
    <ul className={classes['notices']}>
      {data.notices.map((notice) => (
        <li key={notice.code}>{text(notice)}</li>
      ))}
    </ul>
  );
}

function Chosen({ kind, names }: { kind: Kind; names: readonly string[] }) {
  const say = useMessages(messages);
  const options = useEventOptions();
  const numbers = useSubscriptionNumbers();
  const picture = useRef<Picture | null>(null);
  const [events, setEvents] = useState(usual);
  const answer = useEndpoint(getSubscriptions, { kind, ...events });
  const choices = options([...new Set([...Object.values(usual), ...names])]);
  const select = (which: keyof typeof usual) => (
    <NativeSelect
      label={say.subscriptions[which === 'started' ? 'begins' : 'ends']}
      value={events[which]}
      onChange={({ currentTarget }) => setEvents({ ...events, [which]: currentTarget.value })}
      data={choices}
    />
  );
  return (
    <>
      <p className={classes['note']}>{say.subscriptions.lead}</p>
      <AnswerView answer={answer}>
        {(data) => (
          <>
            <Tools
              name={say.tabs.subscriptions}
              numbers={() => numbers.rows(data)}
              picture={() => saveCanvas(say.tabs.subscriptions, picture.current)}
              card={{ type: 'subscriptions', kind, ...events }}
            >
              {select('started')}
              {select('ended')}
            </Tools>
            <SubscriptionNotices data={data} />
            {data.begun.subscriptions > 0 && (
              <>
                <SubscriptionTiles kind={kind} data={data} />
                <Suspense fallback={<div className={classes['canvas']} />}>
                  <SurvivalCanvas ages={data.ages} label={say.subscriptions.staying} picture={picture} />
                </Suspense>
                <div className={classes['pair']}>
                  <StayingTable data={data} />
                  {data.tenures.length > 0 && <TenureTable data={data} />}
                </div>
                {data.model !== null && (
                  <p className={classes['note']}>
                    {say.subscriptions.model(data.model.alpha.toPrecision(3), data.model.beta.toPrecision(3))}
                  </p>
                )}
              </>
            )}
          </>
        )}
      </AnswerView>
    </>
  );
}

/** Subscriptions: how long they last, and what those that run are worth. */
export function SubscriptionsPanel({ kind }: { kind: Kind }) {
  return <WithEvents icon={Repeat}>{(names) => <Chosen kind={kind} names={names} />}</WithEvents>;
}
