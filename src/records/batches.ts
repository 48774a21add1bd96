import { z } from 'zod';

import { statement, type Operational } from '../store/operational/index.ts';

/** What a batch did, as it is kept. */
const batchOutcome = z.record(z.string(), z.unknown());

const batchRow = z.object({
  number: z.coerce.number(),
  import: z.string().nullable(),
  file: z.string(),
  journal: z.array(z.string()),
  outcome: batchOutcome.nullable(),
  state: z.enum(['staged', 'published', 'retracted']),
});
export type Batch = z.infer<typeof batchRow>;

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
    sql: `INSERT INTO batches (workspace, number, import, file, journal, state) VALUES ($1, $2, $3, $4, '[]'::jsonb, 'staged')`,
    row: none,
  }),
  mark: statement({
    name: 'records.batches.mark',
    sql: 'UPDATE batches SET journal = journal || to_jsonb($3::text) WHERE workspace = $1 AND number = $2',
    row: none,
  }),
  finish: statement({
    name: 'records.batches.finish',
    sql: 'UPDATE batches SET state = $3, outcome = coalesce($4::jsonb, outcome), journal = $5::jsonb WHERE workspace = $1 AND number = $2',
    row: none,
  }),
  save: statement({
    name: 'records.batches.save',
    sql: 'UPDATE batches SET outcome = $3::jsonb WHERE workspace = $1 AND number = $2',
    row: none,
  }),
  get: statement({
    name: 'records.batches.get',
    sql: 'SELECT number, import, file, journal, outcome, state FROM batches WHERE workspace = $1 AND number = $2',
    row: batchRow,
  }),
  ofImport: statement({
    name: 'records.batches.of-import',
    sql: 'SELECT number, import, file, journal, outcome, state FROM batches WHERE workspace = $1 AND import = $2 ORDER BY number',
    row: batchRow,
  }),
  importsOf: statement({
    name: 'records.batches.imports-of',
    sql: 'SELECT number, import FROM batches WHERE workspace = $1 AND number = ANY($2) AND import IS NOT NULL',
    row: z.object({ number: z.coerce.number(), import: z.string() }),
  }),
  unfinished: statement({
    name: 'records.batches.unfinished',
    sql: "SELECT number, import, file, journal, outcome, state FROM batches WHERE workspace = $1 AND import IS NULL AND state = 'staged' ORDER BY number",
    row: batchRow,
  }),
  remove: statement({
    name: 'records.batches.remove',
    sql: 'DELETE FROM batches WHERE workspace = $1 AND number = $2',
    row: none,
  }),
};

/** The batches of one workspace and the numbers that its records get. */
export interface Batches {
  create(file: string, importId: string | null): Promise<number>;
  get(number: number): Promise<Batch | undefined>;
  ofImport(importId: string): Promise<Batch[]>;
  /** The imports of batches, by their numbers. */
  importsOf(numbers: readonly number[]): Promise<ReadonlyMap<number, string>>;
  /** Reserves `count` record numbers in a row; answers the first. */
  takeRecords(count: number): Promise<number>;
  /** The next free record number, nothing reserved: for trials that are thrown away. */
  peekRecords(): Promise<number>;
  mark(number: number, step: string): Promise<void>;
  saveOutcome(number: number, outcome: object): Promise<void>;
  finish(number: number, state: Batch['state'], outcome: object | null): Promise<void>;
  remove(number: number): Promise<void>;
  /** Batches of single calls that were never finished. */
  unfinished(): Promise<Batch[]>;
}

/** JSON that PostgreSQL takes: NUL, which rejected rows may hold, has no place in its texts. */
function storable(outcome: object): string {
  return JSON.stringify(outcome).replaceAll(String.raw`\u0000`, String.raw`\ufffd`);
}

/** Opens the batches of a workspace. */
export function openBatches(operational: Operational, workspace: string): Batches {
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
    async create(file, importId) {
      const number = await value('takeBatch', [workspace]);
      await operational.run(statements.create, [workspace, number, importId, file]);
      return number;
    },
    get: (number) => operational.row(statements.get, [workspace, number]),
    ofImport: (importId) => operational.rows(statements.ofImport, [workspace, importId]),
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
      await operational.run(statements.save, [workspace, number, storable(outcome)]);
    },
    async finish(number, state, outcome) {
      await operational.run(statements.finish, [
        workspace,
        number,
        state,
        outcome === null ? null : storable(outcome),
        '[]',
      ]);
    },
    unfinished: () => operational.rows(statements.unfinished, [workspace]),
    async remove(number) {
      await operational.run(statements.remove, [workspace, number]);
    },
  };
}
