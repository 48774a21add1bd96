import type { ToldCard as Told } from '../../src/dashboards/contract.ts';
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
import { getSegment } from '../../src/segments/contract.ts';
import { useLinks } from '../home/links.ts';
import { MaybeLink } from '../home/maybe-link.tsx';
import { messages as segmentMessages } from '../segments/messages.ts';
import { Sparkline } from '../segments/sparkline.tsx';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import { Time } from '../ui/page/time.tsx';
import { CardFrame, type FrameProps } from './card-frame.tsx';
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
  const text = useBilingual();
  const cells = useMarketCells();
  const { kind, dimension, part } = card;
  const answer = useEndpoint(listMarketShares, { kind });
  const rows = answer.data?.rows.filter((row) => row.dimension === dimension && row.part === part);
  const [first] = rows ?? [];
  const title = card.title || (first === undefined ? say.title : `${say.title} · ${name(first)}`);
  const files = useFiles(title);
  return (
    <CardFrame {...frame} {...files(rows && cells(rows))}>
      <AnswerView answer={answer}>
        {() =>
          first === undefined ? (
            <p className={classes['note']}>{say.none}</p>
          ) : (
            <>
              <MarketTable kind={kind} label={title} rows={rows ?? []} more={[]} />
              {rows?.map(
                ({ id, period, notice }) =>
                  notice !== null && (
                    <p key={id} className={classes['note']}>
                      {period}: {text(notice)}
                    </p>
                  ),
              )}
            </>
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

/** How large a segment is and was; it leads to its members. */
function SegmentCard({ card, frame }: CardProps<'segment'>) {
  const say = useMessages(segmentMessages);
  const format = useFormat();
  const links = useLinks();
  const answer = useEndpoint(getSegment, { id: card.segment });
  const { data } = answer;
  const files = useFiles(card.title || (data?.name ?? say.title));
  const rows = data?.history.map(({ at, size, entered, left }) => [at, size, entered, left]);
  return (
    <CardFrame {...frame} {...files(rows && [[say.at, say.size, say.came, say.went], ...rows])}>
      <AnswerView answer={answer}>
        {({ id, kind, size, refreshedAt, history }) => (
          <>
            <p className={classes['big']} data-segment={id}>
              <MaybeLink href={links.customers(kind, { segment: id })}>
                {size === null ? say.waiting : format.number(size)}
              </MaybeLink>
            </p>
            {refreshedAt !== null && (
              <p className={classes['note']}>
                {say.updated} <Time at={refreshedAt} />
              </p>
            )}
            <Sparkline history={history} large />
          </>
        )}
      </AnswerView>
    </CardFrame>
  );
}

/** What is said or was found. */
export function ToldCard({ card, frame }: { card: Told; frame: FrameProps }) {
  switch (card.type) {
    case 'opinions':
      return <OpinionsCard card={card} frame={frame} />;
    case 'market':
      return <MarketCard card={card} frame={frame} />;
    case 'findings':
      return <FindingsCard card={card} frame={frame} />;
    default:
      return <SegmentCard card={card} frame={frame} />;
  }
}
