import { getOpinions, listFindings, sinceDay } from '../../insights/contract.ts';
import { opinionTags, polarities, polarityLabels, topicLabels, topics } from '../../lib/opinion.ts';
import { getSegment } from '../../segments/contract.ts';
import type { Card, ToldCard } from '../contract.ts';
import { listMarketShares } from '../market/contract.ts';
import type { Block } from './block.ts';
import type { Making } from './making.ts';

type CardOf<T extends Card['type']> = Extract<Card, { type: T }>;

const shownRows = 12;

/** What a group of texts is called. */
function nameOf(by: CardOf<'opinions'>['by'], key: string) {
  const topic = topics.find((one) => by === 'topics' && one === key);
  if (topic !== undefined) return topicLabels[topic];
  return (by === 'tags' ? opinionTags[key] : undefined) ?? { en: key, zh: key };
}

/** How customers speak, by what the card parts them. */
async function opinionsBlock(card: CardOf<'opinions'>, making: Making): Promise<Block> {
  const { ask, speech, now } = making;
  const { say, text, number } = speech;
  const { by, period, topic, tag, source, product } = card;
  const from = sinceDay(period, now);
  const told = await ask(getOpinions, { from, topic, tag, source, product });
  const counts = (row: (typeof told)['counts']) => polarities.map((one) => number(row[one]));
  const rows = by === 'months' ? told.months.slice(-shownRows) : told[by].slice(0, shownRows);
  const narrowed = [topic && topicLabels[topic], tag && opinionTags[tag]].flatMap((one) => one || []);
  const notes = [...narrowed.map(text), ...[source, product].flatMap((one) => one ?? [])];
  return {
    title: card.title || `${say.titles.opinions}: ${say.groups[by]}`,
    notes: rows.length === 0 ? [...notes, say.noTexts] : notes,
    ...(rows.length === 0
      ? {}
      : {
          table: [
            [say.groups[by], ...polarities.map((one) => text(polarityLabels[one]))],
            ...rows.map((row) => [text(nameOf(by, row.key)), ...counts(row.counts)]),
            [say.together, ...counts(told.counts)],
          ],
        }),
  };
}

/** The share of one market over time. */
async function marketBlock(card: CardOf<'market'>, { ask, speech }: Making): Promise<Block> {
  const { say, text, number, percent } = speech;
  const { kind, dimension, part } = card;
  const answer = await ask(listMarketShares, { kind });
  const rows = answer.rows.filter((row) => row.dimension === dimension && row.part === part);
  const [first] = rows;
  if (first === undefined) return { title: card.title || say.titles.market, notes: [say.noSizes] };
  const write = (value: number | null, how: (value: number) => string) =>
    value === null ? say.unknown : how(value);
  return {
    title: card.title || `${say.titles.market}: ${text(first.label)}`,
    notes: rows.flatMap(({ period, notice }) => (notice === null ? [] : [`${period}: ${text(notice)}`])),
    table: [
      [say.period, say.size, say.sales, say.share],
      ...rows.map(({ period, size, currency, sales, share }) => [
        period,
        `${number(size)} ${currency}`,
        write(sales, number),
        write(share, percent),
      ]),
    ],
  };
}

/** What was found without anybody asking, the largest first. */
async function findingsBlock(card: CardOf<'findings'>, { ask, speech }: Making): Promise<Block> {
  const { say, text } = speech;
  const { rows } = await ask(listFindings, { kind: card.kind });
  return {
    title: card.title || say.titles.findings,
    notes: rows.length === 0 ? [say.noFindings] : rows.slice(0, shownRows).map(({ title }) => text(title)),
  };
}

/** How large a segment is, and was. */
async function segmentBlock(card: CardOf<'segment'>, { ask, speech }: Making): Promise<Block> {
  const { say, text, number, day } = speech;
  const { name, size, refreshedAt, problem, history } = await ask(getSegment, { id: card.segment });
  const sizes = history.map((one) => one.size);
  const [first, last] = [history[0], history.at(-1)];
  return {
    title: card.title || `${say.titles.segment}: ${name}`,
    big: size === null ? say.unknown : number(size),
    notes: [
      ...(problem === null ? [] : [text(problem)]),
      ...(refreshedAt === null ? [] : [say.asOf(day(refreshedAt))]),
      ...(last === undefined ? [] : [say.moves(number(last.entered), number(last.left))]),
    ],
    ...(first === undefined || last === undefined || sizes.length < 2
      ? {}
      : {
          line: {
            labels: [day(first.at), day(last.at)],
            values: sizes,
            most: number(Math.max(...sizes)),
          },
        }),
  };
}

/** What a card of this kind says. */
export function toldBlock(card: ToldCard, making: Making): Promise<Block> {
  switch (card.type) {
    case 'opinions':
      return opinionsBlock(card, making);
    case 'market':
      return marketBlock(card, making);
    case 'findings':
      return findingsBlock(card, making);
    default:
      return segmentBlock(card, making);
  }
}
