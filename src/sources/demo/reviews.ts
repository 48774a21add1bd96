import { below, chance, createDice, keyOf, reseed, type Dice } from './dice.ts';
import { type Line, type ShopOptions, writeDay, writeLines, writeTime } from './orders.ts';
import type { Good } from './goods.data.ts';
import { accountOf, type Person } from './person.ts';
import { voices, type Voice } from './reviews.data.ts';

/** How the columns of the file of reviews are to be read. */
export const reviewColumns = {
  用户编号: 'customer',
  时间: 'time',
  事件: 'name',
  商品编号: 'product',
  商品名称: 'product_name',
  品类: 'category',
  内容: 'text',
} as const;

const reviewStream = 0x7276;
/** How many of what is bought is written about. */
const reviewed = 0.07;
const complained = 0.012;
/** Whoever writes does so within so many days. */
const longestDays = 20;
const sides = ['delivery', 'packaging', 'price', 'service'] as const;

function pick(dice: Dice, list: readonly string[]): string {
  return list[below(dice, list.length)] ?? '';
}

type Feeling = 'praise' | 'blame';

/** What is said of a thing and of what came with it, in so many clauses that speak alike. */
function clauses(dice: Dice, voice: Voice, { good, feeling, count }: Said): string[] {
  const own = voice.goods[good.name] ?? voice.goods[good.category] ?? voice.whole;
  const side = sides[below(dice, sides.length)] ?? 'delivery';
  const parts = [
    pick(dice, own[feeling]),
    pick(dice, voice[side][feeling]),
    chance(dice, 0.5) ? pick(dice, voice.whole[feeling]) : pick(dice, againOf(voice, feeling)),
  ];
  return parts.slice(0, count);
}

interface Said {
  readonly good: Good;
  readonly feeling: Feeling;
  readonly count: number;
}

const againOf = (voice: Voice, feeling: Feeling) =>
  feeling === 'praise' ? voice.againPraise : voice.againBlame;

/** Two of three praise, some both praise and blame, some blame, a few say neither. */
function writeReview(dice: Dice, voice: Voice, { good }: Line): string {
  const throwOf = below(dice, 100);
  const say = (feeling: Feeling) => clauses(dice, voice, { good, feeling, count: 1 + below(dice, 3) });
  if (throwOf < 8) return pick(dice, voice.plain);
  const why = chance(dice, 0.3) ? [pick(dice, voice.why)] : [];
  if (throwOf < 24) {
    const [praise, blame] = [say('praise').slice(0, 2), say('blame').slice(0, 1)];
    return `${[...why, ...praise].join(voice.comma)}${voice.but}${blame.join('')}`;
  }
  const feeling = throwOf < 82 ? 'praise' : 'blame';
  const wish = chance(dice, feeling === 'blame' ? 0.3 : 0.08) ? [pick(dice, voice.wishes)] : [];
  return [...why, ...say(feeling), ...wish].join(voice.comma);
}

function writeComplaint(dice: Dice, voice: Voice): string {
  const wrong = pick(dice, voice.wrong);
  const service = chance(dice, 0.5) ? [pick(dice, voice.service.blame)] : [];
  return [wrong, ...service, pick(dice, voice.demands)].join(voice.comma);
}

const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** A sentence: capital first letter, the thing by its name, a stop at the end. */
function finish(text: string, voice: Voice, { good }: Line): string {
  const named = text.replaceAll('{good}', () => good.name);
  return `${named.charAt(0).toUpperCase()}${named.slice(1)}${voice.stop}`;
}

/** What a person writes of what it bought. */
function listTexts(person: Person, bought: readonly Line[], { last, dice }: { last: number; dice: Dice }) {
  const voice = chance(dice, 0.12) ? voices.en : voices.zh;
  return bought.flatMap((line) => {
    const isComplaint = chance(dice, line.count < 0 ? 0.5 : complained);
    const isReview = !isComplaint && line.count > 0 && chance(dice, reviewed);
    const day = line.day + 1 + below(dice, longestDays);
    if ((!isComplaint && !isReview) || day > last) return [];
    const text = isComplaint ? writeComplaint(dice, voice) : writeReview(dice, voice, line);
    const { code, name, category } = line.good;
    const event = isComplaint ? 'Complaint' : 'Product Reviewed';
    const at = `${writeDay(day)} ${writeTime(dice)}`;
    return [
      `${accountOf(person)},${at},${event},${code},${name},${category},${quote(finish(text, voice, line))}\n`,
    ];
  });
}

/** Writes what a shop's people say of what they bought; answers how many texts. The same options give the same bytes. */
export function writeReviews(path: string, options: ShopOptions, signal?: AbortSignal): Promise<number> {
  const dice = createDice();
  const list = (person: Person, bought: readonly Line[], last: number) => {
    reseed(dice, keyOf(options.seed, reviewStream), person.index);
    return listTexts(person, bought, { last, dice });
  };
  return writeLines(path, { ...options, head: Object.keys(reviewColumns), list }, signal);
}
