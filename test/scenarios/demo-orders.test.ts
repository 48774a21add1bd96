import { expect, test } from 'vitest';
import { z } from 'zod';

import { getRfm } from '../../src/insights/contract.ts';
import { getOpinions } from '../../src/insights/opinions/contract.ts';
import { getJob } from '../../src/jobs/contract.ts';
import { loadDemo } from '../../src/sources/contract.ts';
import { countProfiles, followImport, followJob } from '../actions.ts';
import { openTestApp } from '../harness.ts';
import { waitFor } from '../wait.ts';

const { freshWorkspace } = await openTestApp();
const chained = z.object({ next: z.string() });

test('the demo of a shop brings what its customers bought and wrote, which belongs to them and tells of them', async () => {
  const { client } = await freshWorkspace();
  const { imports, orders, reviews } = await client.call(loadDemo, {
    scenario: 'retail-shop',
    rows: 200,
    language: 'zh',
  });
  for (const one of imports) await followImport(client, one.import);
  const people = await countProfiles(client, { all: [] }, 'person');
  expect(orders).toMatchObject({ source: '商城账号' });
  expect(reviews).toMatchObject({ source: '商城账号' });
  for (let id = orders?.job; id !== undefined;) {
    await followJob(client, id);
    id = chained.safeParse((await client.call(getJob, { id })).result).data?.next;
  }
  const { segments } = await client.call(getRfm, { kind: 'person' });
  const { counts, products } = await client.call(getOpinions, {});
  const { positive, negative, mixed, neutral } = counts;
  expect(positive + negative + mixed + neutral).toBe(reviews?.rows);
  expect(positive).toBeGreaterThan(negative);
  expect(negative).toBeGreaterThan(0);
  expect(products.length).toBeGreaterThan(3);
  const customers = segments.reduce((sum, segment) => sum + segment.customers, 0);
  expect(customers).toBeGreaterThan(20);
  // Whoever ordered has an account already: orders make nobody new. What they say of customers is taken in meanwhile, and
  // while profiles are exchanged for new ones both stand there for a moment.
  const bought = { did: 'Order Completed', times: { gte: 1 } };
  await waitFor(
    'as many buyers as customers',
    () => countProfiles(client, bought, 'person'),
    (count) => count === customers,
  );
  await waitFor(
    'as many people as before',
    () => countProfiles(client, { all: [] }, 'person'),
    (count) => count === people,
  );
});
