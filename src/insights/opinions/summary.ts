import { z } from 'zod';

import type { Output } from '../../lib/endpoint.ts';
import { polarities } from '../../lib/opinion.ts';
import { statement, type Warehouse } from '../../store/warehouse/index.ts';
import { chooseTexts, feltSql } from './chosen.ts';
import type { ChosenTexts, Counts, getOpinions } from './contract.ts';

const row = z.object({
  by: z.string(),
  key: z.string(),
  felt: z.enum(polarities),
  n: z.coerce.number(),
});
type Row = z.output<typeof row>;

const mostMonths = 60;
const mostNames = 30;

/** Every text counts once for its month, source and product, and for each of its topics and tags. */
function countSql(topic: string | undefined, where: string): string {
  return `SELECT one.1 AS by, one.2 AS key, one.3 AS felt, count() AS n FROM (
  SELECT arrayJoin(arrayConcat(
    [('all', '', f), ('month', formatDateTime(ts, '%Y-%m', {zone:String}), f), ('source', toString(source), f), ('product', product, f)],
    arrayMap(x -> ('topic', splitByChar(':', toString(x))[1], splitByChar(':', toString(x))[2]), felt),
    arrayMap(x -> ('tag', toString(x), f), tags))) AS one
  FROM (SELECT *, ${feltSql(topic)} AS f FROM {db}.opinions FINAL WHERE ${where})
) GROUP BY by, key, felt ORDER BY n DESC LIMIT 1000 BY by`;
}

function countsOf(rows: readonly Row[]): Counts {
  const counts = { positive: 0, negative: 0, mixed: 0, neutral: 0 };
  for (const { felt, n } of rows) counts[felt] += n;
  return counts;
}

const total = ({ positive, negative, mixed, neutral }: Counts): number =>
  positive + negative + mixed + neutral;

function groupsOf(rows: readonly Row[], by: string) {
  const own = rows.filter((one) => one.by === by && one.key !== '');
  const keys = [...new Set(own.map(({ key }) => key))];
  const groups = keys.map((key) => ({ key, counts: countsOf(own.filter((one) => one.key === key)) }));
  return groups.toSorted((left, right) => total(right.counts) - total(left.counts));
}

/** How the chosen texts speak, by what there is to part them. */
export async function readSummary(
  warehouse: Warehouse,
  asked: ChosenTexts,
  zone: string,
): Promise<Omit<Output<typeof getOpinions>, 'readAt'>> {
  const { where, parameters } = chooseTexts(asked, zone);
  const sql = countSql(asked.topic, where);
  const rows = await warehouse.rows(statement({ name: 'opinions.summary', sql, row }), parameters);
  const months = groupsOf(rows, 'month').toSorted((left, right) => (left.key < right.key ? -1 : 1));
  return {
    counts: countsOf(rows.filter(({ by }) => by === 'all')),
    months: months.slice(-mostMonths),
    topics: groupsOf(rows, 'topic'),
    tags: groupsOf(rows, 'tag'),
    sources: groupsOf(rows, 'source').slice(0, mostNames),
    products: groupsOf(rows, 'product').slice(0, mostNames),
  };
}
