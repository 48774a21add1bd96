import { z } from 'zod';

import type { Kind } from '../fields/index.ts';
import { textsSql } from '../query/index.ts';
import { promptSettings, statement, type Warehouse } from '../store/warehouse/index.ts';
import type { Texts } from './model.ts';
import { joinPlaces, placeOf, spanRows, type Places, type Span } from './sums.ts';

const number = z.coerce.number();
const bound = '{kind:String}';

/** Texts of customers who are known, by the clock of the workspace. */
const countsSql = (kind: Kind, places: Places | null) => `
SELECT span, place, sumIf(n, felt = 'positive') AS positive, sumIf(n, felt = 'negative') AS negative, sum(n) AS texts
FROM (
  SELECT ${placeOf(places)} AS place, toDate(ts, {zone:String}) AS day, toString(polarity) AS felt, count() AS n
  FROM (${textsSql({ kind, bound, columns: 'ts, polarity', where: '1', only: '' })}) AS said
  ${joinPlaces(places)}
  GROUP BY place, day, felt
)
${spanRows}
WHERE day >= span_from AND day < span_to
GROUP BY span, place`;

/** Counts texts by span and by the place of a breakdown; place 0 without one. */
export async function readTextCounts(
  warehouse: Warehouse,
  asked: { readonly kind: Kind; readonly list: readonly Span[]; readonly zone: string },
  places: Places | null,
): Promise<(span: number, place?: number) => Texts> {
  const { kind, list, zone } = asked;
  const counts = statement({
    name: 'metrics.texts',
    sql: countsSql(kind, places),
    row: z.object({ span: number, place: number, positive: number, negative: number, texts: number }),
    settings: promptSettings,
  });
  const froms = list.map(({ from }) => from);
  const tos = list.map(({ to }) => to);
  const rows = await warehouse.rows(counts, { kind, froms, tos, zone, ...places?.parameters });
  const found = new Map(rows.map((row) => [`${row.span} ${row.place}`, row]));
  return (span, at = 0) => ({ ...noTexts, ...found.get(`${span + 1} ${at}`) });
}

const noTexts: Texts = { positive: 0, negative: 0, texts: 0 };

/** The day of the first text of a customer; null where nobody wrote. */
export async function readFirstText(warehouse: Warehouse, kind: Kind, zone: string): Promise<string | null> {
  const firstText = statement({
    name: 'metrics.first-text',
    sql: `SELECT count() AS texts, toString(toDate(min(ts), {zone:String})) AS day
      FROM (${textsSql({ kind, bound, columns: 'ts', where: '1', only: '' })})`,
    row: z.object({ texts: number, day: z.string() }),
  });
  const row = await warehouse.row(firstText, { kind, zone });
  return row === undefined || row.texts === 0 ? null : row.day;
}
