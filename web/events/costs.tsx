import { getCosts } from '../../src/events/costs/contract.ts';
import { labelEvent } from '../../src/lib/events.ts';
import type { Output } from '../../src/lib/endpoint.ts';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import { AnswerView } from '../ui/feedback/answer-view.tsx';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import classes from './events.module.css';
import { messages } from './messages.ts';

type Costs = Output<typeof getCosts>;
/** So many months stand in the chart, the latest. */
const shownMonths = 24;

function Months({ months }: Pick<Costs, 'months'>) {
  const say = useMessages(messages).costs;
  const format = useFormat();
  const shown = months.slice(-shownMonths);
  const most = Math.max(1, ...shown.map(({ amount }) => amount));
  return (
    <>
      <h3>{say.byMonth}</h3>
      <ol className={classes['bars']}>
        {shown.map(({ month, currency, amount }) => (
          <li key={`${month} ${currency}`}>
            <span>{month}</span>
            <span className={classes['bar']} style={{ width: `${(Math.max(0, amount) / most) * 100}%` }} />
            <span>
              {format.number(amount)} {currency}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}

function Kinds({ kinds }: Pick<Costs, 'kinds'>) {
  const say = useMessages(messages).costs;
  const text = useBilingual();
  const format = useFormat();
  return (
    <>
      <h3>{say.byKind}</h3>
      <dl className={classes['facts']}>
        {kinds.map(({ name, currency, amount, times }) => (
          <div key={`${name} ${currency}`}>
            <dt>
              <bdi>{text(labelEvent(name))}</bdi>
            </dt>
            <dd>
              {format.number(amount)} {currency} · {say.times(times)}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** What it cost to serve a customer: altogether, by month and by what it was. */
export function CostsToServe({ profile }: { profile: string }) {
  const say = useMessages(messages).costs;
  const format = useFormat();
  const answer = useEndpoint(getCosts, { id: profile });
  return (
    <AnswerView answer={answer}>
      {({ totals, months, kinds }) =>
        totals.length === 0 ? (
          <p>{say.none}</p>
        ) : (
          <div className={classes['costs']}>
            <ul className={classes['list']} aria-label={say.total}>
              {totals.map(({ currency, amount, times }) => (
                <li key={currency} className={classes['line']}>
                  <strong>
                    {format.number(amount)} {currency}
                  </strong>
                  <span className={classes['who']}>{say.times(times)}</span>
                </li>
              ))}
            </ul>
            <Months months={months} />
            <Kinds kinds={kinds} />
          </div>
        )
      }
    </AnswerView>
  );
}
