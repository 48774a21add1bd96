import { z } from 'zod';

import { kinds } from '../fields/index.ts';
import { statement, type Operational } from '../store/operational/index.ts';

/** Notes, and calls and visits of which something is said; with what they hang on. */
const all = `
  SELECT workspace, id, 'note' AS sort, text, created_at AS at, author_name, updated_at FROM notes
  UNION ALL
  SELECT workspace, id, way, text, at, author_name, updated_at FROM talks WHERE text <> ''`;

const row = z.object({
  id: z.string(),
  sort: z.enum(['note', 'call', 'visit']),
  text: z.string(),
  author: z.string(),
  at: z.date(),
  changed: z.date(),
  kind: z.enum(kinds),
  anchors: z.array(z.coerce.number()),
});
/** Something that a member wrote down about a customer. */
export type Written = z.output<typeof row>;

const later = statement({
  name: 'teamwork.written.later',
  sql: `
    SELECT w.id, w.sort, w.text, w.author_name AS author, w.at, w.updated_at AS changed, a.kind, array_agg(a.no ORDER BY a.no)::text[] AS anchors
    FROM (SELECT * FROM (${all}) AS everything WHERE workspace = $1 AND (updated_at, id) > ($2, $3) ORDER BY updated_at, id LIMIT $4) AS w
    JOIN anchors AS a ON a.workspace = $1 AND a.item = w.id
    GROUP BY w.id, w.sort, w.text, w.author_name, w.at, w.updated_at, a.kind
    ORDER BY w.updated_at, w.id`,
  row,
});
const found = statement({
  name: 'teamwork.written.found',
  sql: `SELECT id, text, author_name AS author FROM (${all}) AS everything WHERE workspace = $1 AND id = ANY($2)`,
  row: z.object({ id: z.string(), text: z.string(), author: z.string() }),
});
const count = statement({
  name: 'teamwork.written.count',
  sql: `SELECT count(*)::int AS n FROM (${all}) AS everything WHERE workspace = $1`,
  row: z.object({ n: z.number() }),
});

/** What was written or changed later than something else, in that order. */
export function listWritten(
  operational: Operational,
  workspace: string,
  { changed, id, limit }: Pick<Written, 'changed' | 'id'> & { readonly limit: number },
): Promise<Written[]> {
  return operational.rows(later, [workspace, changed, id, limit]);
}

/** The texts and authors of some that are still there, by their ids. */
export async function findWritten(
  operational: Operational,
  workspace: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Pick<Written, 'text' | 'author'>>> {
  const rows = ids.length === 0 ? [] : await operational.rows(found, [workspace, [...ids]]);
  return new Map(rows.map(({ id, ...one }) => [id, one]));
}

/** How many there are. */
export async function countWritten(operational: Operational, workspace: string): Promise<number> {
  return (await operational.row(count, [workspace]))?.n ?? 0;
}
