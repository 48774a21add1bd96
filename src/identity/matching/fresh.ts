import { z } from 'zod';

import { largestBlock } from './block.ts';
import { gradedSql } from './compare.ts';
import { comparatorOf, shareColumn, valueColumn } from './comparators.ts';
import { hashesSql, keysSql, knownTable, valueColumns, type Known } from './known.ts';
import { plainColumns, plainSql, shareSql, type MatchInput } from './standardise.ts';
import type { Steps } from './steps.ts';
import type { Attribute, MatchModel } from './types.ts';
import { weigh } from './weigh.ts';

interface Fresh {
  /** `from` has `batch UInt32` too: the version of each record. */
  readonly input: MatchInput;
  readonly known: Known;
  readonly model: MatchModel;
  /** A SELECT of those numbers that records still have, of a SELECT of numbers. */
  readonly present: (numbers: string) => string;
}

/** What became of those that came. */
export interface FreshOutcome {
  readonly rows: number;
  readonly compared: number;
  readonly scored: number;
  /** Of those that came, how many share a key with so many others that it brings them to nobody. */
  readonly crowded: number;
}

/**
 * Compares records that came or changed with all that are known, by the parameters that were learnt before. Result: `scored`,
 * as of a scan. Nothing is kept: that is `keepFresh`, once what was found is written down.
 */
export async function matchFresh(
  steps: Steps,
  { input, known, model, present }: Fresh,
): Promise<FreshOutcome> {
  const { attributes } = input;
  const rows = await steps.make('plain', 'no', plainSql(input, ['batch']));
  if (rows === 0) return { rows, compared: 0, scored: 0, crowded: 0 };
  await steps.build('fresh', 'no', freshSql(steps, attributes, known));
  const fresh = `{db}.${steps.table('fresh')}`;
  await steps.build('keys', 'key', keysSql(attributes, known.rules, fresh));
  const pairs = await steps.make('pairs', '(l, r)', pairsSql(steps, known));
  const crowded = await countCrowded(steps, known);
  if (pairs === 0) return { rows, compared: 0, scored: 0, crowded };
  const columns = valueColumns(attributes).join(', ');
  const ends = `SELECT arrayJoin([l, r]) FROM {db}.${steps.table('pairs')}`;
  await steps.build(
    'values',
    'no',
    `SELECT no, side, ${columns} FROM ${fresh}
    UNION ALL SELECT no, side, ${columns} FROM (
      SELECT * FROM ${knownTable(known.prefix, 'values')}
      WHERE no IN (${ends}) AND no NOT IN (SELECT no FROM ${fresh}) AND no IN (${present(ends)})
      ORDER BY no, batch DESC LIMIT 1 BY no)`,
  );
  const graded = `(${gradedSql(steps, attributes)})`;
  const scored = await weigh(steps, input, { model, graded });
  return { rows, compared: pairs, scored, crowded };
}

/** Adds those that came to what is known; their values last, since they say that it is done. */
export async function keepFresh(
  steps: Steps,
  attributes: MatchInput['attributes'],
  { prefix }: Known,
): Promise<void> {
  const columns = valueColumns(attributes).join(', ');
  await steps.fill(`${prefix}_keys`, `SELECT key, no FROM {db}.${steps.table('keys')}`);
  await steps.fill(
    `${prefix}_values`,
    `SELECT no, side, batch, ${columns} FROM {db}.${steps.table('fresh')}`,
  );
}

/** The values of those that came, with how frequent each is among those that are known. */
function freshSql(steps: Steps, attributes: readonly Attribute[], known: Known): string {
  const plain = `{db}.${steps.table('plain')}`;
  const weighed = attributes.filter((attribute) => comparatorOf(attribute).weighsFrequency);
  const columns = [
    ...plainColumns(attributes),
    ...weighed.map(
      (attribute) =>
        `toFloat32(if(empty(${valueColumn(attribute.key)}), 0, greatest(${shareSql(attribute, '1', String(known.rows))}, s.${shareColumn(attribute.key)}))) AS ${shareColumn(attribute.key)}`,
    ),
  ];
  if (weighed.length === 0) return `SELECT no, side, batch, ${columns.join(', ')} FROM ${plain}`;
  const listed = weighed.map((attribute, at) => `arrayMap(h -> (${at}, h), ${hashesSql(attribute)})`);
  const spread = `SELECT no, h.1 AS at, h.2 AS hash FROM (SELECT no, arrayJoin(arrayConcat(${listed.join(', ')})) AS h FROM ${plain})`;
  const shares = weighed.map(({ key }, at) => `maxIf(k.share, e.at = ${at}) AS ${shareColumn(key)}`);
  return `SELECT p.no AS no, p.side AS side, p.batch AS batch, ${columns.join(', ')} FROM ${plain} AS p
  LEFT JOIN (SELECT e.no AS no, ${shares.join(', ')} FROM (${spread}) AS e
    INNER JOIN (SELECT hash, share FROM ${knownTable(known.prefix, 'shares')} WHERE hash IN (SELECT hash FROM (${spread}))) AS k ON e.hash = k.hash
    GROUP BY no) AS s ON p.no = s.no`;
}

/** Those that came, each with whoever shares a key that is not everybody's. */
function pairsSql(steps: Steps, { prefix }: Known): string {
  const keys = `{db}.${steps.table('keys')}`;
  const all = `SELECT key, no FROM ${knownTable(prefix, 'keys')} WHERE key IN (SELECT key FROM ${keys}) UNION ALL SELECT key, no FROM ${keys}`;
  const blocks = `SELECT key, groupUniqArray(${largestBlock + 1})(no) AS members FROM (${all}) GROUP BY key HAVING length(members) BETWEEN 2 AND ${largestBlock}`;
  return `SELECT DISTINCT least(no, other) AS l, greatest(no, other) AS r
  FROM (SELECT k.no AS no, arrayJoin(b.members) AS other FROM ${keys} AS k INNER JOIN (${blocks}) AS b ON k.key = b.key)
  WHERE no != other`;
}

const crowdedRow = z.object({ n: z.coerce.number() });

async function countCrowded(steps: Steps, { prefix }: Known): Promise<number> {
  const keys = `{db}.${steps.table('keys')}`;
  const full = `SELECT key FROM ${knownTable(prefix, 'keys')} WHERE key IN (SELECT key FROM ${keys}) GROUP BY key HAVING count() >= ${largestBlock}`;
  const sql = `SELECT uniqExact(no) AS n FROM ${keys} WHERE key IN (${full})`;
  return (await steps.ask('keys.crowded', sql, crowdedRow))[0]?.n ?? 0;
}
