import { z } from 'zod';

import { kinds } from '../fields/index.ts';
import { jsonText, statement, type Operational } from '../store/operational/index.ts';

/** What a batch did, as it is kept. */
const batchOutcome = z.record(z.string(), z.unknown());

/** What a batch is for: a file of an import, the records of a call, taking back one record, taking out what came before a second and may not be kept longer, rebuilding everything, a decision about who is who. */
const batchTask = z.discriminatedUnion('does', [
  z.object({ does: z.literal('import'), kind: z.enum(kinds) }),
  z.object({ does: z.literal('records'), kind: z.enum(kinds) }),
  z.object({ does: z.literal('retraction'), kind: z.enum(kinds), no: z.number(), actor: z.string() }),
  z.object({
    does: z.literal('expiry'),
    kind: z.enum(kinds),
    source: z.string(),
    before: z.number().int(),
  }),
  z.object({
    does: z.literal('erasure'),
    kind: z.enum(kinds),
    numbers: z.array(z.number()),
    entities: z.array(z.number()),
    words: z.array(z.string()),
  }),
  z.object({ does: z.literal('replay'), kind: z.enum(kinds) }),
  z.object({ does: z.literal('rejoin'), kind: z.enum(kinds), change: z.string() }),
]);
export type BatchTask = z.infer<typeof batchTask>;

const batchRow = z.object({
  number: z.coerce.number(),
  import: z.string().nullable(),
  file: z.string(),
  task: batchTask.nullable(),
  journal: z.array(z.string()),
  outcome: batchOutcome.nullable(),
  state: z.enum(['staged', 'published', 'retracted']),
  removing: z.boolean(),
});
export type Batch = z.infer<typeof batchRow>;

const cutOffRow = batchRow.extend({ wanted: z.boolean() });
/** A batch that was cut off while it changed profiles; `wanted` when a job is still to end it. */
export type CutOffBatch = z.infer<typeof cutOffRow>;

const columns = 'b.number, b.import, b.file, b.task, b.journal, b.outcome, b.state, b.removing';
/** The batches of imports, and whether the job that is at them is still to end. */
const withJobs = `FROM batches AS b LEFT JOIN imports AS i ON i.id = b.import LEFT JOIN jobs AS j ON j.id = i.job`;
const isWanted = `coalesce(j.state IN ('queued', 'running'), false)`;

const none = z.object({});
const statements = {
  start: statement({
    name: 'records.counters.start',
    sql: 'INSERT INTO record_counters (workspace, next_record, next_batch) VALUES ($1, 1, 1) ON CONFLICT DO NOTHING',
    row: none,
  }),
  takeBatch: statement({
    name: 'records.counters.batch',
    sql: 'UPDATE record_counters SET next_batch = next_batch + 1 WHERE workspace = $1 RETURNING next_batch - 1 AS value',
    row: z.object({ value: z.coerce.number() }),
  }),
  takeRecords: statement({
    name: 'records.counters.records',
    sql: 'UPDATE record_counters SET next_record = next_record + $2 WHERE workspace = $1 RETURNING next_record - $2 AS value',
    row: z.object({ value: z.coerce.number() }),
  }),
  peekRecords: statement({
    name: 'records.counters.peek',
    sql: 'SELECT next_record AS value FROM record_counters WHERE workspace = $1',
    row: z.object({ value: z.coerce.number() }),
  }),
  create: statement({
    name: 'records.batches.create',
    sql: `INSERT INTO batches (workspace, number, import, file, task, removing, created_at, journal, state) VALUES ($1, $2, $3, $4, $5::jsonb, $6, $7, '[]'::jsonb, 'staged')`,
    row: none,
  }),
  mark: statement({
    name: 'records.batches.mark',
    sql: 'UPDATE batches SET journal = journal || to_jsonb($3::text) WHERE workspace = $1 AND number = $2',
    row: none,
  }),
  finish: statement({
    name: 'records.batches.finish',
    sql: `UPDATE batches SET state = $3, outcome = coalesce($4::jsonb, outcome), journal = '[]'::jsonb, removing = false WHERE workspace = $1 AND number = $2`,
    row: none,
  }),
  save: statement({
    name: 'records.batches.save',
    sql: 'UPDATE batches SET outcome = $3::jsonb WHERE workspace = $1 AND number = $2',
    row: none,
  }),
  get: statement({
    name: 'records.batches.get',
    sql: `SELECT ${columns} FROM batches AS b WHERE b.workspace = $1 AND b.number = $2`,
    row: batchRow,
  }),
  ofImport: statement({
    name: 'records.batches.of-import',
    sql: `SELECT ${columns} FROM batches AS b WHERE b.workspace = $1 AND b.import = $2 ORDER BY b.number`,
    row: batchRow,
  }),
  setRemoving: statement({
    name: 'records.batches.set-removing',
    sql: 'UPDATE batches SET removing = true WHERE workspace = $1 AND number = $2',
    row: none,
  }),
  cutOff: statement({
    name: 'records.batches.cut-off',
    sql: `SELECT ${columns}, ${isWanted} AS wanted ${withJobs}
    WHERE b.workspace = $1 AND (b.removing OR b.state = 'staged') AND b.task IS NOT NULL
      AND (b.removing OR b.journal <> '[]'::jsonb OR b.task->>'does' = 'replay')
    ORDER BY b.number`,
    row: cutOffRow,
  }),
  dropIdle: statement({
    name: 'records.batches.drop-idle',
    sql: `DELETE FROM batches WHERE workspace = $1 AND number IN (
      SELECT b.number ${withJobs}
      WHERE b.workspace = $1 AND b.state = 'staged' AND NOT b.removing AND b.journal = '[]'::jsonb
        AND (b.import IS NULL AND b.created_at <= $2 OR j.id IS NOT NULL AND NOT ${isWanted})
    )`,
    row: none,
  }),
  open: statement({
    name: 'records.batches.open',
    sql: "SELECT number FROM batches WHERE workspace = $1 AND (state = 'staged' OR removing)",
    row: z.object({ number: z.coerce.number() }),
  }),
  importsOf: statement({
    name: 'records.batches.imports-of',
    sql: 'SELECT number, import FROM batches WHERE workspace = $1 AND number = ANY($2) AND import IS NOT NULL',
    row: z.object({ number: z.coerce.number(), import: z.string() }),
  }),
  remove: statement({
    name: 'records.batches.remove',
    sql: 'DELETE FROM batches WHERE workspace = $1 AND number = $2',
    row: none,
  }),
};

