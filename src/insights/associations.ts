import { randomBytes } from 'node:crypto';

import { z } from 'zod';

import type { Output, Parsed } from '../lib/endpoint.ts';
import { itemNames } from '../query/index.ts';
import { command, statement, type Warehouse } from '../store/warehouse/index.ts';
import type { getAssociations } from './contract.ts';
import { findAssociations, findItemsets, type Basket } from './models/itemsets.ts';

const number = z.coerce.number();
/** Different baskets that are read at most; of more a sample is taken. */
const mostBaskets = 100_000;
const mostItems = 5_000;
const mostItemsets = 50_000;
const page = 2_000;

/** Lines that stand in a basket: what was ordered and neither cancelled nor given back. */
export function linesOf(by: keyof typeof itemNames): string {
  return `SELECT cityHash64(l.source, l.order, l.entity, if(l.order = '', l.message, 0)) AS basket, ${itemNames[by]} AS item
    FROM {db}.order_lines AS l
    WHERE l.movement IN ('completed', 'updated') AND l.quantity > 0 AND item != ''`;
}

const countRow = z.object({ baskets: number });
const itemRow = z.object({ item: z.string(), baskets: number });
const basketRow = z.object({ items: z.array(z.number()), count: number });

/** What is bought together, from all baskets or, of very many, a sample of them. */
export async function readAssociations(
  warehouse: Warehouse,
  { by, support, confidence, limit }: Parsed<typeof getAssociations>,
): Promise<Output<typeof getAssociations>> {
  const lines = linesOf(by);
  const total = (await warehouse.row(
    statement({
      name: 'insights.baskets.count',
      sql: `SELECT uniqExact(basket) AS baskets FROM (${lines})`,
      row: countRow,
    }),
  )) ?? { baskets: 0 };
  const every = Math.max(1, Math.ceil(total.baskets / (mostBaskets * 5)));
  const sample = every === 1 ? lines : `${lines} AND basket % ${every} = 0`;
  const read = every === 1 ? total.baskets : await countBaskets(warehouse, sample);
  const items = await warehouse.rows(
    statement({
      name: 'insights.baskets.items',
      sql: `SELECT item, uniqExact(basket) AS baskets FROM (${sample}) GROUP BY item
        HAVING baskets >= {least:Float64} ORDER BY baskets DESC, item LIMIT ${mostItems}`,
      row: itemRow,
    }),
    { least: support * read },
  );
  const table = `baskets_${randomBytes(8).toString('hex')}`;
  try {
    const baskets = await gather(warehouse, { table, lines: sample, items: items.map((one) => one.item) });
    const limits = { least: support * read, longest: 6, most: mostItemsets };
    const { itemsets, full } = await findItemsets(baskets, limits);
    const rules = findAssociations(itemsets, { baskets: read, confidence });
    const nameOf = (code: number) => items[code]?.item ?? '';
    return {
      baskets: total.baskets,
      read,
      itemsets: itemsets.length,
      full,
      total: rules.length,
      rules: rules.slice(0, limit).map((rule) => ({
        ...rule,
        items: rule.items.map(nameOf),
        consequent: nameOf(rule.consequent),
      })),
    };
  } finally {
    await warehouse.run(command('insights.baskets.drop', `DROP TABLE IF EXISTS {db}.${table} SYNC`));
  }
}

async function countBaskets(warehouse: Warehouse, lines: string): Promise<number> {
  const sql = `SELECT uniqExact(basket) AS baskets FROM (${lines})`;
  return (
    (await warehouse.row(statement({ name: 'insights.baskets.sample', sql, row: countRow })))?.baskets ?? 0
  );
}

interface Gathering {
  readonly table: string;
  readonly lines: string;
  /** The items that are met often enough, the most frequent first: their places are their codes. */
  readonly items: readonly string[];
}

/** Baskets as lists of codes, equal ones counted together, read a page at a time. */
async function gather(warehouse: Warehouse, { table, lines, items }: Gathering): Promise<Basket[]> {
  await warehouse.run(
    command(
      'insights.baskets.fill',
      `CREATE TABLE {db}.${table} ENGINE = Memory AS
      SELECT rowNumberInAllBlocks() AS n, items, count FROM (
        SELECT items, toUInt32(count()) AS count FROM (
          SELECT arraySort(groupUniqArray(toUInt32(indexOf({items:Array(String)}, item) - 1))) AS items
          FROM (${lines} AND item IN {items:Array(String)}) GROUP BY basket
        ) GROUP BY items ORDER BY items
      )`,
    ),
    { items },
  );
  const baskets: Basket[] = [];
  const pageOf = statement({
    name: 'insights.baskets.page',
    sql: `SELECT items, count FROM {db}.${table} WHERE n >= {from:UInt64} AND n < {to:UInt64} ORDER BY n`,
    row: basketRow,
  });
  for (let from = 0; ; from += page) {
    const rows = await warehouse.rows(pageOf, { from, to: from + page });
    for (const row of rows) baskets.push(row);
    if (rows.length < page) return baskets;
  }
}
