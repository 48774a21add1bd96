import { settleAll } from '../lib/settle-all.ts';
import { z } from 'zod';

import { command, statement, type Warehouse } from '../store/warehouse/index.ts';
import type { BatchHead } from './heads.ts';
import type { Stage } from './stage.ts';

const countRow = z.object({ n: z.coerce.number() });

/** Up to this many known rows, what was said of them since is looked up by their keys; for more all is read. */
const lookedUp = 100_000;

/** When a record was said: by the second that it was observed in, then by its batch. */
const saidAt = 'bitShiftLeft(toUInt64(toUInt32(_observed)), 32) + _batch';

/**
 * Lists the staged records that say nothing new in the stage's table of repeats, and answers how many. A record says nothing new when its source
 * has said the same before and nothing else about that customer since: a value that went from A to B and back is said
 * anew. "Nothing else" leaves aside what the batch itself says again, so that a file with several rows of one customer
 * is known as a whole. Of the same rows within a batch the last stays. Edits are never repeats.
 */
export async function findRepeats(warehouse: Warehouse, stage: Stage, head: BatchHead): Promise<number> {
  if (head.sets.length > 0 || head.tied !== 0) return 0;
  const run = { warehouse, stage, head };
  const known = (await hasSaid(run)) ? await findKnown(run) : 0;
  const saidAnew = known > 0 && (await findSaidAnew(run, known));
  return listFound(run, { known, saidAnew });
}

/** Takes the listed records out of the stage. The engine lets small deletions wait for others: work that knows the list need not. */
export async function dropRepeats(warehouse: Warehouse, stage: Stage): Promise<void> {
  const drop = (table: string, column: string) =>
    warehouse.run(
      command(
        'records.repeats.drop',
        `DELETE FROM {db}.${stage.table(table)} WHERE ${column} IN (SELECT no FROM {db}.${stage.table('repeats')})`,
      ),
    );
  await settleAll([drop('facts', '_no'), drop('records', 'no')]);
}

interface Run {
  readonly warehouse: Warehouse;
  readonly stage: Stage;
  readonly head: BatchHead;
}

/** Makes a table of the stage with the columns of a SELECT; its parameters are those of the batch. */
async function make(run: Run, table: { name: string; order: string; select: string }): Promise<void> {
  const { warehouse, stage } = run;
  const { name, order, select } = table;
  await warehouse.run(
    command(
      `records.repeats.${name}`,
      `CREATE TABLE {db}.${stage.table(name)} ${stage.work(order)} AS ${select}`,
    ),
    parametersOf(run),
  );
}

async function count(run: Run, from: string): Promise<number> {
  const sql = `SELECT count() AS n FROM ${from}`;
  const counted = statement({ name: 'records.repeats.count', sql, row: countRow });
  return (await run.warehouse.row(counted, parametersOf(run)))?.n ?? 0;
}

function parametersOf({ head }: Run) {
  return {
    source: head.source,
    now: String((BigInt(Math.floor(head.observedAt.getTime() / 1000)) << 32n) + BigInt(head.batch)),
  };
}

/** What the source has said by itself; edits are of a person's own mind. */
function saidBefore({ stage }: Run): string {
  return `{db}.facts_${stage.kind} WHERE _source = {source:String} AND _tied = 0`;
}

/** False for a source that says something for the first time: nothing of it can be known, however much there is. */
async function hasSaid(run: Run): Promise<boolean> {
  return (await count(run, `(SELECT 1 FROM ${saidBefore(run)} LIMIT 1)`)) > 0;
}

/** Finds the staged records that the source has said at any time; answers how many. */
async function findKnown(run: Run): Promise<number> {
  const facts = `{db}.${run.stage.table('facts')}`;
  await make(run, {
    name: 'known',
    order: 'no',
    select: `SELECT _no AS no FROM ${facts} WHERE _hash IN (
      SELECT _hash FROM ${saidBefore(run)} AND _hash IN (SELECT _hash FROM ${facts})
    )`,
  });
  return count(run, `{db}.${run.stage.table('known')}`);
}

/** Known records after which the source has said something else that shares a key with them; answers whether there are any. */
async function findSaidAnew(run: Run, known: number): Promise<boolean> {
  const { stage } = run;
  const [facts, contrary, doubtful] = ['facts', 'contrary', 'doubtful'].map(
    (name) => `{db}.${stage.table(name)}`,
  );
  const keys = `SELECT _no AS no, _hash AS hash, arrayJoin(_keys) AS key FROM ${facts} WHERE _no IN (SELECT no FROM {db}.${stage.table('known')})`;
  const near =
    known > lookedUp
      ? ''
      : `AND _no IN (SELECT no FROM {db}.identifiers_${stage.kind} WHERE key IN (SELECT key FROM (${keys})))`;
  await make(run, {
    name: 'contrary',
    order: 'key',
    select: `SELECT key, max(at) AS at FROM (
      SELECT arrayJoin(_keys) AS key, ${saidAt} AS at FROM ${saidBefore(run)}
        AND ${saidAt} < {now:UInt64} AND _hash NOT IN (SELECT _hash FROM ${facts}) ${near}
    ) GROUP BY key`,
  });
  if ((await count(run, contrary ?? '')) === 0) return false;
  await make(run, {
    name: 'doubtful',
    order: 'hash',
    select: `SELECT f.no AS no, f.hash AS hash, max(c.at) AS at FROM (${keys}) AS f INNER JOIN ${contrary} AS c ON f.key = c.key GROUP BY no, hash`,
  });
  await make(run, {
    name: 'said_anew',
    order: 'no',
    select: `SELECT d.no AS no FROM ${doubtful} AS d INNER JOIN (
      SELECT _hash AS hash, max(${saidAt}) AS at FROM ${saidBefore(run)} AND _hash IN (SELECT hash FROM ${doubtful}) GROUP BY hash
    ) AS s ON d.hash = s.hash WHERE d.at > s.at`,
  });
  return (await count(run, `{db}.${stage.table('said_anew')}`)) > 0;
}

/** Lists what is known, but for what is said anew, and all but the last of the same rows; answers how many there are. */
async function listFound(
  run: Run,
  { known, saidAnew }: { known: number; saidAnew: boolean },
): Promise<number> {
  const { stage } = run;
  const facts = `{db}.${stage.table('facts')}`;
  const anew = saidAnew ? `WHERE no NOT IN (SELECT no FROM {db}.${stage.table('said_anew')})` : '';
  const again =
    known === 0 ? '' : `SELECT no FROM {db}.${stage.table('known')} ${anew}\n      UNION DISTINCT\n      `;
  await make(run, {
    name: 'repeats',
    order: 'no',
    select: `${again}SELECT f._no AS no FROM ${facts} AS f INNER JOIN (
        SELECT _hash, max(_no) AS last FROM ${facts} GROUP BY _hash HAVING count() > 1
      ) AS d ON f._hash = d._hash
      WHERE f._no != d.last`,
  });
  return count(run, `{db}.${stage.table('repeats')}`);
}
