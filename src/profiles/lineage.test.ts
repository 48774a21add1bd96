import { expect, it } from 'vitest';

import { catalogue } from '../fields/index.ts';
import { traceField, type FactsRow } from './lineage.ts';

const fields = catalogue('organization');

function lossesOf(key: string, rows: readonly Partial<FactsRow>[]): unknown[] {
  const field = fields.find((one) => one.key === key);
  if (field === undefined) throw new Error(`no field ${key}`);
  const full = rows.map((row, at) => ({
    no: at + 1,
    trust: 50,
    observed: 1_000,
    sets: [],
    invalid: [],
    values: {},
    ...row,
  }));
  return traceField(field, full).claims.map(({ row, lost }) => [row.no, lost]);
}

const name = (text: string) => ({ values: { name: text } });

it('says of each claim which rule it lost by', () => {
  expect(lossesOf('name', [{ ...name('A') }, { ...name('B'), sets: ['name'], trust: 1 }])).toEqual([
    [2, null],
    [1, 'hand'],
  ]);
  expect(lossesOf('name', [{ ...name('A'), trust: 80 }, { ...name('B') }, { ...name('A') }])).toEqual([
    [1, null],
    [3, null],
    [2, 'trust'],
  ]);
  expect(
    lossesOf('name', [
      { ...name('A') },
      { ...name('B'), observed: 900 },
      { ...name('C'), invalid: ['name'] },
    ]),
  ).toEqual([
    [1, null],
    [2, 'date'],
    [3, 'check'],
  ]);
  expect(lossesOf('name', [name('A'), name('B')])).toEqual([
    [2, null],
    [1, 'order'],
  ]);
});

it('knows the order of each kind of field', () => {
  const scope = (text: string) => ({ values: { business_scope: text } });
  expect(
    lossesOf('business_scope', [scope('long and complete'), { ...scope('short'), observed: 2_000 }]),
  ).toEqual([
    [1, null],
    [2, 'length'],
  ]);
  const capital = (paid_in_capital: number) => ({ values: { paid_in_capital } });
  expect(
    lossesOf('paid_in_capital', [
      { ...capital(1), trust: 99 },
      { ...capital(2), observed: 2_000 },
    ]),
  ).toEqual([
    [2, null],
    [1, 'date'],
  ]);
  expect(lossesOf('paid_in_capital', [capital(1), { invalid: ['paid_in_capital'] }])).toEqual([
    [1, null],
    [2, 'unread'],
  ]);
});

it('says which lists were replaced by one that was set by hand', () => {
  const phones = (...list: string[]) => ({ values: { phones: list } });
  expect(
    lossesOf('phones', [
      phones('+8613800000000'),
      { ...phones('+8613900000000'), sets: ['phones'] },
      { ...phones('+8613700000000'), observed: 3_000 },
    ]),
  ).toEqual([
    [2, null],
    [3, null],
    [1, 'replaced'],
  ]);
});
