import { z } from 'zod';

import type { Parsed } from '../../lib/endpoint.ts';
import { promptSettings, statement, type Warehouse } from '../../store/warehouse/index.ts';
import { itemNames } from '../compile-behaviour.ts';
import type { suggestItems } from './contract.ts';

/** The names of products or categories that hold a text, those that were spoken of last first. */
export async function readItems(
  warehouse: Warehouse,
  { by, text, limit }: Parsed<typeof suggestItems>,
): Promise<string[]> {
  const found = statement({
    name: 'suggest.items',
    sql: `SELECT ${itemNames[by]} AS called FROM {db}.products
    WHERE called != '' AND positionCaseInsensitiveUTF8(called, {text:String}) > 0
    GROUP BY called ORDER BY max(seen) DESC, called LIMIT {limit:UInt32}`,
    row: z.object({ called: z.string() }),
    settings: promptSettings,
  });
  const rows = await warehouse.rows(found, { text: text.trim(), limit });
  return rows.map(({ called }) => called);
}
