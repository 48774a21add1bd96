import { drawMailHost, tradeList } from './catalogue.ts';
import { putCreditCode } from './credit-code.ts';
import { below, chance, scramble } from './dice.ts';
import { putCapital, putStaff } from './quantity-cells.ts';
import {
  pieceOf,
  putBracketed,
  putDate,
  putLandline,
  putMailbox,
  putMobile,
  putPersonName,
  putPinyinName,
  type Column,
  type Pen,
} from './notation.ts';
import { bracketStyle, type Organization } from './organization.ts';
import { firstByte, putAscii, putByte, putNumber, putText, type Page, type Texts } from './page.ts';
import type { Numbers } from './people.ts';
import { getPlaces } from './places.ts';
import { domainEnds, mailboxes } from './words.data.ts';

const houseEnd = pieceOf('号');
const roomEnd = pieceOf('室');
const semicolon = pieceOf('；');
const approval = pieceOf('（依法须经批准的项目，经相关部门批准后方可开展经营活动）');
const formerly = pieceOf('（曾用名：');
const closing = pieceOf('）');

type TradeName = Organization['tradeName'];

function putCharacters(page: Page, texts: Texts, tradeName: TradeName): void {
  putText(page, texts, tradeName[0]);
  putText(page, texts, tradeName[1]);
  if (tradeName[2] >= 0) putText(page, texts, tradeName[2]);
  if (tradeName[3] >= 0) putText(page, texts, tradeName[3]);
}

function putTradeWord({ page, words }: Pen, organization: Organization): void {
  putText(page, words.words, (words.wordStarts[organization.trade] ?? 0) + organization.word);
}

function putFullName(pen: Pen, organization: Organization, tradeName: TradeName): void {
  const { page, words } = pen;
  const before = words.places.heads[organization.nameStyle];
  if (before !== undefined) putText(page, before, organization.place);
  putCharacters(page, words.trade, tradeName);
  putTradeWord(pen, organization);
  if (organization.nameStyle === bracketStyle) {
    putBracketed(pen, () => putText(page, words.places.citiesShort, organization.place));
  }
  putText(page, words.forms, organization.form);
}

/** Region, trade name, trade and legal form; a short name is trade name and trade alone. */
export function putOrganizationName(pen: Pen, organization: Organization): void {
  if (!organization.brief) return putFullName(pen, organization, organization.tradeName);
  putCharacters(pen.page, pen.words.trade, organization.tradeName);
  return putTradeWord(pen, organization);
}

/** The name it had before: another trade name in front of the same trade. */
function putFormerName(pen: Pen, organization: Organization): void {
  if (organization.formerly < 0) return;
  putFullName(pen, organization, [organization.formerly, organization.tradeName[1], -1, -1]);
}

function putNameWithFormer(pen: Pen, organization: Organization): void {
  putOrganizationName(pen, organization);
  if (organization.formerly < 0 || !chance(pen.dice, 0.1)) return;
  formerly(pen);
  putFormerName(pen, organization);
  closing(pen);
}

function putCode({ page }: Pen, organization: Organization): void {
  putCreditCode(page.bytes, page.at, {
    registration: organization.registration,
    region: getPlaces().regions[organization.place] ?? 0,
    number: organization.codeNumber,
    style: organization.codeStyle,
  });
  page.at += 18;
}

function putServiceNumber({ page, dice }: Pen, organization: Organization): void {
  const tail = 100_000 + (organization.landline % 900_000);
  putAscii(page, '400');
  const dashed = chance(dice, 0.7);
  if (dashed) putByte(page, 45);
  putNumber(page, Math.floor(tail / 1000) + 100, 3);
  if (dashed) putByte(page, 45);
  putNumber(page, 1000 + (organization.landline % 9000));
}

/** A mobile, a landline, both, or a 400 number. */
function putAnyPhone(pen: Pen, organization: Organization): void {
  const style = below(pen.dice, 100);
  if (style < 55) return putMobile(pen, organization.mobile);
  if (style < 94) return putLandline(pen, organization);
  if (style < 97) return putServiceNumber(pen, organization);
  putMobile(pen, organization.mobile);
  putByte(pen.page, style === 97 ? 59 : 47);
  return putLandline(pen, organization);
}

/** Own domain: pinyin of the trade name, the organisation's number, an end. */
function putDomain({ page, words }: Pen, organization: Organization): void {
  putCharacters(page, words.tradePinyin, organization.tradeName);
  putNumber(page, organization.index);
  putText(page, words.domainEnds, organization.index % domainEnds.length);
}

function putEmail(numbers: Numbers): (pen: Pen, organization: Organization) => void {
  return (pen, organization) => {
    const { page, words, dice } = pen;
    const style = below(dice, 10);
    if (style < 4) {
      const host = drawMailHost(dice);
      const number = scramble(organization.index * 2, numbers.mailboxes);
      return putMailbox(pen, {
        name: organization.representative,
        mobile: organization.mobile,
        host,
        number,
      });
    }
    if (style < 7) putText(page, words.mailboxes, below(dice, mailboxes.length));
    else putPinyinName(pen, organization.representative);
    putByte(page, 64);
    return putDomain(pen, organization);
  };
}

function putWebsite(pen: Pen, organization: Organization): void {
  const style = below(pen.dice, 10);
  if (style < 3) putAscii(pen.page, 'http://');
  if (style === 3) putAscii(pen.page, 'https://');
  putAscii(pen.page, 'www.');
  putDomain(pen, organization);
  if (style === 2) putByte(pen.page, 47);
}

