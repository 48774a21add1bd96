import type { Kind } from '../../src/fields/types.ts';
import { getProfit } from '../../src/insights/contract.ts';
import type { Output } from '../../src/lib/endpoint.ts';
import { useLinks } from '../home/links.ts';
import { MaybeLink } from '../home/maybe-link.tsx';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import { AnswerView } from '../ui/feedback/answer-view.tsx';
import { useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import { Section } from '../ui/page/section.tsx';
import classes from './insights.module.css';
import { messages } from './messages.ts';
import { Wide } from './wide.tsx';

type Profit = Output<typeof getProfit>;
/** Of the points of the curve one in so many is written. */
const step = 4;

function Curve({ points }: { points: Profit['curve'] }) {
  const say = useMessages(messages).profit;
  const format = useFormat();
  return (
    <Wide label={say.curve}>
      <table className={classes['table']}>
        <caption>{say.curve}</caption>
        <thead>
          <tr>
            <th scope="col">{say.share}</th>
            <th scope="col">{say.made}</th>
          </tr>
        </thead>
        <tbody>
          {points
            .filter((_, place) => place > 0 && (place % step === 0 || place === points.length - 1))
            .map(({ customers, profit }) => (
              <tr key={customers}>
                <td>{format.percent(customers)}</td>
                <td>{format.percent(profit)}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </Wide>
  );
}

/** Who makes 80% of the profit so far, and who costs more than it brings. */
export function ProfitSection({ kind, currency }: { kind: Kind; currency: string }) {
  const all = useMessages(messages);
  const say = all.profit;
  const format = useFormat();
  const links = useLinks();
  const answer = useEndpoint(getProfit, { kind });
  const money = (value: number) =>
    `${format.compact(Math.round(value))}${currency === '' ? '' : ` ${currency}`}`;
  const basis = ({ costed, customers }: Profit) => {
    if (costed === 0) return say.bySpend;
    return costed < customers ? say.byBoth(format.number(costed)) : say.byMargin;
  };
  return (
    <Section title={say.title}>
      <AnswerView answer={answer}>
        {(data) => (
          <>
            <p>
              {data.best === null ? (
                data.profit === null ? (
                  all.unknown
                ) : (
                  say.none
                )
              ) : (
                <MaybeLink href={links.customers(kind, data.best.rule)}>
                  {say.best(
                    format.number(data.best.customers),
                    format.percent(data.best.customers / data.customers),
                  )}
                </MaybeLink>
              )}
            </p>
            {data.losing.customers > 0 && (
              <p>
                <MaybeLink href={links.customers(kind, data.losing.rule)}>
                  {say.losing(format.number(data.losing.customers), money(data.losing.profit))}
                </MaybeLink>
              </p>
            )}
            <p className={classes['note']}>{basis(data)}</p>
            {data.curve.length > 0 && <Curve points={data.curve} />}
          </>
        )}
      </AnswerView>
    </Section>
  );
}
