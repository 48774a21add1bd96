import type { Kind } from '../../src/fields/types.ts';
import { getIntervals } from '../../src/insights/over-time/contract.ts';
import type { Output } from '../../src/lib/endpoint.ts';
import { Bars } from '../home/bars.tsx';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import { AnswerView } from '../ui/feedback/answer-view.tsx';
import { useLinks } from '../home/links.ts';
import { MaybeLink } from '../home/maybe-link.tsx';
import { useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import classes from './insights.module.css';
import { messages } from './messages.ts';
import { NoOrders } from './no-orders.tsx';
import { useHabitNumbers } from './habit-numbers.ts';
import { Tools } from './tools.tsx';
import { Wide } from './wide.tsx';

interface ShownProps {
  readonly kind: Kind;
  readonly data: Output<typeof getIntervals>;
}

/** How many days lie between orders. */
export function IntervalBars({ data }: Pick<ShownProps, 'data'>) {
  const say = useMessages(messages);
  const format = useFormat();
  const numbers = useHabitNumbers();
  if (data.median === null) return <p className={classes['note']}>{say.noIntervals}</p>;
  const bars = data.bins.map((one) => ({
    key: String(one.from),
    label: numbers.bin(one),
    count: one.intervals,
    href: undefined,
  }));
  return (
    <div>
      <p className={classes['note']}>
        {say.median(format.number(data.median), format.number(data.intervals))}
      </p>
      <Bars bars={bars} />
    </div>
  );
}

function NthOrders({ kind, data }: ShownProps) {
  const say = useMessages(messages);
  const format = useFormat();
  const links = useLinks();
  return (
    <Wide label={say.nth}>
      <table className={classes['table']}>
        <thead>
          <tr>
            <th scope="col">{say.nth}</th>
            <th scope="col">{say.cameThisFar}</th>
            <th scope="col">{say.ofBefore}</th>
            <th scope="col">{say.daysSince}</th>
          </tr>
        </thead>
        <tbody>
          {data.orders.map(({ order, customers, median, rule }, i) => {
            const before = data.orders[i - 1]?.customers;
            return (
              <tr key={order}>
                <td>{format.number(order)}</td>
                <td>
                  <MaybeLink href={links.customers(kind, rule)}>{format.number(customers)}</MaybeLink>
                </td>
                <td>{before === undefined ? '–' : format.percent(customers / before)}</td>
                <td>{median === null ? '–' : format.number(median)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Wide>
  );
}

/** How long it takes until the next order, and how many come to it. */
export function IntervalsPanel({ kind }: { kind: Kind }) {
  const say = useMessages(messages);
  const numbers = useHabitNumbers();
  const answer = useEndpoint(getIntervals, { kind });
  return (
    <AnswerView answer={answer}>
      {(data) =>
        data.orders.length === 0 ? (
          <NoOrders />
        ) : (
          <>
            <p className={classes['note']}>{say.intervalsNote}</p>
            <Tools
              name={say.tabs.intervals}
              numbers={() => numbers.intervals(data)}
              card={{ type: 'intervals', kind }}
            />
            <div className={classes['pair']}>
              <IntervalBars data={data} />
              <NthOrders kind={kind} data={data} />
            </div>
          </>
        )
      }
    </AnswerView>
  );
}
