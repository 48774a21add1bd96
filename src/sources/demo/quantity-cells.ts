import { below, chance } from './dice.ts';
import { pieceOf, type Pen } from './notation.ts';
import type { Organization } from './organization.ts';
import { putByte, putNumber } from './page.ts';

const people = pieceOf('人');
const peopleOrMore = pieceOf('人以上');
const fewerThan = pieceOf('少于');
const tenThousand = pieceOf('万');
const tenThousandYuan = pieceOf('万元');
const tenThousandYuanRenminbi = pieceOf('万元人民币');
const tenThousandRenminbi = pieceOf('万人民币');
const hundredMillion = pieceOf('亿元');
const renminbi = pieceOf('人民币');
const whole = pieceOf('整');
const foreign = { USD: pieceOf('万美元'), HKD: pieceOf('万港元'), EUR: pieceOf('万欧元') };

/** 50032 → 500.32, 50000 → 500 */
function putHundredths({ page }: Pen, hundredths: number): void {
  const units = Math.floor(hundredths / 100);
  putNumber(page, units);
  if (hundredths === units * 100) return;
  putByte(page, 46);
  putNumber(page, hundredths - units * 100, 2);
}

function putThousands({ page }: Pen, units: number): void {
  putByte(page, 34);
  putNumber(page, Math.floor(units / 1000));
  putByte(page, 44);
  putNumber(page, Math.floor(units) % 1000, 3);
}

/** Writes an amount in one notation, or answers false where that notation does not fit it. */
type Notation = (pen: Pen, capital: number) => boolean;

const asHundredths =
  (unit: (pen: Pen) => void): Notation =>
  (pen, capital) => {
    putHundredths(pen, capital);
    unit(pen);
    return true;
  };

const inFull = asHundredths(tenThousandYuanRenminbi);

const inYuan: Notation = (pen, capital) => {
  putNumber(pen.page, capital * 100);
  return true;
};

const withThousands: Notation = (pen, capital) => {
  if (capital < 100_000 || capital % 100 !== 0) return false;
  putThousands(pen, capital / 100);
  tenThousandYuan(pen);
  putByte(pen.page, 34);
  return true;
};

const inHundredMillions: Notation = (pen, capital) => {
  if (capital < 1_000_000 || capital % 10_000 !== 0) return false;
  putHundredths(pen, capital / 10_000);
  hundredMillion(pen);
  return true;
};

const formal: Notation = (pen, capital) => {
  renminbi(pen);
  putHundredths(pen, capital);
  tenThousandYuan(pen);
  whole(pen);
  return true;
};

const short = asHundredths(tenThousand);
const notations: readonly Notation[] = [
  inFull,
  inFull,
  inFull,
  inYuan,
  withThousands,
  inHundredMillions,
  formal,
  short,
  short,
  asHundredths(tenThousandRenminbi),
];

function putYuan(pen: Pen, capital: number): void {
  const notation = notations[below(pen.dice, notations.length)] ?? inFull;
  if (!notation(pen, capital)) inFull(pen, capital);
}

/** 500万元人民币, 1000万, 5000000, 1.2亿元, 人民币500万元整, 200万美元, "1,000万元" */
export function putCapital(pen: Pen, organization: Organization): void {
  if (organization.currency === 'CNY') return putYuan(pen, organization.capital);
  putHundredths(pen, organization.capital);
  return foreign[organization.currency](pen);
}

const bands = [10, 20, 50, 100, 500, 1000, 5000, 10_000];

/** 50-99人, 1000人以上, 少于10人, 35, 35人 */
export function putStaff(pen: Pen, { staff }: Organization): void {
  const { page, dice } = pen;
  if (chance(dice, 0.35)) {
    putNumber(page, staff);
    return chance(dice, 0.5) ? people(pen) : undefined;
  }
  const place = bands.findIndex((limit) => staff < limit);
  const above = bands[place] ?? 10_000;
  const least = bands[place - 1] ?? 1;
  if (place === 0 && chance(dice, 0.4)) {
    fewerThan(pen);
    putNumber(page, above);
    return people(pen);
  }
  putNumber(page, least);
  if (least >= 1000 && chance(dice, 0.7)) return peopleOrMore(pen);
  putByte(page, 45);
  putNumber(page, above - 1);
  return people(pen);
}
