import { useRef } from 'react';
import type { Card } from '../../src/dashboards/contract.ts';
import * as insights from '../../src/insights/contract.ts';
import { AssociationRules } from '../insights/associations-panel.tsx';
import type { Cell } from '../insights/files.ts';
import { ForecastChart, ForecastWords } from '../insights/forecast-panel.tsx';
import { messages } from '../insights/messages.ts';
import { useNumbers } from '../insights/numbers.ts';
import { ProfitChart, ProfitWords, useProfitNumbers } from '../insights/profit/profit-section.tsx';
import { RetentionTable } from '../insights/retention-panel.tsx';
import { QuintileMap } from '../insights/rfm-panel.tsx';
import { saveCanvas } from '../insights/save-canvas.ts';
import { savePicture, type Drawn } from '../insights/table-picture.ts';
import { useWriteCells } from '../insights/tools.tsx';
import { TierBars, ValueTiles } from '../insights/value-panel.tsx';
import { NoOrders } from '../insights/no-orders.tsx';
import type { Picture } from '../rules/charts/chart-canvas.tsx';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import { AnswerView } from '../ui/feedback/answer-view.tsx';
import { useMessages } from '../ui/i18n/language.ts';
import { CardFrame, type FrameProps } from './card-frame.tsx';

/** A card of one type, and what its dashboard gives it. */
export interface CardProps<T extends Card['type']> {
  readonly card: Extract<Card, { type: T }>;
  readonly frame: FrameProps;
}

type Rows = readonly (readonly Cell[])[];

/** The two files of a card, once there is something to write. */
export function useFiles(title: string) {
  const cells = useWriteCells();
  return (rows: Rows | undefined, drawn: Pick<Drawn, 'shade'> & { rows?: Rows } = {}) => {
    if (rows === undefined) return { title };
    const shown = cells(drawn.rows ?? rows);
    return {
      title,
      numbers: () => rows,
      picture: () => savePicture(title, { title, ...drawn, rows: shown }),
    };
  };
}

const fifths = [1, 2, 3, 4, 5] as const;

/** The map of quintiles. */
export function RfmCard({ card, frame }: CardProps<'rfm'>) {
  const say = useMessages(messages);
  const numbers = useNumbers();
  const { kind } = card;
  const answer = useEndpoint(insights.getRfm, { kind });
  const files = useFiles(card.title || say.tabs.rfm);
  const { data } = answer;
  const count = (r: number, f: number) =>
    data?.cells.find((one) => one.r === r && one.f === f)?.customers ?? 0;
  const most = Math.max(1, ...(data?.cells ?? []).map(({ customers }) => customers));
  const map = [
    ['R \\ F', ...fifths.map((f) => `F ${f}`)],
    ...fifths.toReversed().map((r) => [`R ${r}`, ...fifths.map((f) => count(r, f))]),
  ];
  const shade = (row: number, f: number) => (f === 0 ? 0 : count(6 - row, f) / most);
  return (
    <CardFrame {...frame} {...files(data && numbers.rfm(data), { rows: map, shade })}>
      <AnswerView answer={answer}>
        {(shown) => (shown.customers === 0 ? <NoOrders /> : <QuintileMap kind={kind} data={shown} />)}
      </AnswerView>
    </CardFrame>
  );
}

/** What the value period is worth, and who makes it. */
export function ValueCard({ card, frame }: CardProps<'value'>) {
  const say = useMessages(messages);
  const numbers = useNumbers();
  const { kind } = card;
  const answer = useEndpoint(insights.getLifetimeValue, { kind });
  const status = useEndpoint(insights.getInsightStatus, {});
  const files = useFiles(card.title || say.tabs.value);
  return (
    <CardFrame {...frame} {...files(answer.data && numbers.value(answer.data))}>
      <AnswerView answer={answer}>
        {(data) =>
          data.customers === 0 ? (
            <NoOrders />
          ) : (
            <>
              <ValueTiles data={data} currency={status.data?.result?.currency ?? ''} />
              <TierBars kind={kind} data={data} />
            </>
          )
        }
      </AnswerView>
    </CardFrame>
  );
}

/** Who makes the profit so far. */
export function ProfitCard({ card, frame }: CardProps<'profit'>) {
  const say = useMessages(messages);
  const numbers = useProfitNumbers();
  const picture = useRef<Picture | null>(null);
  const { kind } = card;
  const answer = useEndpoint(insights.getProfit, { kind });
  const status = useEndpoint(insights.getInsightStatus, {});
  const title = card.title || say.profit.title;
  const { data } = answer;
  const files = data && { numbers: () => numbers(data), picture: () => saveCanvas(title, picture.current) };
  return (
    <CardFrame {...frame} title={title} {...files}>
      <AnswerView answer={answer}>
        {(shown) =>
          shown.customers === 0 ? (
            <NoOrders />
          ) : (
            <>
              <ProfitWords kind={kind} currency={status.data?.result?.currency ?? ''} data={shown} />
              {shown.curve.length > 0 && <ProfitChart data={shown} picture={picture} />}
            </>
          )
        }
      </AnswerView>
    </CardFrame>
  );
}

/** Who came again, by the month of the first order. */
export function RetentionCard({ card, frame }: CardProps<'retention'>) {
  const say = useMessages(messages);
  const numbers = useNumbers();
  const answer = useEndpoint(insights.getRetention, { kind: card.kind });
  const files = useFiles(card.title || say.tabs.retention);
  const { data } = answer;
  const shade = (row: number, column: number) => {
    const customers = data?.cohorts[row - 1]?.customers ?? [];
    return column < 2 ? 0 : (customers[column - 1] ?? 0) / Math.max(1, customers[0] ?? 0);
  };
  return (
    <CardFrame {...frame} {...files(data && numbers.retention(data), { shade })}>
      <AnswerView answer={answer}>
        {(shown) =>
          shown.cohorts.length === 0 ? <NoOrders /> : <RetentionTable kind={card.kind} data={shown} />
        }
      </AnswerView>
    </CardFrame>
  );
}

const shownRules = 10;

/** What is bought together, the strongest rules. */
export function AssociationsCard({ card, frame }: CardProps<'associations'>) {
  const say = useMessages(messages);
  const numbers = useNumbers();
  const { by, support } = card;
  const answer = useEndpoint(insights.getAssociations, { by, support, limit: shownRules });
  const files = useFiles(card.title || say.tabs.associations);
  return (
    <CardFrame {...frame} {...files(answer.data && numbers.associations(answer.data))}>
      <AnswerView answer={answer}>{(data) => <AssociationRules data={data} />}</AnswerView>
    </CardFrame>
  );
}

/** What comes next, beside how wrong such forecasts were. */
export function ForecastCard({ card, frame }: CardProps<'forecast'>) {
  const say = useMessages(messages);
  const numbers = useNumbers();
  const picture = useRef<Picture | null>(null);
  const { kind, of, by, part, item } = card;
  const answer = useEndpoint(insights.getForecast, { kind, of, by, part, item });
  const what = item ?? say.ofs[of];
  const title = card.title || `${say.tabs.forecast}: ${what}`;
  const rows = answer.data && numbers.forecast(answer.data, what);
  const files = rows && { numbers: () => rows, picture: () => saveCanvas(title, picture.current) };
  return (
    <CardFrame {...frame} title={title} {...files}>
      <AnswerView answer={answer}>
        {(data) => (
          <>
            <ForecastWords data={data} />
            {data.history.length > 0 && (
              <ForecastChart data={data} label={say.chart(what)} picture={picture} />
            )}
          </>
        )}
      </AnswerView>
    </CardFrame>
  );
}
