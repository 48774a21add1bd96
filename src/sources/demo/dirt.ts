import { spoilCreditCode } from './credit-code.ts';
import { below, type Dice, next } from './dice.ts';
import type { Role } from './notation.ts';

/** The kinds of mess that a dirty row can have. */
export const spoilNames = [
  'check-digit',
  'ruined-number',
  'phone-length',
  'impossible-date',
  'stray-spaces',
  'full-width',
  'html',
  'formula',
  'no-at-sign',
  'placeholder',
  'too-many-cells',
  'too-few-cells',
  'stray-quote',
  'unclosed-quote',
] as const;
export type SpoilName = (typeof spoilNames)[number];

/** A row after spoiling. `unclosed` is the cell to write with an opening quote only, or -1. */
export interface Spoiled {
  readonly spoil: SpoilName;
  readonly cells: readonly string[];
  readonly unclosed: number;
}

/** A row and the mess it shall have. */
export interface Spoilable {
  readonly cells: readonly string[];
  readonly roles: readonly Role[];
  readonly spoil: SpoilName;
}

interface Mess {
  readonly weight: number;
  /** Columns that it can hit; none for the whole row. */
  readonly roles: readonly Role[];
  readonly spoil: (cell: string, dice: Dice) => string;
}

function choose<T>(dice: Dice, list: readonly [T, ...T[]]): T {
  return list[below(dice, list.length)] ?? list[0];
}

/** What a spreadsheet makes of a long number: 9.11E+17. */
function ruinNumber(cell: string, dice: Dice): string {
  const digits = cell.replace(/\D/g, '').padEnd(11, '0');
  const tail = digits.slice(1, 1 + choose(dice, [2, 5]));
  return `${digits.slice(0, 1)}.${tail}E+${String(Math.max(cell.length, 11) - 1)}`;
}

function widen(cell: string): string {
  return cell
    .replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0))
    .replaceAll(' ', '\u3000');
}

function strewSpaces(cell: string, dice: Dice): string {
  const blank = choose(dice, [' ', '\u3000', '\u00a0', '\t']);
  const middle = Math.ceil(cell.length / 2);
  return choose(dice, [
    blank + cell,
    cell + blank,
    blank + cell + blank,
    cell.slice(0, middle) + blank + cell.slice(middle),
  ]);
}

const keep = (cell: string): string => cell;

const messes: Readonly<Record<SpoilName, Mess>> = {
  'check-digit': { weight: 14, roles: ['code'], spoil: spoilCreditCode },
  'ruined-number': { weight: 12, roles: ['code', 'phone'], spoil: ruinNumber },
  'phone-length': {
    weight: 14,
    roles: ['phone'],
    spoil: (cell, dice) => choose(dice, [cell.slice(0, -1), `${cell}7`, cell.slice(0, 5)]),
  },
  'impossible-date': {
    weight: 10,
    roles: ['date'],
    spoil: (_, dice) =>
      choose(dice, [
        '2015-02-30',
        '2021/13/05',
        '0000-00-00',
        '1900-01-00',
        '2019-06-31',
        '2099年1月1日',
        '43891',
      ]),
  },
  'stray-spaces': { weight: 14, roles: ['name', 'person', 'phone', 'code', 'email'], spoil: strewSpaces },
  'full-width': { weight: 10, roles: ['code', 'phone', 'name'], spoil: widen },
  html: {
    weight: 4,
    roles: ['name', 'person'],
    spoil: (cell, dice) =>
      choose(dice, [
        `<b>${cell}</b>`,
        `<script>alert(1)</script>${cell}`,
        `${cell}&nbsp;`,
        `<a href="#">${cell}</a>`,
      ]),
  },
  formula: {
    weight: 4,
    roles: ['name', 'person'],
    spoil: (cell, dice) =>
      choose(dice, [
        `=HYPERLINK("http://example.com","${cell}")`,
        `@SUM(1+1)*${cell}`,
        `-2+3+${cell}`,
        `+${cell}`,
      ]),
  },
  'no-at-sign': {
    weight: 8,
    roles: ['email'],
    spoil: (cell, dice) => cell.replace('@', choose(dice, ['', '#', ' at ', '＠', '@@'])),
  },
  placeholder: {
    weight: 6,
    roles: ['phone', 'email', 'person', 'date'],
    spoil: (_, dice) => choose(dice, ['无', '-', 'N/A', 'null', '暂无', '待补充', '#N/A']),
  },
  'too-many-cells': { weight: 3, roles: [], spoil: keep },
  'too-few-cells': { weight: 2, roles: [], spoil: keep },
  'stray-quote': { weight: 3, roles: ['name', 'address'], spoil: keep },
  'unclosed-quote': { weight: 0.3, roles: ['name', 'address'], spoil: keep },
};

/** Draws the kinds of mess by weight, those `without` left out. */
export function createDirt(without: readonly SpoilName[] = []): (dice: Dice) => SpoilName {
  const names = spoilNames.filter((name) => !without.includes(name));
  const total = names.reduce((sum, name) => sum + messes[name].weight, 0);
  return (dice) => {
    let rest = (next(dice) / 4294967296) * total;
    for (const name of names) {
      rest -= messes[name].weight;
      if (rest < 0) return name;
    }
    return 'stray-spaces';
  };
}

function reshape(cells: readonly string[], spoil: SpoilName, dice: Dice): string[] {
  if (spoil === 'too-many-cells')
    return [...cells, ...choose(dice, [['', ''], ['备注'], ['多余', '内容', '1']])];
  return cells.slice(0, Math.max(1, cells.length - 1 - below(dice, 3)));
}

/** Spoils a row in one way; where no filled cell fits, the first cell gets stray spaces instead. */
export function spoilRow({ cells, roles, spoil }: Spoilable, dice: Dice): Spoiled {
  const mess = messes[spoil];
  if (mess.roles.length === 0) return { spoil, cells: reshape(cells, spoil, dice), unclosed: -1 };
  const fitting = cells.flatMap((cell, at) => {
    const role = roles[at];
    return cell !== '' && role !== undefined && mess.roles.includes(role) ? [at] : [];
  });
  const at = fitting[below(dice, fitting.length)];
  if (at === undefined)
    return { spoil: 'stray-spaces', cells: cells.with(0, strewSpaces(cells[0] ?? '', dice)), unclosed: -1 };
  const cell = cells[at] ?? '';
  if (spoil === 'stray-quote')
    return { spoil, cells: cells.with(at, `${cell.slice(0, 2)}"${cell.slice(2)}`), unclosed: -1 };
  if (spoil === 'unclosed-quote') return { spoil, cells, unclosed: at };
  return { spoil, cells: cells.with(at, mess.spoil(cell, dice)), unclosed: -1 };
}
