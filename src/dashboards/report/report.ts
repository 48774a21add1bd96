import { isProblem } from '../../lib/problem.ts';
import type { Card } from '../contract.ts';
import type { Block } from './block.ts';
import { makeBlock } from './cards.ts';
import { drawSheet } from './draw.ts';
import type { Making } from './making.ts';

/** What is put on paper, for whom. */
export interface ReportAsked extends Making {
  readonly name: string;
  readonly workspace: string;
  readonly cards: readonly Card[];
  readonly url: string;
}

/** A card that its reader may not see, or that cannot be read, is said to be so: the others are there all the same. */
async function blockOf(card: Card, making: Making): Promise<Block> {
  try {
    return await makeBlock(card, making);
  } catch (error) {
    if (!isProblem(error)) throw error;
    const { say, text } = making.speech;
    const title = card.title || (card.type === 'metric' ? card.metric : say.titles[card.type]);
    return { title, notes: [error.code === 'access.forbidden' ? say.hidden : text(error.text)] };
  }
}

/** A dashboard as a PDF file, each card as its reader may see it. */
export async function makeReport(asked: ReportAsked): Promise<Buffer> {
  const { name, workspace, cards, now, url, speech } = asked;
  const blocks: Block[] = [];
  // One after the other: what nobody waits for leaves the warehouse to who does.
  for (const card of cards) blocks.push(await blockOf(card, asked));
  const { say, date, language } = speech;
  return drawSheet({
    title: name,
    lead: say.whole(workspace, date(now)),
    url,
    language,
    blocks: blocks.length === 0 ? [{ title: say.empty }] : blocks,
  });
}
