import { z } from 'zod';

import { addUp, joinLinks, type Joining } from './agglomerate-few.ts';
import type { Steps } from './steps.ts';

/** What is shipped: for all kinds of records the same. */
const usualJoining: Joining = { least: 0, unknown: 0.75, most: 10 };

const mostRounds = 60;

/** Up to so many links groups are joined in memory: to plan a round of statements takes longer than all rounds here. */
const fewLinks = 2_000;

const linkRow = z.object({
  a: z.number(),
  b: z.number(),
  s: z.number().transform(Math.fround),
  n: z.coerce.number(),
});

/** What a pair of a probability `p` says, in bits of log-odds. */
export const bitsSql = 'log2(greatest(p, 1e-9) / greatest(1 - p, 1e-9))';

const clipped = (bits: string, { most }: Joining) => `least(${most}, greatest(-${most}, ${bits}))`;

/** What a pair says for a group, which is not more than any pair may. */
export const clippedBitsSql = clipped(bitsSql, usualJoining);

/** Joins the records of a few pairs to groups, as `agglomerate` does: the label of each. */
export function joinPairs(
  pairs: readonly { readonly l: number; readonly r: number; readonly bits: number }[],
): ReadonlyMap<number, number> {
  const links = addUp(pairs.map(({ l, r, bits }) => ({ a: l, b: r, s: bits, n: 1 })));
  const rounded = links.map((link) => ({ ...link, s: Math.fround(link.s) }));
  return joinLinks(rounded, { ...usualJoining, mostRounds });
}

/**
 * Joins records to groups from the surest pair down. Two groups become one where each is the other's best and the pairs
 * between them, taken together, say that they are the same: one likely pair does not chain two groups that otherwise differ.
 * `from` is a SELECT of (l, r, bits). Result: `groups` (no, label) of all records that have a pair.
 */
export async function agglomerate(
  steps: Steps,
  from: string,
  { joining = usualJoining, few = fewLinks }: { joining?: Joining; few?: number } = {},
): Promise<void> {
  const links = `{db}.${steps.table('links_0')}`;
  await steps.prepare({
    links_0: { columns: 'a UInt32, b UInt32, s Float32, n UInt32', order: '(a, b)' },
    groups: { columns: 'no UInt32, label UInt32', order: '(label, no)' },
  });
  await steps.add(
    'links_0',
    `SELECT least(l, r) AS a, greatest(l, r) AS b, toFloat32(sum(${clipped('bits', joining)})) AS s, toUInt32(count()) AS n FROM (${from}) GROUP BY a, b`,
    { ofTheRun: true },
  );
  const some = await steps.ask('links', `SELECT a, b, s, n FROM ${links} LIMIT ${few + 1}`, linkRow);
  if (some.length <= few) await writeGroups(steps, joinLinks(some, { ...joining, mostRounds }));
  else await joinMany(steps, joining);
}

async function writeGroups(steps: Steps, labels: ReadonlyMap<number, number>): Promise<void> {
  if (labels.size === 0) return;
  const rows = [...labels].map(([no, label]) => `(${no}, ${label})`).join(', ');
  await steps.add('groups', `SELECT row.1, row.2 FROM (SELECT arrayJoin([${rows}]) AS row)`);
}

async function joinMany(steps: Steps, joining: Joining): Promise<void> {
  await steps.drop('labels_0', 'best', 'merges');
  await steps.make(
    'labels_0',
    'no',
    `SELECT arrayJoin([a, b]) AS no, no AS label FROM {db}.${steps.table('links_0')} GROUP BY no`,
  );
  let round = 0;
  for (; round < mostRounds; round += 1) {
    const merged = await mergeRound(steps, round, joining);
    if (merged === 0) break;
  }
  await steps.add('groups', `SELECT no, label FROM {db}.${steps.table(`labels_${round}`)}`);
  await steps.drop(`labels_${round}`, `links_${round}`);
}

/** One round: every group and its best other, joined where that is mutual. */
async function mergeRound(steps: Steps, round: number, joining: Joining): Promise<number> {
  const links = `{db}.${steps.table(`links_${round}`)}`;
  const labels = `{db}.${steps.table(`labels_${round}`)}`;
  const merges = `{db}.${steps.table('merges')}`;
  await steps.drop('merges', 'best');
  const sizes = `(SELECT label, count() AS size FROM ${labels} GROUP BY label)`;
  await steps.make(
    'best',
    'a',
    `SELECT pair.1 AS a, argMax(pair.2, (value, -toInt64(pair.2))) AS b FROM (
    SELECT arrayJoin([(k.a, k.b), (k.b, k.a)]) AS pair, (k.s - ${joining.unknown} * (x.size * y.size - k.n)) / (x.size * y.size) AS value
    FROM ${links} AS k INNER JOIN ${sizes} AS x ON k.a = x.label INNER JOIN ${sizes} AS y ON k.b = y.label
    WHERE value >= ${joining.least})
  GROUP BY a`,
  );
  const best = `{db}.${steps.table('best')}`;
  const found = await steps.make(
    'merges',
    'gone',
    `SELECT o.b AS gone, o.a AS kept FROM ${best} AS o INNER JOIN ${best} AS t ON o.b = t.a WHERE t.b = o.a AND o.a < o.b`,
  );
  if (found > 0) {
    await steps.make(
      `labels_${round + 1}`,
      'no',
      `SELECT l.no AS no, if(m.gone = 0, l.label, m.kept) AS label FROM ${labels} AS l LEFT JOIN ${merges} AS m ON l.label = m.gone`,
    );
    await steps.make(
      `links_${round + 1}`,
      '(a, b)',
      `SELECT least(x, y) AS a, greatest(x, y) AS b, sum(s) AS s, sum(n) AS n FROM (
    SELECT if(m.gone = 0, k.a, m.kept) AS x, if(w.gone = 0, k.b, w.kept) AS y, k.s AS s, k.n AS n
    FROM ${links} AS k LEFT JOIN ${merges} AS m ON k.a = m.gone LEFT JOIN ${merges} AS w ON k.b = w.gone)
  WHERE x != y GROUP BY a, b`,
    );
    await steps.drop(`labels_${round}`, `links_${round}`);
  }
  await steps.drop('merges', 'best');
  return found;
}
