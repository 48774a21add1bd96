import { z } from 'zod';

import { command, statement, type Warehouse, type WarehouseSettings } from '../../store/warehouse/index.ts';

/** What one statement of a run did. */
export interface StepLog {
  readonly name: string;
  readonly sql: string;
  /** Rows of the table that it made or filled; null where it made none. */
  readonly rows: number | null;
  readonly ms: number;
}

/** Runs the named statements of one matching run in tables of its own, and keeps the log. */
export interface Steps {
  readonly warehouse: Warehouse;
  readonly log: readonly StepLog[];
  /** `match_12_pairs`: the name of one of the run's tables. */
  readonly table: (name: string) => string;
  /** Makes a table by a SELECT; answers how many rows it has. */
  make(name: string, order: string, select: string): Promise<number>;
  /** Makes empty tables to be added to: one that is made by a SELECT has it planned twice. What stood there before goes. */
  prepare(tables: Readonly<Record<string, TableShape>>): Promise<void>;
  /** Makes a table that stays when the run is over. */
  create(target: string, of: { order: string; granularity: number }, select: string): Promise<unknown>;
  /** Adds to a table that was made; of small work that reads tables of the run alone there is no plan to be made better. */
  add(name: string, select: string, how?: { readonly ofTheRun: boolean }): Promise<unknown>;
  /** Adds to a table that is not the run's own. */
  fill(target: string, select: string): Promise<unknown>;
  ask<Row extends z.ZodType>(name: string, sql: string, row: Row): Promise<z.output<Row>[]>;
  count(name: string): Promise<number>;
  drop(...names: readonly string[]): Promise<void>;
  /** Drops every table of the run. */
  close(): Promise<void>;
}

/** Columns with their types, and what a table is ordered by: `no UInt32, size UInt64` by `no`. */
export interface TableShape {
  readonly columns: string;
  readonly order: string;
}

const countRow = z.object({ n: z.coerce.number() });
const nameRow = z.object({ name: z.string() });

/**
 * Settings of small statements: what they do takes less than to share it out among threads, to compile it, or to merge the
 * expressions of one layer into those of the next.
 */
export const smallSettings: WarehouseSettings = {
  max_threads: 1,
  max_insert_threads: 1,
  compile_expressions: 0,
  query_plan_merge_expressions: 0,
  short_circuit_function_evaluation: 'force_enable',
};

const gentleSettings: WarehouseSettings = { max_threads: 1, max_insert_threads: 1 };

/** Small tables in memory have no index: what the planner would look for takes a quarter of the whole. */
const unplanned: WarehouseSettings = { query_plan_enable_optimizations: 0 };

const settingsOf = (small: boolean, threads: number, gentle: boolean) =>
  small
    ? { ...smallSettings, max_threads: threads }
    : { ...heavySettings, ...(gentle ? gentleSettings : {}) };

/** Settings of the heavy statements: bounded memory, both sides of a join hashed in pieces where they are large. */
const heavySettings: WarehouseSettings = {
  max_memory_usage: 2_000_000_000,
  max_bytes_before_external_group_by: 600_000_000,
  max_bytes_before_external_sort: 600_000_000,
  max_insert_threads: 2,
  short_circuit_function_evaluation: 'force_enable',
};

export interface StepOptions {
  /** Asked before each statement; what it throws stops the run. */
  readonly check?: (() => void | Promise<void>) | undefined;
  /** Small work stays in memory; `threads` of it where there is more to do than to plan. */
  readonly small?: boolean;
  readonly threads?: number;
  /** Heavy work that nobody waits for takes one thread. */
  readonly gentle?: boolean;
  /** Tables whose names begin so go first: of earlier tries, and of runs before. */
  readonly clear?: string;
  /** The run's own tables that stay then: what an earlier try had come to. */
  readonly standing?: readonly string[];
}

/** Runs a statement, and writes down what it did. */
function createTimed(log: StepLog[], check: StepOptions['check']) {
  return async <T>(
    step: { name: string; sql: string },
    work: () => Promise<T>,
    rows: (answer: T) => number | null,
  ): Promise<T> => {
    await check?.();
    const began = performance.now();
    const answer = await work();
    log.push({ ...step, rows: rows(answer), ms: Math.round(performance.now() - began) });
    return answer;
  };
}

