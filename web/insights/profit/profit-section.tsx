import { lazy, Suspense, useMemo, useRef, type RefObject } from 'react';
import type { Kind } from '../../../src/fields/types.ts';
import { getProfit } from '../../../src/insights/contract.ts';
import type { Output } from '../../../src/lib/endpoint.ts';
import { useLinks } from '../../home/links.ts';
import { MaybeLink } from '../../home/maybe-link.tsx';
import type { Picture } from '../../rules/charts/chart-canvas.tsx';
import { useEndpoint } from '../../ui/api/use-endpoint.ts';
import { AnswerView } from '../../ui/feedback/answer-view.tsx';
import { useMessages } from '../../ui/i18n/language.ts';
import { useFormat } from '../../ui/i18n/use-format.ts';
import { Section } from '../../ui/page/section.tsx';
import classes from '../insights.module.css';
import { messages } from '../messages.ts';
import { saveCanvas } from '../save-canvas.ts';
import { Tools } from '../tools.tsx';
import { Wide } from '../wide.tsx';

const ShareCanvas = lazy(async () => ({ default: (await import('./share-canvas.tsx')).ShareCanvas }));

type Profit = Output<typeof getProfit>;
type Curve = readonly { readonly customers: number; readonly value: number }[];
/** Of the points of the curve one in so many is written. */
const step = 4;

/** The points of the curve that are written, the last among them. */
const writtenPoints = ({ curve }: Profit): Profit['curve'] =>
  curve.filter((_, place) => place > 0 && (place % step === 0 || place === curve.length - 1));

function CurveTable({ data }: { data: Profit }) {
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
          {writtenPoints(data).map(({ customers, profit }) => (
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

interface ChartProps {
  readonly data: Profit;
  /** The same of what is expected, where it is to stand beside. */
  readonly value?: Curve;
  readonly picture: RefObject<Picture | null>;
}

/** Which share of the profit, and of the value to come, the best customers make; its code comes when it is first shown. */
export function ProfitChart({ data, value, picture }: ChartProps) {
  const all = useMessages(messages);
  const say = all.profit;
  const lines = useMemo(() => {
    const profit = {
      name: say.line,
      points: data.curve.map(({ customers, profit: share }) => [customers, share] as const),
    };
    const expected = (value ?? []).map((one) => [one.customers, one.value] as const);
    return expected.length < 2 ? [profit] : [profit, { name: say.valueLine, points: expected }];
  }, [data, value, say]);
  return (
    <Suspense fallback={<div className={classes['canvas']} />}>
      <ShareCanvas lines={lines} label={say.chart} picture={picture} />
    </Suspense>
  );
}

interface WordsProps {
  readonly kind: Kind;
  readonly currency: string;
  readonly data: Profit;
}

function Best({ kind, data: { best, profit, customers } }: Pick<WordsProps, 'kind' | 'data'>) {
  const all = useMessages(messages);
  const format = useFormat();
  const links = useLinks();
  if (best === null) return <p>{profit === null ? all.unknown : all.profit.none}</p>;
  return (
    <p>
      <MaybeLink href={links.customers(kind, best.rule)}>
        {all.profit.best(format.number(best.customers), format.percent(best.customers / customers))}
      </MaybeLink>
    </p>
  );
}

/** Who makes most of the profit, who costs more than it brings, and how profit is counted. */
export function ProfitWords({ kind, currency, data }: WordsProps) {
  const say = useMessages(messages).profit;
  const format = useFormat();
  const links = useLinks();
  const { costed, customers, losing } = data;
  const lost = `${format.compact(Math.round(losing.profit))}${currency === '' ? '' : ` ${currency}`}`;
  const known = costed < customers ? say.byBoth(format.number(costed)) : say.byMargin;
  return (
    <>
      <Best kind={kind} data={data} />
      {losing.customers > 0 && (
        <p>
          <MaybeLink href={links.customers(kind, losing.rule)}>
            {say.losing(format.number(losing.customers), lost)}
          </MaybeLink>
        </p>
      )}
      <p className={classes['note']}>{costed === 0 ? say.bySpend : known}</p>
    </>
  );
}

/** The numbers of the curve as rows of a file. */
export function useProfitNumbers() {
  const say = useMessages(messages).profit;
  return ({ curve }: Profit) => [
    [say.share, say.made],
    ...curve.map(({ customers, profit }) => [customers, profit]),
  ];
}

interface SectionProps {
  readonly kind: Kind;
  readonly currency: string;
  /** Which share of the value to come the best customers make. */
  readonly value: Curve;
}

/** Who makes 80% of the profit so far, and who costs more than it brings. */
export function ProfitSection({ kind, currency, value }: SectionProps) {
  const say = useMessages(messages).profit;
  const numbers = useProfitNumbers();
  const picture = useRef<Picture | null>(null);
  const answer = useEndpoint(getProfit, { kind });
  return (
    <Section title={say.title}>
      <AnswerView answer={answer}>
        {(data) => (
          <>
            <ProfitWords kind={kind} currency={currency} data={data} />
            {data.curve.length > 0 && (
              <>
                <Tools
                  name={say.title}
                  numbers={() => numbers(data)}
                  picture={() => saveCanvas(say.title, picture.current)}
                  card={{ type: 'profit', kind }}
                />
                <ProfitChart data={data} value={value} picture={picture} />
                <CurveTable data={data} />
              </>
            )}
          </>
        )}
      </AnswerView>
    </Section>
  );
}
