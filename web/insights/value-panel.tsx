import type { Kind } from '../../src/fields/types.ts';
import { getLifetimeValue, type InsightStatus } from '../../src/insights/contract.ts';
import type { Output } from '../../src/lib/endpoint.ts';
import { Bars } from '../home/bars.tsx';
import { Section } from '../ui/page/section.tsx';
import { useLinks } from '../home/links.ts';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import { AnswerView } from '../ui/feedback/answer-view.tsx';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import classes from './insights.module.css';
import { messages } from './messages.ts';
import { NoOrders } from './no-orders.tsx';
import { useNumbers } from './numbers.ts';
import { Tools } from './tools.tsx';

type Value = Output<typeof getLifetimeValue>;

/** What customers are worth together. */
export function ValueTiles({ data, currency }: { data: Value; currency: string }) {
  const say = useMessages(messages);
  const format = useFormat();
  const number = (value: number | null) => (value === null ? say.unknown : format.compact(Math.round(value)));
  const money = (value: number | null) =>
    `${number(value)}${value === null || currency === '' ? '' : ` ${currency}`}`;
  const tiles = [
    [say.buyers, number(data.customers)],
    [say.expectedOrders, number(data.orders)],
    [say.value, money(data.value)],
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

function Models({ kind, status }: { kind: Kind; status: InsightStatus }) {
  const say = useMessages(messages);
  const fitted = status.result?.kinds.find((one) => one.kind === kind);
  const lines = [
    ...Object.entries(fitted?.purchases?.parameters ?? {}),
    ...Object.entries(fitted?.spend?.parameters ?? {}),
  ].map(([name, value]) => `${name} = ${value.toPrecision(3)}`);
  return (
    <Section title={say.models}>
      <p className={classes['note']}>{say.modelsNote}</p>
      {lines.length > 0 && <code>{lines.join(' · ')}</code>}
    </Section>
  );
}

/** What customers are worth within the next year, who makes it, and how likely they still buy. */
export function ValuePanel({ kind, status }: { kind: Kind; status: InsightStatus }) {
  const say = useMessages(messages);
  const links = useLinks();
  const numbers = useNumbers();
  const answer = useEndpoint(getLifetimeValue, { kind });
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
            <Tools name={say.tabs.value} numbers={() => numbers.value(data)} card={{ type: 'value', kind }} />
            <ValueTiles data={data} currency={status.result?.currency ?? ''} />
            <div className={classes['pair']}>
              <Section title={say.tiers}>
                <TierBars kind={kind} data={data} />
              </Section>
              <Section title={say.alive}>
                {data.orders === null ? <p>{say.unknown}</p> : <Bars bars={aliveOf(data)} />}
                <p className={classes['note']}>{say.aliveNote}</p>
              </Section>
              <Models kind={kind} status={status} />
            </div>
          </>
        )
      }
    </AnswerView>
  );
}
