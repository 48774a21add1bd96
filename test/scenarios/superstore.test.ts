import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { getForecast, getLifetimeValue, refreshInsights } from '../../src/insights/contract.ts';
import { followJob, uploadFile } from '../actions.ts';
import { openTestApp } from '../harness.ts';
import { root } from '../place.ts';
import { importEvents } from '../retail.ts';
import { waitFor } from '../wait.ts';

const file = join(root, '..', 'shared', 'data', 'retail', 'superstore.csv');
const isThere = existsSync(file);
if (!isThere) process.stdout.write(`skipped: ${file} is not there\n`);
const { freshWorkspace } = await openTestApp();

const columns = {
  'Order ID': 'order',
  'Order Date': 'time',
  'Customer ID': 'customer',
  'Product ID': 'product',
  'Product Name': 'product_name',
  Category: 'category',
  Quantity: 'quantity',
  Sales: 'amount',
} as const;

/** Imports rows of the file into a workspace of their own; answers what they add up to. */
async function addUp(rows: string) {
  const { client } = await freshWorkspace();
  const people = new Set(rows.match(/"[A-Za-z]{2}-\d{5}"/g)).size;
  const upload = await uploadFile(client, { name: 'superstore.csv', bytes: Buffer.from(rows) });
  await importEvents(client, { upload, columns, currency: 'USD' });
  const found = await waitFor(
    'the values of customers',
    async () => {
      await followJob(client, (await client.call(refreshInsights, { asOf: '2018-01-01' })).job);
      return client.call(getLifetimeValue, {});
    },
    ({ customers }) => customers === people,
  );
  const pieces = await client.call(getForecast, { of: 'pieces', by: 'month' });
  const orders = await client.call(getForecast, { of: 'orders', by: 'month' });
  const sum = ({ history }: typeof pieces) => history.reduce((all, { value }) => all + value, 0);
  return { customers: found.customers, spend: found.spend ?? 0, pieces: sum(pieces), orders: sum(orders) };
}

test.skipIf(!isThere)(
  'four years of a real shop add up to what was published, as a whole and by segment',
  async () => {
    const text = await readFile(file, 'utf8');
    const whole = await addUp(text);
    expect({ ...whole, spend: whole.spend.toFixed(4) }).toEqual({
      customers: 793,
      spend: '2297200.8603',
      pieces: 37_873,
      orders: 5_009,
    });
    const [header = '', ...rows] = text.split(/\r?\n/);
    for (const [segment, sales] of [
      ['Consumer', '1161401.34'],
      ['Corporate', '706146.37'],
      ['Home Office', '429653.15'],
    ] as const) {
      const some = rows.filter((row) => row.includes(`,"${segment}",`));
      expect((await addUp([header, ...some, ''].join('\n'))).spend.toFixed(2)).toBe(sales);
    }
  },
);
