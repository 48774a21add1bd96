import type { Card } from '../../src/dashboards/contract.ts';
import { listMarketShares } from '../../src/dashboards/market/contract.ts';
import { listFindings } from '../../src/insights/findings/contract.ts';
import { getOpinions } from '../../src/insights/opinions/contract.ts';
import { FindingTitles } from '../insights/findings-page.tsx';
import { messages as insightMessages } from '../insights/messages.ts';
import { firstDay } from '../insights/opinions/choice.ts';
import { CountsTable, useCountCells } from '../insights/opinions/counts-table.tsx';
import { messages as opinionMessages } from '../insights/opinions/messages.ts';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import { AnswerView } from '../ui/feedback/answer-view.tsx';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { CardFrame } from './card-frame.tsx';
import classes from './dashboards.module.css';
import { type CardProps, useFiles } from './insight-cards.tsx';
import { MarketTable, useMarketCells, useMarketName } from './market/market-table.tsx';
import { messages as marketMessages } from './market/messages.ts';

/** How customers speak, by topic, motive, month, source or product. */
function OpinionsCard({ card, frame }: CardProps<'opinions'>) {
  const say = useMessages(opinionMessages);
  const cells = useCountCells();
  const { period, by, topic, tag, source, product } = card;
  const chosen = { from: firstDay(period), topic, tag, source, product };
  const choice = { period, by, polarity: undefined, chosen };
  const answer = useEndpoint(getOpinions, chosen);
  const files = useFiles(card.title || `${say.title}: ${say.bys[by]}`);
  return (
    <CardFrame {...frame} {...files(answer.data && cells({ choice, data: answer.data }))}>
      <p className={classes['note']}>{say.periods[period]}</p>
      <AnswerView answer={answer}>{(data) => <CountsTable choice={choice} data={data} />}</AnswerView>
    </CardFrame>
  );
}

/** The share of one market over time. */
function MarketCard({ card, frame }: CardProps<'market'>) {
  const say = useMessages(marketMessages);
  const name = useMarketName();
  const cells = useMarketCells();
  const { kind, dimension, part } = card;
  const answer = useEndpoint(listMarketShares, { kind });
  const rows = answer.data?.rows.filter((row) => row.dimension === dimension && row.part === part);
  const [first] = rows ?? [];
  const title = card.title || (first === undefined ? say.title : `${say.title}: ${name(first)}`);
  const files = useFiles(title);
  return (
    <CardFrame {...frame} {...files(rows && cells(rows))}>
      <AnswerView answer={answer}>
        {() =>
          first === undefined ? (
            <p className={classes['note']}>{say.none}</p>
          ) : (
            <MarketTable kind={kind} label={title} rows={rows ?? []} more={[]} />
          )
        }
      </AnswerView>
    </CardFrame>
  );
}

const shownFindings = 8;

/** What was found without anybody asking. */
function FindingsCard({ card, frame }: CardProps<'findings'>) {
  const say = useMessages(insightMessages).findings;
  const text = useBilingual();
  const answer = useEndpoint(listFindings, { kind: card.kind });
  const files = useFiles(card.title || say.title);
  const rows = answer.data?.rows.map(({ title, detail }) => [text(title), text(detail)]);
  return (
    <CardFrame {...frame} {...files(rows && [[say.title, say.detail], ...rows])}>
      <AnswerView answer={answer}>
        {(data) => <FindingTitles kind={card.kind} rows={data.rows.slice(0, shownFindings)} />}
      </AnswerView>
    </CardFrame>
  );
}

type ToldType = 'opinions' | 'market' | 'findings';

/** Whether a card shows what customers or others say rather than what orders tell. */
export function isTold(card: Card): card is Extract<Card, { type: ToldType }> {
  return card.type === 'opinions' || card.type === 'market' || card.type === 'findings';
}

/** What is said or was found. */
export function ToldCard({ card, frame }: CardProps<ToldType>) {
  switch (card.type) {
    case 'opinions':
      return <OpinionsCard card={card} frame={frame} />;
    case 'market':
      return <MarketCard card={card} frame={frame} />;
    case 'findings':
      return <FindingsCard card={card} frame={frame} />;
  }
}