/** Runs a statement that answers nothing; `count` tells how many rows it made, where that is asked. */
function createChange(
  warehouse: Warehouse,
  timed: ReturnType<typeof createTimed>,
  settings: WarehouseSettings,
) {
  return async (
    name: string,
    sql: string,
    { count, more = {} }: { count?: () => Promise<number>; more?: WarehouseSettings } = {},
  ): Promise<number> => {
    const work = async () => (await warehouse.run(command(name, sql, { ...settings, ...more })), count?.());
    return (await timed({ name, sql }, work, (rows) => rows ?? null)) ?? 0;
  };
}

const dropStatement = (name: string) => command('match.drop', `DROP TABLE IF EXISTS {db}.${name} SYNC`);

/** How tables are made and dropped; of small work it is known which there are, others are looked for. */
function createTables(warehouse: Warehouse, prefix: string, small: boolean) {
  const made = new Set<string>();
  const table = (name: string) => `${prefix}_${name}`;
  const engine = (order: string) => (small ? 'ENGINE = Memory' : `ENGINE = MergeTree ORDER BY ${order}`);
  const dropAll = async (start: string, but: ReadonlySet<string> = new Set()) => {
    const names = (await listTables(warehouse, start)).filter((name) => !but.has(name));
    await warehouse.runAll(names.map(dropStatement));
  };
  return {
    table,
    dropAll,
    createSql(name: string, order: string, columns = '') {
      made.add(table(name));
      return `CREATE ${small ? 'OR REPLACE TABLE' : 'TABLE'} {db}.${table(name)} ${columns} ${engine(order)}`;
    },
    async drop(...names: readonly string[]) {
      await warehouse.runAll(names.map((name) => dropStatement(table(name))));
      names.forEach((name) => made.delete(table(name)));
    },
    close: () => (small ? warehouse.runAll([...made].map(dropStatement)) : dropAll(prefix)),
  };
}

/** Opens the steps of run `prefix`; tables of an earlier try go first. */
export async function openSteps(
  warehouse: Warehouse,
  prefix: string,
  { check, small = false, threads = 1, gentle = false, clear = prefix, standing = [] }: StepOptions = {},
): Promise<Steps> {
  const log: StepLog[] = [];
  const tables = createTables(warehouse, prefix, small);
  const { table, createSql } = tables;
  const timed = createTimed(log, check);
  const settings = settingsOf(small, threads, gentle);
  const change = createChange(warehouse, timed, settings);
  const count = async (name: string) => {
    const sql = `SELECT count() AS n FROM {db}.${table(name)}`;
    const row = await warehouse.row(statement({ name: 'match.count', sql, row: countRow }));
    return row?.n ?? 0;
  };
  const insert = (name: string, into: string, more: WarehouseSettings = {}) =>
    change(`match.${name}`, `INSERT INTO {db}.${into}`, { more });
  const steps: Steps = {
    warehouse,
    log,
    table,
    count,
    make: (name, order, select) =>
      change(`match.${name}`, `${createSql(name, order)} AS\n${select}`, { count: () => count(name) }),
    prepare: (shapes) =>
      warehouse.runAll(
        Object.entries(shapes).flatMap(([name, { columns, order }]) => [
          ...(small ? [] : [dropStatement(table(name))]),
          command('match.prepare', createSql(name, order, `(${columns})`)),
        ]),
      ),
    create: (target, { order, granularity }, select) =>
      change(
        `match.create.${target}`,
        `CREATE TABLE {db}.${target} ENGINE = MergeTree ORDER BY ${order} SETTINGS index_granularity = ${granularity} AS\n${select}`,
      ),
    add: (name, select, { ofTheRun } = { ofTheRun: false }) =>
      insert(name, `${table(name)}\n${select}`, small && ofTheRun ? unplanned : {}),
    fill: (target, select) => insert(`fill.${target}`, `${target}\n${select}`),
    ask(name, sql, row) {
      const step = { name: `match.${name}`, sql };
      const work = () => warehouse.rows(statement({ ...step, row, settings }));
      return timed(step, work, (rows) => rows.length);
    },
    drop: tables.drop,
    close: tables.close,
  };
  // What small work left when it was cut off is in memory, and gives way to what is made next.
  if (!small) await tables.dropAll(clear, new Set(standing.map(table)));
  return steps;
}

/** The tables whose names begin so, with an underscore behind. */
export async function listTables(warehouse: Warehouse, start: string): Promise<string[]> {
  const sql = "SELECT name FROM system.tables WHERE database = '{db}' AND startsWith(name, {prefix:String})";
  const found = await warehouse.rows(statement({ name: 'match.tables', sql, row: nameRow }), {
    prefix: `${start}_`,
  });
  return found.map(({ name }) => name);
}
