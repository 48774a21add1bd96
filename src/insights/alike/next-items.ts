import { z } from 'zod';

import type { Output, Parsed } from '../../lib/endpoint.ts';
import { readProfileId, type ProfileKey } from '../../lib/profile-id.ts';
import { statement, type Warehouse } from '../../store/warehouse/index.ts';
import { linesOf } from '../associations.ts';
import type { getNextProducts } from './contract.ts';

type By = Parameters<typeof linesOf>[0];

const nextItems = (kind: ProfileKey['kind'], by: By) => `WITH
  owned AS (SELECT entity FROM {db}.owners WHERE kind = '${kind}' AND profile = {profile:UInt32}),
  mine AS (SELECT DISTINCT item FROM (${linesOf(by)} AND l.entity IN (SELECT entity FROM owned))),
  near AS (SELECT DISTINCT basket FROM (${linesOf(by)}) WHERE item IN (SELECT item FROM mine)),
  (SELECT count() FROM near) AS near_baskets,
  (SELECT uniqExact(basket) FROM (${linesOf(by)})) AS all_baskets
SELECT item, uniqExactIf(basket, basket IN (SELECT basket FROM near)) AS together, uniqExact(basket) AS sold,
  if(near_baskets = 0, 0, together / near_baskets) AS confidence, if(together = 0, 0, confidence / (sold / all_baskets)) AS lift,
  together >= 3 AND lift > 1 AS fits
FROM (${linesOf(by)})
WHERE item NOT IN (SELECT item FROM mine)
GROUP BY item
ORDER BY fits DESC, if(fits, confidence * log(lift), 0) DESC, sold DESC, item
LIMIT {limit:UInt32}`;

const nextRow = z.object({ item: z.string(), confidence: z.number(), lift: z.number(), fits: z.number() });

async function readNext(
  warehouse: Warehouse,
  { kind, no }: ProfileKey,
  { by, limit }: { readonly by: By; readonly limit: number },
) {
  const rows = await warehouse.rows(
    statement({ name: `insights.next.${by}`, sql: nextItems(kind, by), row: nextRow }),
    { profile: no, limit },
  );
  return rows.map(({ item, confidence, lift, fits }) =>
    fits === 1
      ? { item, why: 'together' as const, confidence, lift }
      : { item, why: 'popular' as const, confidence: null, lift: null },
  );
}

/** What a customer is likely to buy next; what it has bought is left out. */
export async function readNextProducts(
  warehouse: Warehouse,
  { profile, limit }: Parsed<typeof getNextProducts>,
): Promise<Output<typeof getNextProducts>> {
  const key = readProfileId(profile);
  if (key === undefined) return { products: [], categories: [] };
  const [products, categories] = await Promise.all([
    readNext(warehouse, key, { by: 'product', limit }),
    readNext(warehouse, key, { by: 'category', limit }),
  ]);
  return {
    products: products.map(({ item, ...rest }) => ({ product: item, ...rest })),
    categories: categories.map(({ item, ...rest }) => ({ category: item, ...rest })),
  };
}
