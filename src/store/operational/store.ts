import { AsyncLocalStorage } from 'node:async_hooks';
import type { z } from 'zod';
import { toBindable } from './bindings.ts';
import type { Connection, Driver, Outcome } from './driver.ts';
import { statementFailure } from './failures.ts';
import { createLocks } from './lock.ts';
import type { Operational, OperationalParameter, OperationalRunner, OperationalStatement } from './types.ts';

/** The transaction that the running asynchronous call belongs to. */
interface Running {
  readonly connection: Connection;
  open: boolean;
}

/** The operational store over one engine. */
export function createStore(driver: Driver): Operational {
  const running = new AsyncLocalStorage<Running>();

  const connection = (): Connection => {
    const current = running.getStore();
    return current?.open === true ? current.connection : driver;
  };

  const transaction = async <T>(work: (runner: OperationalRunner) => Promise<T>): Promise<T> => {
    if (running.getStore()?.open === true) return work(runner);
    const held: { error?: unknown } = {};
    try {
      return await driver.transaction(async (inner) => {
        const mine: Running = { connection: inner, open: true };
        try {
          return await running.run(mine, () => work(runner));
        } catch (error) {
          held.error = error;
          throw error;
        } finally {
          mine.open = false;
        }
      });
    } catch (error) {
      throw error === held.error ? error : statementFailure(error, 'transaction');
    }
  };

  const runner = createRunner(connection);
  return {
    ...runner,
    engine: driver.engine,
    transaction,
    lock: createLocks((name) => driver.hold(name)),
    isHeld: (name) => driver.isHeld(name),
    query: (sql, parameters) => connection().query(sql, parameters.map(toBindable)),
    close: () => driver.close(),
  };
}

function createRunner(connection: () => Connection): OperationalRunner {
  const send = async (
    named: OperationalStatement<z.ZodType>,
    parameters: readonly OperationalParameter[],
  ): Promise<Outcome> => {
    try {
      return await connection().query(named.sql, parameters.map(toBindable));
    } catch (error) {
      throw statementFailure(error, named.name);
    }
  };
  return {
    async rows(named, parameters = []) {
      const { rows } = await send(named, parameters);
      return rows.map((row) => parseRow(named, row));
    },
    async row(named, parameters = []) {
      const { rows } = await send(named, parameters);
      const [first] = rows;
      return first === undefined ? undefined : parseRow(named, first);
    },
    async run(named, parameters = []) {
      return (await send(named, parameters)).affected;
    },
    script: (sql) => connection().script(sql),
  };
}

function parseRow<Row extends z.ZodType>(named: OperationalStatement<Row>, row: unknown): z.output<Row> {
  const parsed = named.row.safeParse(row);
  if (parsed.success) return parsed.data;
  throw new Error(
    `Operational statement ${named.name} answered a row of another shape: ${parsed.error.message}`,
  );
}
