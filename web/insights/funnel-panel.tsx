import { NativeSelect } from '@mantine/core';
import { Filter } from 'lucide-react';
import { useState } from 'react';
import type { Kind } from '../../src/fields/types.ts';
import { getFunnel } from '../../src/insights/contract.ts';
import type { Output } from '../../src/lib/endpoint.ts';
import { useLinks } from '../home/links.ts';
import { MaybeLink } from '../home/maybe-link.tsx';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import { AnswerView } from '../ui/feedback/answer-view.tsx';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import { type DraftStep, FunnelSteps, readStep } from './funnel-steps.tsx';
import classes from './insights.module.css';
import { messages } from './messages.ts';
import { useHabitNumbers } from './habit-numbers.ts';
import { Tools } from './tools.tsx';
import { WithEvents } from './with-events.tsx';

const spans = [1, 7, 30, 90] as const;

/** How many came how far, each step as wide as its share of the first. */
export function FunnelBars({ kind, data }: { kind: Kind; data: Output<typeof getFunnel> }) {
  const text = useBilingual();
  const format = useFormat();
  const links = useLinks();
  if (data.notice !== null) return <p className={classes['notices']}>{text(data.notice)}</p>;
  const first = data.steps[0]?.customers ?? 0;
  return (
    <ol className={classes['funnel']}>
      {data.steps.map(({ label, customers, rule }, i) => (
        <li key={i}>
          <span className={classes['funnelName']}>
            <bdi>{text(label)}</bdi>
          </span>
          <span className={classes['funnelCount']}>
            <MaybeLink href={customers === 0 ? undefined : links.customers(kind, rule)}>
              {format.number(customers)}
            </MaybeLink>
          </span>
          <span className={classes['funnelCount']}>{first > 0 && format.percent(customers / first)}</span>
          <span
            className={classes['funnelBar']}
            style={{ width: `${first === 0 ? 0 : (customers / first) * 100}%` }}
          />
        </li>
      ))}
    </ol>
  );
}

/** What was looked at and then bought, where these events are there; else the two most frequent. */
function firstSteps(names: readonly string[]): readonly string[] {
  const wanted = ['Product Viewed', 'Order Completed'].filter((name) => names.includes(name));
  const others = names.filter((name) => !wanted.includes(name));
  const [first = '', second = first] =
    wanted.length === 1 ? [...others.slice(0, 1), ...wanted] : [...wanted, ...others];
  return [first, second];
}

function Chosen({ kind, names }: { kind: Kind; names: readonly string[] }) {
  const say = useMessages(messages);
  const format = useFormat();
  const numbers = useHabitNumbers();
  const [steps, setSteps] = useState<readonly DraftStep[]>(() =>
    firstSteps(names).map((did) => ({ did, property: '', value: '' })),
  );
  const [days, setDays] = useState<number>(30);
  const asked = steps.map(readStep);
  const answer = useEndpoint(getFunnel, { kind, steps: asked, days }, { keep: true });
  return (
    <>
      <p className={classes['note']}>{say.funnelNote}</p>
      <FunnelSteps steps={steps} names={names} set={setSteps} />
      <Tools
        name={say.tabs.funnel}
        numbers={() => (answer.data === undefined ? [] : numbers.funnel(answer.data))}
        card={{ type: 'funnel', kind, steps: asked, days }}
      >
        <NativeSelect
          label={say.within}
          value={String(days)}
          data={spans.map((value) => ({ value: String(value), label: say.inDays(format.number(value)) }))}
          onChange={({ currentTarget }) => setDays(Number(currentTarget.value))}
        />
      </Tools>
      <AnswerView answer={answer}>{(data) => <FunnelBars kind={kind} data={data} />}</AnswerView>
    </>
  );
}

/** How many customers did one thing, then the next, and so on. */
export function FunnelPanel({ kind }: { kind: Kind }) {
  return <WithEvents icon={Filter}>{(names) => <Chosen kind={kind} names={names} />}</WithEvents>;
}
