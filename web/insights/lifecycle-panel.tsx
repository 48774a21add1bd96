import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { Kind } from '../../src/fields/types.ts';
import { getLifecycle, silences, states } from '../../src/insights/over-time/contract.ts';
import type { Output } from '../../src/lib/endpoint.ts';
import { useLinks } from '../home/links.ts';
import { MaybeLink } from '../home/maybe-link.tsx';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import { AnswerView } from '../ui/feedback/answer-view.tsx';
import { useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import classes from './insights.module.css';
import { messages } from './messages.ts';
import { NoOrders } from './no-orders.tsx';
import { useHabitNumbers } from './habit-numbers.ts';
import { Tools } from './tools.tsx';
import { Wide } from './wide.tsx';

type Month = Output<typeof getLifecycle>['months'][number];

/** What share of the customers of a month each state has, as one bar. */
function Shares({ month }: { month: Month }) {
  const whole = states.reduce((sum, state) => sum + month[state].customers, 0);
  return (
    <span className={classes['shares']} aria-hidden>
      {states.map((state) => (
        <span
          key={state}
          data-state={state}
          style={{ width: `${whole === 0 ? 0 : (month[state].customers / whole) * 100}%` }}
        />
      ))}
    </span>
  );
}

/** New, active, dormant and lost customers by month; who is so now leads to a list. */
export function LifecycleTable({ kind, data }: { kind: Kind; data: Output<typeof getLifecycle> }) {
  const say = useMessages(messages);
  const format = useFormat();
  const links = useLinks();
  return (
    <Wide label={say.tabs.lifecycle}>
      <table className={classes['table']}>
        <thead>
          <tr>
            <th scope="col" className={classes['month']}>
              {say.ofMonth}
            </th>
            <th scope="col" className={classes['month']}>
              {say.picture}
            </th>
            {states.map((state) => (
              <th key={state} scope="col" className={classes['mark']} data-state={state}>
                {say.states[state]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.months.map((month) => (
            <tr key={month.month} data-month={month.month}>
              <th scope="row" className={classes['month']}>
                {month.month}
              </th>
              <td>
                <Shares month={month} />
              </td>
              {states.map((state) => {
                const { customers, rule } = month[state];
                const href = customers === 0 || rule === null ? undefined : links.customers(kind, rule);
                return (
                  <td key={state}>
                    <MaybeLink href={href}>{format.number(customers)}</MaybeLink>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

/** How many customers are new, active, dormant and lost, month by month. */
export function LifecyclePanel({ kind }: { kind: Kind }) {
  const say = useMessages(messages);
  const format = useFormat();
  const numbers = useHabitNumbers();
  const [choice, setChoice] = useState<(typeof silences)[number]>(silences[1]);
  const answer = useEndpoint(getLifecycle, { kind, ...choice }, { keep: true });
  return (
    <AnswerView answer={answer}>
      {(data) =>
        data.months.length === 0 ? (
          <NoOrders />
        ) : (
          <>
            <p className={classes['note']}>{say.lifecycleNote}</p>
            <Tools
              name={say.tabs.lifecycle}
              numbers={() => numbers.lifecycle(data)}
              card={{ type: 'lifecycle', kind, ...choice }}
            >
              <NativeSelect
                label={say.silence}
                value={String(choice.dormant)}
                onChange={({ currentTarget: { value } }) =>
                  setChoice(silences.find(({ dormant }) => String(dormant) === value) ?? silences[1])
                }
                data={silences.map(({ dormant, lost }) => ({
                  value: String(dormant),
                  label: say.silences(format.number(dormant), format.number(lost)),
                }))}
              />
            </Tools>
            <LifecycleTable kind={kind} data={data} />
          </>
        )
      }
    </AnswerView>
  );
}
