import { NativeSelect } from '@mantine/core';
import { Combine } from 'lucide-react';
import { useState } from 'react';
import { getAssociations } from '../../src/insights/contract.ts';
import type { Output } from '../../src/lib/endpoint.ts';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import { AnswerView } from '../ui/feedback/answer-view.tsx';
import { EmptyState } from '../ui/feedback/empty-state.tsx';
import { useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import classes from './insights.module.css';
import { messages } from './messages.ts';
import { useNumbers } from './numbers.ts';
import { Tools } from './tools.tsx';
import { Wide } from './wide.tsx';

type Found = Output<typeof getAssociations>;
const things = ['product', 'category'] as const;
const supports = [0.05, 0.02, 0.01, 0.005] as const;

/** The rules found, as a table. */
export function AssociationRules({ data }: { data: Found }) {
  const say = useMessages(messages);
  const format = useFormat();
  if (data.rules.length === 0)
    return (
      <EmptyState icon={Combine} title={say.noRules}>
        {say.noRulesLead}
      </EmptyState>
    );
  return (
    <>
      <p className={classes['note']}>{say.found(format.number(data.total), format.number(data.read))}</p>
      <Wide label={say.together}>
        <table className={classes['table']}>
          <thead>
            <tr>
              <th scope="col" className={classes['text']}>
                {say.items}
              </th>
              <th scope="col" className={classes['text']}>
                {say.consequent}
              </th>
              <th scope="col">{say.confidence}</th>
              <th scope="col">{say.lift}</th>
              <th scope="col">{say.conviction}</th>
              <th scope="col">{say.orders}</th>
            </tr>
          </thead>
          <tbody>
            {data.rules.map(({ items, consequent, count, confidence, lift, conviction }) => (
              <tr key={`${items.join('\n')}\n${consequent}`}>
                <td className={classes['text']}>
                  <bdi>{format.list(items)}</bdi>
                </td>
                <td className={classes['text']}>
                  <bdi>{consequent}</bdi>
                </td>
                <td>{format.percent(confidence)}</td>
                <td>{format.number(lift)}</td>
                <td>{conviction === null ? say.always : format.number(conviction)}</td>
                <td>{format.number(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </>
  );
}

/** What is bought together, the strongest first. */
export function AssociationsPanel() {
  const say = useMessages(messages);
  const [by, setBy] = useState<(typeof things)[number]>('product');
  const [support, setSupport] = useState<number>(0.02);
  const answer = useEndpoint(getAssociations, { by, support });
  const numbers = useNumbers();
  return (
    <>
      <Tools
        name={say.tabs.associations}
        numbers={() => numbers.associations(answer.data)}
        card={{ type: 'associations', by, support }}
      >
        <NativeSelect
          label={say.by}
          value={by}
          onChange={({ currentTarget: { value } }) => setBy(things.find((one) => one === value) ?? 'product')}
          data={things.map((value) => ({ value, label: say.bys[value] }))}
        />
        <NativeSelect
          label={say.support}
          value={String(support)}
          onChange={({ currentTarget: { value } }) => setSupport(Number(value))}
          data={supports.map((value) => ({ value: String(value), label: say.ofBaskets(`${value * 100}%`) }))}
        />
      </Tools>
      <AnswerView answer={answer}>{(data) => <AssociationRules data={data} />}</AnswerView>
    </>
  );
}
