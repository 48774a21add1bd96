import { z } from 'zod';

/** Names of the settings that a statement may carry, with plain values. */
export type WarehouseSettings = Readonly<Record<string, string | number>>;

/** A named warehouse statement in ClickHouse SQL: `{db}` is the workspace's database, `{name:Type}` a parameter. */
export interface WarehouseStatement<Row extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly sql: string;
  readonly row: Row;
  readonly settings: WarehouseSettings;
  /** `count`: reads much, and waits behind the `quick` questions for a few rows. `load`: moves what just arrived. */
  readonly lane: 'quick' | 'count' | 'load';
}

interface StatementParts<Row extends z.ZodType> {
  readonly name: string;
  readonly sql: string;
  readonly row: Row;
  readonly settings?: WarehouseSettings;
  readonly lane?: WarehouseStatement['lane'];
}

/**
 * Defines a statement that answers rows. One that does not name the workspace's database is refused here,
 * so that no statement can ever reach another workspace's data by being forgotten.
 */
export function statement<Row extends z.ZodType>(parts: StatementParts<Row>): WarehouseStatement<Row> {
  if (!parts.sql.includes('{db}')) {
    throw new Error(`warehouse statement ${parts.name} does not name {db}`);
  }
  return Object.freeze({ ...parts, settings: parts.settings ?? {}, lane: parts.lane ?? 'quick' });
}

/** Defines a statement that is run for its effect. */
export function command(name: string, sql: string, settings: WarehouseSettings = {}): WarehouseStatement {
  return statement({ name, sql, row: z.unknown(), settings });
}

/** Defines a command that moves what just arrived: it does not wait behind bulk work. */
export function loadCommand(name: string, sql: string, settings: WarehouseSettings = {}): WarehouseStatement {
  return statement({ name, sql, row: z.unknown(), settings, lane: 'load' });
}

/**
 * The engine compiles an expression when it meets it for the fourth time, which takes longer than a question is to take
 * (decision 119).
 */
export const asWritten = { compile_expressions: 0 } as const;

/** For statements that answer what somebody looks at: counts, which read much, stand back while one of these runs. */
export const promptSettings: WarehouseSettings = Object.freeze({ ...asWritten, priority: 1 });

/** For counts: they go on after a moment even where questions never end. */
export const countSettings: WarehouseSettings = Object.freeze({
  priority: 2,
  low_priority_query_wait_time_ms: 5,
});

/**
 * For statements that find a few rows by their key: a second thread costs them more than it reads, and planning them is
 * dearer than running them, which the older analyzer does in less time.
 */
export const pointSettings: WarehouseSettings = Object.freeze({
  ...promptSettings,
  max_threads: 1,
  enable_analyzer: 0,
});

/** A bulk of rows that a statement reads where its SQL says `{rows}`: files in one of the engine's formats. */
export interface RowFiles {
  readonly paths: readonly string[];
  readonly format: 'RowBinary';
  /** Column names and types: `line UInt32, cells Array(String)`. */
  readonly structure: string;
}

/** Where a file with a statement's answer goes. */
export interface FileTarget {
  readonly path: string;
  readonly format: 'CSVWithNames' | 'JSONEachRow' | 'Parquet' | 'RowBinary' | 'TSVWithNames';
}

export type WarehouseParameters = Readonly<Record<string, unknown>>;

/** The warehouse of one workspace: every statement runs in that workspace's database. */
export interface Warehouse {
  /** The workspace's database. */
  readonly database: string;
  /** True on a cluster, where each server keeps a copy of the visible tables, and carries deletions out by itself. */
  readonly replicated: boolean;
  /** All rows, validated by the statement's schema; with a `signal`, the engine stops when nobody waits any more. */
  rows<Row extends z.ZodType>(
    statement: WarehouseStatement<Row>,
    parameters?: WarehouseParameters,
    signal?: AbortSignal,
  ): Promise<z.output<Row>[]>;
  /** The first row or undefined. */
  row<Row extends z.ZodType>(
    statement: WarehouseStatement<Row>,
    parameters?: WarehouseParameters,
  ): Promise<z.output<Row> | undefined>;
  /** Runs a statement for its effect, on a connection of its own so that questions never wait behind it. */
  run(statement: WarehouseStatement, parameters?: WarehouseParameters, rows?: RowFiles): Promise<void>;
  /** Runs commands one after another until one fails; together they cost one wait for the engine in this process. */
  runAll(statements: readonly WarehouseStatement[], rows?: RowFiles): Promise<void>;
  /** Writes a statement's answer to a file without holding it in memory. */
  save(statement: WarehouseStatement, target: FileTarget, parameters?: WarehouseParameters): Promise<void>;
}

/** `quoteText("it's")` → `'it\'s'`: a literal for generated SQL. */
export function quoteText(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

/** `quoteName('name')` → `` `name` ``; anything but letters, digits and underscores is refused. */
export function quoteName(name: string): string {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) throw new Error(`not a column name: ${name}`);
  return `\`${name}\``;
}
