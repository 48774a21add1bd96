import type { z } from 'zod';

/** A named statement in PostgreSQL SQL with `$1…` parameters and the schema of a row. */
export interface OperationalStatement<Row extends z.ZodType> {
  readonly name: string;
  readonly sql: string;
  readonly row: Row;
}

/**
 * Values that can be bound. A plain object goes to `jsonb`, an array to an array column (`jsonText` makes a `jsonb` array);
 * a text with a NUL character is refused with the problem `store.nul`.
 */
export type OperationalParameter =
  | string
  | number
  | boolean
  | bigint
  | Date
  | null
  | Uint8Array
  | readonly unknown[]
  | object;

/** What a statement can be run on: the store itself or one transaction of it. */
export interface OperationalRunner {
  /** All rows, validated by the statement's schema. */
  rows<Row extends z.ZodType>(
    statement: OperationalStatement<Row>,
    parameters?: readonly OperationalParameter[],
  ): Promise<z.output<Row>[]>;
  /** The first row or undefined. */
  row<Row extends z.ZodType>(
    statement: OperationalStatement<Row>,
    parameters?: readonly OperationalParameter[],
  ): Promise<z.output<Row> | undefined>;
  /** Runs for its effect; answers the number of rows touched. */
  run(
    statement: OperationalStatement<z.ZodType>,
    parameters?: readonly OperationalParameter[],
  ): Promise<number>;
  /** Runs several statements without parameters, for migrations. */
  script(sql: string): Promise<void>;
}

/** A lock that is held until it is released, or its process ends. */
export interface StoreLock {
  /** Throws `store.unreachable` when the lock was lost on the way. */
  check(): void;
  release(): Promise<void>;
}

/** The operational store: PGlite in this process or a PostgreSQL server, one dialect. */
export interface Operational extends OperationalRunner {
  /** `embedded` or `server`, with the engine's version. */
  readonly engine: { readonly mode: 'embedded' | 'server'; readonly version: string };
  /**
   * All or nothing: rolls back when `work` throws. What `work` awaits on the store itself, another `transaction` included,
   * joins this one, so that operations can be put together without handing a runner around.
   */
  transaction<T>(work: (runner: OperationalRunner) => Promise<T>): Promise<T>;
  /** Waits for the lock of a name, which one at a time has, of all processes on this store; first come, first served. */
  lock(name: string): Promise<StoreLock>;
  /** True while another program on this store has the lock of a name; an embedded store has no other. */
  isHeld(name: string): Promise<boolean>;
  /** Raw access for libraries that bring their own SQL (the auth library). */
  query(
    sql: string,
    parameters: readonly OperationalParameter[],
  ): Promise<{ rows: Record<string, unknown>[]; affected: number }>;
  close(): Promise<void>;
}