/** The batches of one workspace and the numbers that its records get. */
export interface Batches {
  /** Writes a batch down and answers its number; `removing` from the start for one that takes a record back. */
  create(batch: { task: BatchTask; import?: string; file?: string; removing?: boolean }): Promise<number>;
  get(number: number): Promise<Batch | undefined>;
  ofImport(importId: string): Promise<Batch[]>;
  /** A batch number that stands for nothing but itself. */
  takeNumber(): Promise<number>;
  /** The imports of batches, by their numbers. */
  importsOf(numbers: readonly number[]): Promise<ReadonlyMap<number, string>>;
  /** Reserves `count` record numbers in a row; answers the first. */
  takeRecords(count: number): Promise<number>;
  /** The next free record number, nothing reserved: for trials that are thrown away. */
  peekRecords(): Promise<number>;
  mark(number: number, step: string): Promise<void>;
  saveOutcome(number: number, outcome: object): Promise<void>;
  /** From here on the batch is taken away, whatever happens. */
  setRemoving(number: number): Promise<void>;
  finish(number: number, state: Batch['state'], outcome: object | null): Promise<void>;
  remove(number: number): Promise<void>;
  /** Batches that were cut off while they changed profiles; to be asked by whoever has the turn, for nobody else is at them. */
  cutOff(): Promise<CutOffBatch[]>;
  /** Forgets batches that never came to change anything and that nobody is at: of jobs that ended, and of calls from before. */
  dropIdle(before: Date): Promise<void>;
  /** Numbers of the batches whose stage may be needed. */
  open(): Promise<number[]>;
}

/** Opens the batches of a workspace. */
export function openBatches(operational: Operational, workspace: string, clock: () => Date): Batches {
  const value = async (
    name: 'takeBatch' | 'takeRecords' | 'peekRecords',
    parameters: readonly (string | number)[],
  ) => {
    await operational.run(statements.start, [workspace]);
    const row = await operational.row(statements[name], parameters);
    if (row === undefined) throw new Error(`workspace ${workspace} has no counters`);
    return row.value;
  };
  return {
    async create({ task, import: importId = null, file = '', removing = false }) {
      const number = await value('takeBatch', [workspace]);
      const parameters = [workspace, number, importId, file, jsonText(task), removing, clock()];
      await operational.run(statements.create, parameters);
      return number;
    },
    get: (number) => operational.row(statements.get, [workspace, number]),
    ofImport: (importId) => operational.rows(statements.ofImport, [workspace, importId]),
    takeNumber: () => value('takeBatch', [workspace]),
    async importsOf(numbers) {
      const rows = await operational.rows(statements.importsOf, [workspace, [...numbers]]);
      return new Map(rows.map((row) => [row.number, row.import]));
    },
    takeRecords: (count) => value('takeRecords', [workspace, count]),
    peekRecords: () => value('peekRecords', [workspace]),
    async mark(number, step) {
      await operational.run(statements.mark, [workspace, number, step]);
    },
    async saveOutcome(number, outcome) {
      await operational.run(statements.save, [workspace, number, jsonText(outcome)]);
    },
    async finish(number, state, outcome) {
      await operational.run(statements.finish, [
        workspace,
        number,
        state,
        outcome === null ? null : jsonText(outcome),
      ]);
    },
    async setRemoving(number) {
      await operational.run(statements.setRemoving, [workspace, number]);
    },
    cutOff: () => operational.rows(statements.cutOff, [workspace]),
    async dropIdle(before) {
      await operational.run(statements.dropIdle, [workspace, before]);
    },
    async open() {
      return (await operational.rows(statements.open, [workspace])).map(({ number }) => number);
    },
    async remove(number) {
      await operational.run(statements.remove, [workspace, number]);
    },
  };
}
