import { itemNames } from '../../query/index.ts';
import { purchaseNumber } from '../purchases.ts';
import type { demandParts } from './contract.ts';

export type Part = (typeof demandParts)[number];

const owned = 'SELECT entity FROM {db}.owners WHERE kind = {kind:String}';
const tangled = 'SELECT entity FROM {db}.tangled_buyers';
const inTime =
  "ts >= toDateTime64('1971-01-01 00:00:00', 3, 'UTC') AND ts < toDateTime64({until:String}, 3, 'UTC')";

/**
 * What customers ordered, piece by piece: rows of `item`, `ts`, `quantity`. Of who has orders that were changed, cancelled or
 * sent again, the last state of those that count as purchases; all others' orders are one message each and count as they are.
 * Asks for `kind` and `until`.
 */
export function piecesSql(part: Part): string {
  const item = itemNames[part];
  return `SELECT ${item} AS item, ts, quantity FROM {db}.order_lines
    WHERE movement = 'completed' AND quantity > 0 AND ${inTime} AND entity IN (${owned}) AND entity NOT IN (${tangled})
  UNION ALL
  SELECT l.2 AS item, at AS ts, l.3 AS quantity
  FROM (
    SELECT entity, source, number, min(ts) AS at, argMax(message, ts) AS latest, groupArray((message, item, quantity)) AS lines
    FROM (
      SELECT entity, source, ${purchaseNumber()} AS number, ts, message, ${item} AS item, quantity FROM {db}.order_lines
      WHERE movement IN ('completed', 'updated') AND quantity > 0 AND ${inTime} AND entity IN (${owned}) AND entity IN (${tangled})
    ) GROUP BY entity, source, number
  ) ARRAY JOIN lines AS l
  WHERE l.1 = latest AND (entity, source, number) IN (
    SELECT entity, source, order FROM {db}.purchases WHERE kind = {kind:String} AND entity IN (${tangled}))`;
}
