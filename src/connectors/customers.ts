import { z } from 'zod';

import { statement, type Warehouse } from '../store/warehouse/index.ts';
import { trackedId, type Read } from './outcome.ts';
import type { ConnectorRow } from './tables.ts';

const findOwners = statement({
  name: 'connectors.orders',
  sql: `SELECT o.order AS order, any(e.value) AS who FROM (
    SELECT order, entity FROM {db}.orders WHERE source = {source:String} AND order IN {orders:Array(String)} AND entity != 0
  ) AS o INNER JOIN (
    SELECT entity, value FROM {db}.entities WHERE type = 'user' AND entity IN (
      SELECT entity FROM {db}.orders WHERE source = {source:String} AND order IN {orders:Array(String)} AND entity != 0)
  ) AS e ON o.entity = e.entity GROUP BY order`,
  row: z.object({ order: z.string(), who: z.string() }),
});

/** The customers of orders of which something tells without saying whose they are: out of what came with it, else out of what came before. */
export async function findCustomers(
  warehouse: Warehouse,
  connector: ConnectorRow,
  read: readonly Read[],
): Promise<ReadonlyMap<string, string>> {
  const readings = read.flatMap((one) => one.readings);
  const known = new Map(
    readings
      .filter(({ who, order }) => who !== '' && order !== '')
      .map(({ who, order }) => [order, trackedId(connector, who)]),
  );
  const asked = readings
    .filter(({ who, order }) => who === '' && order !== '' && !known.has(order))
    .map(({ order }) => order);
  if (asked.length === 0) return known;
  const found = await warehouse.rows(findOwners, { source: connector.source_name, orders: asked });
  for (const { order, who } of found) known.set(order, who);
  return known;
}
