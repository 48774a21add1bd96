import type { Kind } from '../../src/fields/types.ts';
import { getRetention } from '../../src/insights/contract.ts';
import type { Output } from '../../src/lib/endpoint.ts';
import { AnswerView } from '../ui/feedback/answer-view.tsx';
import { useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import classes from './insights.module.css';
import { messages } from './messages.ts';
import { NoOrders } from './no-orders.tsx';
import { useNumbers } from './numbers.ts';
import { Tools } from './tools.tsx';
import { Wide } from './wide.tsx';
import { useLinks } from '../home/links.ts';
import { MaybeLink } from '../home/maybe-link.tsx';
import { useEndpoint } from '../ui/api/use-endpoint.ts';

interface TableProps {
  readonly kind: Kind;
  readonly data: Output<typeof getRetention>;
}

/** The triangle of months: how many of those who first bought in one bought again in each after it. */
export function RetentionTable({ kind, data: { cohorts, months } }: TableProps) {
  const say = useMessages(messages);
  const format = useFormat();
  const links = useLinks();
  const cell = (count: number, rule: unknown, text: string) => (
    <MaybeLink href={count === 0 ? undefined : links.customers(kind, rule)}>{text}</MaybeLink>
  );
  return (
    <Wide label={say.tabs.retention}>
      <table className={classes['table']}>
        <thead>
          <tr>
            <th scope="col" className={classes['month']}>
              {say.month}
            </th>
            <th scope="col">{say.customers}</th>
            {Array.from({ length: Math.max(0, months - 1) }, (_, later) => (
              <th key={later} scope="col">
                +{later + 1}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cohorts.map(({ month, customers: [first = 0, ...later], rules }) => (
            <tr key={month}>
              <th scope="row" className={classes['month']}>
                {month}
              </th>
              <td>{cell(first, rules[0], format.number(first))}</td>
              {later.map((count, i) => (
                <td key={i} title={say.cohortCell(month, `+${i + 1}`, format.number(count))}>
                  {first === 0 ? '–' : cell(count, rules[i + 1], format.percent(count / first))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

/** The months of first orders, and who came again. */
export function RetentionPanel({ kind }: { kind: Kind }) {
  const say = useMessages(messages);
  const numbers = useNumbers();
  const answer = useEndpoint(getRetention, { kind });
  return (
    <AnswerView answer={answer}>
      {(data) =>
        data.cohorts.length === 0 ? (
          <NoOrders />
        ) : (
          <>
            <p className={classes['note']}>{say.retentionNote}</p>
            <Tools
              name={say.tabs.retention}
              numbers={() => numbers.retention(data)}
              card={{ type: 'retention', kind }}
            />
            <RetentionTable kind={kind} data={data} />
          </>
        )
      }
    </AnswerView>
  );
}