/** The group's name three times in four; else its division, its code, section and code, or code and name. */
function putIndustry({ page, words, dice }: Pen, { trade }: Organization): void {
  const style = below(dice, 100);
  if (style < 70) return putText(page, words.trades, trade);
  if (style < 80) return putText(page, words.divisions, trade);
  if (style > 88) putAscii(page, tradeList[trade]?.section ?? '');
  putText(page, words.tradeCodes, trade);
  if (style !== 88 && style < 96) return undefined;
  putByte(page, 32);
  return putText(page, words.trades, trade);
}

/** Province to room, sometimes without the province, rarely with spaces. */
function putAddress(pen: Pen, organization: Organization): void {
  const { page, words, dice } = pen;
  const style = below(dice, 100);
  putText(page, style < 70 ? words.places.full : words.places.local, organization.place);
  if (style > 95) putByte(page, 32);
  putText(page, words.roads, organization.road);
  putNumber(page, organization.house);
  houseEnd(pen);
  putText(page, words.buildings, organization.building);
  if (organization.room === 0) return;
  putNumber(page, organization.room + 100);
  if (chance(dice, 0.9)) roomEnd(pen);
}

const quoteMark = 34;

function isQuoted(texts: Texts, index: number): boolean {
  return firstByte(texts, index) === quoteMark;
}

/** One or two phrases, sometimes with the register's closing words; some are quoted, one in a thousand runs over two lines. */
function putScope(pen: Pen, { trade }: Organization): void {
  const { page, words, dice } = pen;
  const start = words.scopeStarts[trade] ?? 0;
  const end = words.scopeStarts[trade + 1] ?? words.scopes.starts.length;
  const first = start + below(dice, end - start);
  const from = page.at;
  putText(page, words.scopes, first);
  if (isQuoted(words.scopes, first)) return undefined;
  const style = below(dice, 1000);
  if (style < 40) return approval(pen);
  const second = first === start ? start + 1 : start;
  if (style >= 300 || second >= end || isQuoted(words.scopes, second)) return undefined;
  if (style > 42) {
    semicolon(pen);
    return putText(page, words.scopes, second);
  }
  page.bytes.copyWithin(from + 1, from, page.at);
  page.bytes[from] = quoteMark;
  page.at += 1;
  putByte(page, 10);
  putText(page, words.scopes, second);
  return putByte(page, quoteMark);
}

const degree = 10_000;
/** Companies lie within a tenth of a degree of the middle of their city. */
const reach = degree / 10;

function putDegrees(page: Page, middle: number, spot: number): void {
  const tenThousandths = middle + (spot % (2 * reach)) - reach;
  const whole = Math.floor(tenThousandths / degree);
  putNumber(page, whole);
  putByte(page, 46);
  putNumber(page, tenThousandths - whole * degree, 4);
}

/** Longitude and latitude, in this order as Chinese maps have it, quoted for the comma; nothing but for the larger cities. */
function putPoint({ page }: Pen, { place, road, house }: Organization): void {
  const { points } = getPlaces();
  const [longitude = 0, latitude = 0] = points.subarray(2 * place, 2 * place + 2);
  if (longitude === 0) return;
  putByte(page, quoteMark);
  putDegrees(page, longitude, road * 617 + house * 37);
  putByte(page, 44);
  putDegrees(page, latitude, road * 379 + house * 83);
  putByte(page, quoteMark);
}

/** The columns of organisations by what they hold; a source picks, renames and orders them. */
export function organizationColumns(numbers: Numbers) {
  const column = (role: Column<Organization>['role'], gap: number, write: Column<Organization>['write']) => ({
    role,
    gap,
    write,
  });
  return {
    name: column('name', 0, putNameWithFormer),
    code: column('code', 0.02, putCode),
    representative: column('person', 0.03, (pen, it) => putPersonName(pen, it.representative)),
    phone: column('phone', 0.12, putAnyPhone),
    mobile: column('phone', 0.25, (pen, it) => putMobile(pen, it.mobile)),
    landline: column('phone', 0.4, (pen, it) => putLandline(pen, it)),
    email: column('email', 0.45, putEmail(numbers)),
    capital: column('money', 0.08, putCapital),
    founded: column('date', 0.04, (pen, it) => putDate(pen, it.founded, 0.6)),
    industry: column('text', 0.1, putIndustry),
    address: column('address', 0.05, putAddress),
    staff: column('number', 0.3, putStaff),
    website: column('text', 0.7, putWebsite),
    scope: column('text', 0.35, putScope),
    former: column('text', 0, putFormerName),
    state: column('text', 0.01, ({ page, words }, it) => putText(page, words.states, it.state)),
    type: column('text', 0.05, ({ page, words }, it) => putText(page, words.formTypes, it.form)),
    province: column('text', 0.06, ({ page, words, dice }, it) =>
      putText(page, chance(dice, 0.7) ? words.places.provincesShort : words.places.provinces, it.place),
    ),
    city: column('text', 0.08, ({ page, words, dice }, it) =>
      putText(page, chance(dice, 0.6) ? words.places.cities : words.places.citiesShort, it.place),
    ),
    insured: column('number', 0.3, ({ page, dice }, it) =>
      putNumber(page, chance(dice, 0.15) ? 0 : Math.ceil(it.staff * 0.8)),
    ),
    registrar: column('text', 0.1, putRegistrar),
    point: column('text', 0.3, putPoint),
  } as const;
}

const bureau = pieceOf('市场监督管理局');

function putRegistrar(pen: Pen, { place }: Organization): void {
  putText(pen.page, pen.words.places.counties, place);
  bureau(pen);
}
