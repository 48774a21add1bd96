import type { Kind } from '../../src/fields/types.ts';
import { getLifetimeValue, type InsightStatus } from '../../src/insights/contract.ts';
import type { Output } from '../../src/lib/endpoint.ts';
import { Bars } from '../home/bars.tsx';
import { Section } from '../ui/page/section.tsx';
import { useLinks } from '../home/links.ts';
import { MaybeLink } from '../home/maybe-link.tsx';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import { AnswerView } from '../ui/feedback/answer-view.tsx';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import classes from './insights.module.css';
import { messages } from './messages.ts';
import { NoOrders } from './no-orders.tsx';
import { useNumbers } from './numbers.ts';
import { ModelsSection } from './models-section.tsx';
import { PeriodForm } from './period-form.tsx';
import { ProfitSection } from './profit/profit-section.tsx';
import { Tools } from './tools.tsx';
import { Wide } from './wide.tsx';

type Value = Output<typeof getLifetimeValue>;

/** What customers are worth together. */
export function ValueTiles({ data, currency }: { data: Value; currency: string }) {
  const say = useMessages(messages);
  const format = useFormat();
  const number = (value: number | null) => (value === null ? say.unknown : format.compact(Math.round(value)));
  const money = (value: number | null) =>
    `${number(value)}${value === null || currency === '' ? '' : ` ${currency}`}`;
  const months = format.number(data.period.months);
  const tiles = [
    [say.buyers, number(data.customers)],
    [say.expectedOrders(months), number(data.orders)],
    [say.value(months), money(data.value)],
    [say.spent, money(data.spend)],
  ];
  return (
    <dl className={classes['tiles']}>
      {tiles.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** How many customers make the first 80% of the value, the next 15% and the rest. */
export function TierBars({ kind, data }: { kind: Kind; data: Value }) {
  const text = useBilingual();
  const links = useLinks();
  const bars = data.tiers.map((tier) => ({
    key: tier.key,
    label: text(tier),
    count: tier.customers,
    href: links.customers(kind, tier.rule),
  }));
  return <Bars bars={bars} />;
}

/** Who is at risk, who is due, and how right the model would have been about the last 90 days. */
function RiskBars({ kind, status, data }: { kind: Kind; status: InsightStatus; data: Value }) {
  const say = useMessages(messages).risk;
  const format = useFormat();
  const links = useLinks();
  const numbers = useNumbers();
  const test = status.result?.backtests.find((one) => one.kind === kind);
  const bars = data.risk.map(({ from, to, customers, rule }) => ({
    key: String(from),
    label: numbers.span(from, to),
    count: customers,
    href: links.customers(kind, rule),
  }));
  const share = (value: number | null) => (value === null ? '–' : format.percent(value));
  return (
    <>
      <Bars bars={bars} />
      <p>
        <MaybeLink href={links.customers(kind, data.due.rule)}>
          {say.due(format.number(data.due.customers))}
        </MaybeLink>
      </p>
      <p className={classes['note']}>
        {test === undefined
          ? say.untested
          : say.tested(share(test.ranking), share(test.byRecency), share(test.quiet))}{' '}
        {test !== undefined && (test.skill === null || test.skill <= 0) && say.noSkill}{' '}
        {test !== undefined &&
          test.due.customers > 0 &&
          say.dueTested(share(test.due.expected), share(test.due.ordered))}
      </p>
      {test !== undefined && <Calibration bins={test.bins} />}
    </>
  );
}

function Calibration({ bins }: { bins: NonNullable<InsightStatus['result']>['backtests'][number]['bins'] }) {
  const say = useMessages(messages);
  const format = useFormat();
  return (
    <Wide label={say.risk.calibration}>
      <table className={classes['table']}>
        <caption>{say.risk.calibration}</caption>
        <thead>
          <tr>
            <th scope="col">{say.risk.told}</th>
            <th scope="col">{say.risk.came}</th>
            <th scope="col">{say.customers}</th>
          </tr>
        </thead>
        <tbody>
          {bins.map(({ bin, expected, found, customers }) => (
            <tr key={bin}>
              <td>{format.percent(expected)}</td>
              <td>{format.percent(found)}</td>
              <td>{format.number(customers)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

/** What customers are worth within the value period, who makes it, and how likely they still buy. */
export function ValuePanel({ kind, status }: { kind: Kind; status: InsightStatus }) {
  const say = useMessages(messages);
  const links = useLinks();
  const numbers = useNumbers();
  const answer = useEndpoint(getLifetimeValue, { kind });
  const bins = status.result?.backtests.find((one) => one.kind === kind)?.bins;
  const aliveOf = (data: Value) =>
    data.alive.map(({ from, to, customers, rule }) => ({
      key: String(from),
      label: numbers.span(from, to),
      count: customers,
      href: links.customers(kind, rule),
    }));
  return (
    <AnswerView answer={answer}>
      {(data) =>
        data.customers === 0 ? (
          <NoOrders />
        ) : (
          <>
            <Tools
              name={say.tabs.value}
              numbers={() => numbers.value(data, bins)}
              card={{ type: 'value', kind }}
            />
            <ValueTiles data={data} currency={status.result?.currency ?? ''} />
            <div className={classes['pair']}>
              <Section title={say.tiers}>
                <TierBars kind={kind} data={data} />
              </Section>
              <Section title={say.alive}>
                {data.orders === null ? <p>{say.unknown}</p> : <Bars bars={aliveOf(data)} />}
                <p className={classes['note']}>{say.aliveNote}</p>
              </Section>
              <Section title={say.risk.title}>
                {data.orders === null ? (
                  <p>{say.unknown}</p>
                ) : (
                  <RiskBars kind={kind} status={status} data={data} />
                )}
              </Section>
              <ProfitSection kind={kind} currency={status.result?.currency ?? ''} value={data.curve} />
              <ModelsSection kind={kind} status={status} />
              <PeriodForm period={data.period} />
            </div>
          </>
        )
      }
    </AnswerView>
  );
}
