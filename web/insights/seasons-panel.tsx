import type { Kind } from '../../src/fields/types.ts';
import { getSeasons, type SeasonPart } from '../../src/insights/over-time/contract.ts';
import type { Output } from '../../src/lib/endpoint.ts';
import { Bars } from '../home/bars.tsx';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import { AnswerView } from '../ui/feedback/answer-view.tsx';
import { useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import { useHabitNumbers } from './habit-numbers.ts';
import classes from './insights.module.css';
import { messages } from './messages.ts';
import { NoOrders } from './no-orders.tsx';
import { Tools } from './tools.tsx';
import { Wide } from './wide.tsx';

type Seasons = Output<typeof getSeasons>;

interface PartsProps {
  readonly of: 'months' | 'weekdays';
  readonly parts: readonly SeasonPart[];
  readonly caption: string;
}

/** Each part of a season against an average day, with what years or quarters say of it. */
function PartsTable({ of, parts, caption }: PartsProps) {
  const say = useMessages(messages);
  const format = useFormat();
  const { namePart } = useHabitNumbers();
  const most = Math.max(...parts.map(({ index }) => index));
  return (
    <Wide label={caption}>
      <table className={classes['table']}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{say.season[of]}</th>
            <th scope="col">{say.index}</th>
            <td aria-hidden />
            <th scope="col">{say.lowest}</th>
            <th scope="col">{say.highest}</th>
            <th scope="col">{say.orders}</th>
          </tr>
        </thead>
        <tbody>
          {parts.map(({ part, orders, index, low, high }) => (
            <tr key={part}>
              <th scope="row">{namePart[of](part)}</th>
              <td>{format.percent(index)}</td>
              <td aria-hidden className={classes['season']}>
                <span style={{ inlineSize: `${(index / most) * 100}%` }} />
              </td>
              <td>{format.percent(low)}</td>
              <td>{format.percent(high)}</td>
              <td>{format.number(orders)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

function Hours({ data }: { data: Seasons }) {
  const say = useMessages(messages);
  const { namePart } = useHabitNumbers();
  if (data.hours.length === 0) return <p className={classes['note']}>{say.noHours}</p>;
  const bars = data.hours.map(({ part, orders }) => ({
    key: String(part),
    label: namePart.hours(part),
    count: orders,
    href: undefined,
  }));
  return (
    <section aria-label={say.byHour}>
      <p className={classes['note']}>{say.byHour}</p>
      <Bars bars={bars} />
    </section>
  );
}

/** In which months, on which days of the week and at which hours more is ordered. */
export function SeasonBars({ data }: { data: Seasons }) {
  const say = useMessages(messages);
  const format = useFormat();
  if (data.orders === 0) return <NoOrders />;
  return (
    <div className={classes['pair']}>
      <div>
        {data.years === 0 ? (
          <p className={classes['note']}>{say.noYear}</p>
        ) : (
          <PartsTable of="months" parts={data.months} caption={say.overYears(format.number(data.years))} />
        )}
        {data.years === 1 && <p className={classes['note']}>{say.oneYear}</p>}
      </div>
      <div>
        {data.quarters === 0 ? (
          <p className={classes['note']}>{say.noQuarter}</p>
        ) : (
          <PartsTable
            of="weekdays"
            parts={data.weekdays}
            caption={say.overQuarters(format.number(data.quarters))}
          />
        )}
      </div>
      <Hours data={data} />
    </div>
  );
}

/** When customers order, as a chart with its files. */
export function SeasonsPanel({ kind }: { kind: Kind }) {
  const say = useMessages(messages);
  const numbers = useHabitNumbers();
  const answer = useEndpoint(getSeasons, { kind });
  return (
    <AnswerView answer={answer}>
      {(data) =>
        data.orders === 0 ? (
          <NoOrders />
        ) : (
          <>
            <p className={classes['note']}>{say.seasonsNote(data.timeZone)}</p>
            <Tools
              name={say.tabs.seasons}
              numbers={() => numbers.seasons(data)}
              card={{ type: 'seasons', kind }}
            />
            <SeasonBars data={data} />
          </>
        )
      }
    </AnswerView>
  );
}
