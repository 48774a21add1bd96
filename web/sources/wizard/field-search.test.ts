import { expect, it } from 'vitest';

import { fitsField, type FieldView } from './field-search.ts';

const capital: FieldView = {
  key: 'registered_capital',
  label: { en: 'Registered capital', zh: '注册资本' },
  kinds: ['organization'],
  type: 'money',
  domain: 'financial',
  sensitivity: 'public',
  many: false,
  synonyms: ['注册资金'],
  sounds: ['zhuceziben', 'zczb'],
  custom: false,
  sight: 'full',
  asked: true,
};

it.each([
  'Registered',
  'capital reg',
  '资本',
  'zczb',
  'zhuce',
  'zhuceziben',
  '注册资金',
  'registered_cap',
  '',
])('finds a field by “%s”', (typed) => expect(fitsField(capital, typed)).toBe(true));

it.each(['turnover', '地址', 'zcx', 'capital phone'])('does not find it by “%s”', (typed) =>
  expect(fitsField(capital, typed)).toBe(false),
);
