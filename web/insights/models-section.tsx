import type { Kind } from '../../src/fields/types.ts';
import type { InsightStatus } from '../../src/insights/contract.ts';
import { usualPeriod } from '../../src/insights/lifetime/contract.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import { Section } from '../ui/page/section.tsx';
import classes from './insights.module.css';
import { messages } from './messages.ts';
import { Wide } from './wide.tsx';

type Second = NonNullable<NonNullable<InsightStatus['result']>['kinds'][number]['second']>;

/** What two models expect of the same customers. */
function TwoModels({ second }: { second: Second }) {
  const say = useMessages(messages).second;
  const format = useFormat();
  if (!second.converged) return <p className={classes['note']}>{say.unsure}</p>;
  const apart = second.firstOrders === 0 ? 0 : Math.abs(second.orders / second.firstOrders - 1);
  const rows = [
    ['BG/NBD', second.firstOrders, second.firstLogLikelihood],
    ['Pareto/NBD', second.orders, second.logLikelihood],
  ] as const;
  return (
    <>
      <p className={classes['note']}>{say.lead(format.percent(apart))}</p>
      <Wide label={say.title}>
        <table className={classes['table']}>
          <caption>{say.title}</caption>
          <thead>
            <tr>
              <th scope="col">{say.model}</th>
              <th scope="col">{say.orders}</th>
              <th scope="col">{say.likelihood}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, orders, likelihood]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{format.number(Math.round(orders))}</td>
                <td>{format.number(Math.round(likelihood))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </>
  );
}

type Fitted = NonNullable<InsightStatus['result']>['kinds'][number];

/** Parameters as `r = 0.243 · alpha = 4.41`. */
const writeParameters = ({ purchases, spend }: Fitted) =>
  [purchases, spend]
    .flatMap((fit) => Object.entries(fit?.parameters ?? {}))
    .map(([name, value]) => `${name} = ${value.toPrecision(3)}`)
    .join(' · ');

/** By which models values are computed, and how far a second one is from them. */
export function ModelsSection({ kind, status: { result } }: { kind: Kind; status: InsightStatus }) {
  const say = useMessages(messages);
  const format = useFormat();
  const fitted = result?.kinds.find((one) => one.kind === kind);
  const { months, discount } = result?.period ?? usualPeriod;
  return (
    <Section title={say.models}>
      <p className={classes['note']}>
        {say.modelsNote(format.number(months), `${format.number(discount * 100)}%`)}
      </p>
      {fitted !== undefined && <code>{writeParameters(fitted)}</code>}
      {fitted?.second && <TwoModels second={fitted.second} />}
    </Section>
  );
}
