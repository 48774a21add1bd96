import { below, chance, type Dice } from './dice.ts';
import { putAscii, putByte, putNumber, putText, type Page } from './page.ts';
import type { Day, PersonName } from './people.ts';
import { indexOfPiece, type Piece, type Vocabulary } from './vocabulary.ts';

/** What a cell is written with. */
export interface Pen {
  readonly page: Page;
  readonly words: Vocabulary;
  readonly dice: Dice;
}

/** What a column holds, for the mess that fits it. */
export type Role =
  | 'name'
  | 'person'
  | 'code'
  | 'phone'
  | 'email'
  | 'date'
  | 'money'
  | 'number'
  | 'address'
  | 'text';

/** One column of a file: its header, the share of empty cells, and how a cell is written. */
export interface Column<Facts> {
  readonly header: string;
  readonly role: Role;
  readonly gap: number;
  readonly write: (pen: Pen, facts: Facts) => void;
}

const space = 32;
const dash = 45;

/** Writers of the fixed pieces, found once, not at each cell. */
export function pieceOf(piece: Piece): (pen: Pen) => void {
  const index = indexOfPiece(piece);
  return ({ page, words }) => putText(page, words.pieces, index);
}

const year = pieceOf('年');
const month = pieceOf('月');
const dayEnd = pieceOf('日');
const extensionMark = pieceOf('转');
const openBracket = pieceOf('（');
const closeBracket = pieceOf('）');
const sir = pieceOf('先生');
const madam = pieceOf('女士');

/** Writes an opening or closing bracket, full-width four times in five. */
export function putBracketed(pen: Pen, inside: () => void): void {
  const wide = chance(pen.dice, 0.8);
  if (wide) openBracket(pen);
  else putByte(pen.page, 40);
  inside();
  if (wide) closeBracket(pen);
  else putByte(pen.page, 41);
}

function putSeparated(page: Page, day: Day, separator: number): void {
  putNumber(page, day.year, 4);
  putByte(page, separator);
  putNumber(page, day.month, separator === dash ? 2 : 1);
  putByte(page, separator);
  putNumber(page, day.day, separator === dash ? 2 : 1);
}

/** 2015-03-02, 2015/3/2, 2015年3月2日, 20150302, 2015.3.2 or 2015-03-02 00:00:00; the first in most rows. */
export function putDate(pen: Pen, day: Day, plain: number): void {
  const { page, dice } = pen;
  if (chance(dice, plain)) return putSeparated(page, day, dash);
  switch (below(dice, 6)) {
    case 0:
    case 1:
      return putSeparated(page, day, 47);
    case 2:
      putNumber(page, day.year);
      year(pen);
      putNumber(page, day.month);
      month(pen);
      putNumber(page, day.day);
      return dayEnd(pen);
    case 3:
      return putNumber(page, day.year * 10000 + day.month * 100 + day.day);
    case 4:
      return putSeparated(page, day, 46);
    default:
      putSeparated(page, day, dash);
      return putAscii(page, ' 00:00:00');
  }
}

/** 13812345678, 138 1234 5678, 138-1234-5678, +8613812345678 or (+86)138… */
export function putMobile(pen: Pen, mobile: number): void {
  const { page, dice } = pen;
  const style = below(dice, 20);
  if (style < 13) return putNumber(page, mobile);
  if (style > 16) putAscii(page, style === 17 ? '+86' : style === 18 ? '+86 ' : '86-');
  if (style > 16) return putNumber(page, mobile);
  const mark = style === 16 ? dash : space;
  const head = Math.floor(mobile / 1e8);
  const rest = mobile - head * 1e8;
  const middle = Math.floor(rest / 1e4);
  putNumber(page, head);
  putByte(page, mark);
  putNumber(page, middle, 4);
  putByte(page, mark);
  putNumber(page, rest - middle * 1e4, 4);
}

/** A number on a switchboard. `extension` 0 is none. */
export interface Line {
  readonly place: number;
  readonly landline: number;
  readonly extension: number;
}

function putExtension(pen: Pen, extension: number): void {
  if (extension === 0) return;
  if (chance(pen.dice, 0.5)) putByte(pen.page, dash);
  else extensionMark(pen);
  putNumber(pen.page, extension);
}

/** 0571-88888888, (0571)88888888, 0571 8888 8888, +86-571-88888888 or 057188888888, with an extension if there is one. */
export function putLandline(pen: Pen, line: Line): void {
  const { page, words, dice } = pen;
  const style = below(dice, 20);
  if (style === 19) putAscii(page, '+86-');
  if (style === 18) putByte(page, 40);
  const before = page.at;
  putText(page, words.places.areaCodes, line.place);
  if (style === 19) {
    page.bytes.copyWithin(before, before + 1, page.at);
    page.at -= 1;
  }
  if (style === 18) putByte(page, 41);
  else if (style === 17) putByte(page, space);
  else if (style !== 16) putByte(page, dash);
  if (style === 17) {
    const head = Math.floor(line.landline / 1e4);
    putNumber(page, head);
    putByte(page, space);
    putNumber(page, line.landline - head * 1e4, 4);
  } else putNumber(page, line.landline);
  putExtension(pen, line.extension);
}

/** A Chinese name as it is written, rarely with a space inside; whole names as they are. */
export function putPersonName(pen: Pen, name: PersonName): void {
  const { page, words, dice } = pen;
  if (name.whole >= 0) return putText(page, words.whole, name.whole);
  putText(page, words.families, name.family);
  if (name.second < 0 && chance(dice, 0.04)) putByte(page, space);
  putText(page, words.given[name.gender], name.first);
  if (name.second >= 0) putText(page, words.given[name.gender], name.second);
}

/** 王先生, 李女士. */
export function putPoliteName(pen: Pen, name: PersonName): void {
  putText(pen.page, pen.words.families, name.family);
  if (name.gender === 0) sir(pen);
  else madam(pen);
}

/** wangxiaoming */
export function putPinyinName(pen: Pen, name: PersonName): void {
  const { page, words } = pen;
  putText(page, words.familyPinyin, name.family);
  putText(page, words.givenPinyin[name.gender], name.first);
  if (name.second >= 0) putText(page, words.givenPinyin[name.gender], name.second);
}

/** What a private mailbox is made of; `number` is unique, so that no two people share an address by chance. */
export interface Mailbox {
  readonly name: PersonName;
  readonly mobile: number;
  readonly host: number;
  readonly number: number;
}

/** Index of qq.com, foxmail.com and 139.com in the list of hosts, whose addresses are numbers. */
const numberHosts = new Set([0, 5]);
const mobileHost = 3;

/** 283746152@qq.com, wangxiaoming8374615@163.com, 13812345678@139.com */
export function putMailbox(pen: Pen, mailbox: Mailbox): void {
  const { page, words } = pen;
  if (mailbox.host === mobileHost) putNumber(page, mailbox.mobile);
  else if (numberHosts.has(mailbox.host)) putNumber(page, 1e8 + mailbox.number);
  else {
    putPinyinName(pen, mailbox.name);
    putNumber(page, mailbox.number);
  }
  putByte(page, 64);
  putText(page, words.mailHosts, mailbox.host);
}
