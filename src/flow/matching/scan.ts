import { z } from 'zod';

import { isOpen, type Kind } from '../../fields/index.ts';
import {
  agglomerate,
  attributesOf,
  fieldSources,
  matchRecords,
  openSteps,
  type MatchRunOutcome,
  type Steps,
} from '../../identity/index.ts';
import { knownColumns, takeOut } from '../../records/index.ts';
import type { Warehouse } from '../../store/warehouse/index.ts';
import type { House } from '../house.ts';
import { scoreRun } from './outcome.ts';
import type { RunRow } from './tables.ts';

/** A group of more profiles than this is not joined without a look. */
const largestGroup = 30;

interface ScanTask {
  readonly workspace: string;
  readonly run: RunRow;
  readonly signal: AbortSignal;
  readonly report: (progress: number) => void;
}

/** Statements of a usual run: what progress is told by. */
const usualSteps = 90;

/**
 * Compares all profiles of a kind and writes down which pairs are likely the same. Profiles stay as they are. Cut off, it
 * has changed nothing and begins again.
 */
export async function scan(
  house: House,
  task: ScanTask,
): Promise<{ number: number; outcome: MatchRunOutcome }> {
  const { workspace, run, signal, report } = task;
  const { kind } = run;
  const warehouse = await house.warehouse(workspace);
  let done = 0;
  const check = () => {
    signal.throwIfAborted();
    report(Math.min(0.95, (done += 1) / usualSteps));
  };
  const steps = await openSteps(warehouse, `match_${kind}`, { check });
  try {
    const attributes = await attributesFor(house, warehouse, { workspace, kind });
    const from = `(SELECT _no AS no, toUInt8(0) AS side, * FROM {db}.profiles_${kind})`;
    const found = await matchRecords(steps, { from, attributes, sided: false });
    await gradePairs(steps, run);
    const number = await house.batches(workspace).takeNumber();
    await keepPairs(steps, { kind, number, count: attributes.length });
    return { number, outcome: await scoreRun(steps, { run, number, found }) };
  } finally {
    await steps.close();
  }
}

/** The attributes of a workspace's profiles: of the fields that it uses. */
export async function attributesFor(
  house: House,
  warehouse: Warehouse,
  { workspace, kind }: { workspace: string; kind: Kind },
) {
  const known = await knownColumns(warehouse, `profiles_${kind}`);
  const fields = (await house.fields(workspace, kind)).filter(({ key }) => known.has(key));
  return attributesOf(kind, fieldSources(fields.filter(isOpen)));
}

const bits = 'log2(greatest(p, 1e-9) / greatest(1 - p, 1e-9))';

/** Groups, rivals and bands. Result: `judged` (l, r, g, w, p, band, reason). */
async function gradePairs(
  steps: Steps,
  { kind, join_at: joinAt, review_at: reviewAt }: RunRow,
): Promise<void> {
  const scored = `{db}.${steps.table('scored')}`;
  const pairsOf = (table: string) => `(SELECT low, high FROM {db}.${table}_${kind})`;
  await steps.make(
    'owners',
    'profile',
    `SELECT if(l.profile = 0, f._no, l.profile) AS profile, groupUniqArray(f._primary) AS owners
    FROM {db}.facts_${kind} AS f LEFT JOIN {db}.links_${kind} AS l ON f._no = l.no
    WHERE f._primary != 0 GROUP BY profile`,
  );
  const owners = `{db}.${steps.table('owners')}`;
  await steps.make(
    'free',
    '(l, r)',
    `SELECT s.l AS l, s.r AS r, s.g AS g, s.w AS w, s.p AS p FROM ${scored} AS s
    LEFT JOIN ${owners} AS x ON s.l = x.profile LEFT JOIN ${owners} AS y ON s.r = y.profile
    WHERE (empty(x.owners) OR empty(y.owners) OR hasAny(x.owners, y.owners)) AND (s.l, s.r) NOT IN ${pairsOf('aparts')}`,
  );
  const free = `{db}.${steps.table('free')}`;
  await agglomerate(steps, `SELECT l, r, ${bits} AS bits FROM ${free}`);
  const groups = `{db}.${steps.table('groups')}`;
  await steps.make(
    'sizes',
    'label',
    `SELECT g.label AS label, count() AS size, length(arrayDistinct(arrayFlatten(groupArray(o.owners)))) AS rivals
    FROM ${groups} AS g LEFT JOIN ${owners} AS o ON g.no = o.profile GROUP BY label`,
  );
  const sizes = `{db}.${steps.table('sizes')}`;
  await steps.make(
    'judged',
    '(l, r)',
    `SELECT f.l AS l, f.r AS r, f.g AS g, f.w AS w, f.p AS p,
      multiIf(x.label != y.label OR f.p < ${joinAt}, 'unsure', z.rivals > 1, 'rivals', z.size > ${largestGroup}, 'large', '') AS reason,
      if(reason = '', 1, 2) AS band
    FROM ${free} AS f INNER JOIN ${groups} AS x ON f.l = x.no INNER JOIN ${groups} AS y ON f.r = y.no
    INNER JOIN ${sizes} AS z ON x.label = z.label
    WHERE f.p >= ${reviewAt} OR (x.label = y.label AND f.p >= ${reviewAt / 4})`,
  );
}

/** Shows the pairs of this run in the place of those of earlier ones. */
async function keepPairs(
  steps: Steps,
  { kind, number, count }: { kind: Kind; number: number; count: number },
): Promise<void> {
  const grades = Array.from({ length: count }, (_, at) => `toUInt8(bitAnd(bitShiftRight(g, ${at * 4}), 15))`);
  await steps.fill(
    `pairs_${kind}`,
    `SELECT ${number}, l, r, p, band, reason, [${grades.join(', ')}], arrayMap(b -> toFloat32(b), w) FROM {db}.${steps.table('judged')}`,
  );
  // Those of the scan before stay: a decision about them that was cut off is made again from them.
  const sql = `SELECT max(run) AS n FROM {db}.pairs_${kind} WHERE run < ${number}`;
  const [before] = await steps.ask('pairs.before', sql, z.object({ n: counted }));
  await takeOut(steps.warehouse, {
    table: `pairs_${kind}`,
    where: [`run < ${before?.n ?? 0}`],
    again: true,
  });
}

/** A count as the warehouse answers it. */
export const counted = z.coerce.number();
