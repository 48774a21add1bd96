import { Pool, TypeOverrides } from 'pg';
import type { PoolClient, QueryResult } from 'pg';
import { Problem } from '../../lib/problem.ts';
import type { Bindable } from './bindings.ts';
import { parseBigInteger, parseTimestamp } from './driver.ts';
import type { Connection, Driver, Outcome } from './driver.ts';
import { createServerLocks, heldSql, lockKeys } from './server-lock.ts';
import { sqlState, unreachableProblem } from './failures.ts';

const oldest = 140_000;
const types = { int8: 20, date: 1082, timestamp: 1114 } as const;

function createParsers(): TypeOverrides {
  const parsers = new TypeOverrides();
  parsers.setTypeParser(types.int8, parseBigInteger);
  parsers.setTypeParser(types.date, (text: string) => text);
  parsers.setTypeParser(types.timestamp, parseTimestamp);
  return parsers;
}

/** Opens a pool of connections to a PostgreSQL server, 14 or newer, with a UTF-8 database. */
export async function openServer(url: string): Promise<Driver> {
  const pool = createPool(url);
  const locks = createServerLocks(url);
  // A connection that dies while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  try {
    const version = await checkServer(pool);
    return {
      ...connectionOf(pool),
      engine: { mode: 'server', version: `PostgreSQL ${version}` },
      transaction: (work) => runTransaction(pool, work),
      hold: locks.hold,
      isHeld: async (name) => (await pool.query(heldSql, lockKeys(name))).rows.length > 0,
      close: async () => {
        await locks.close();
        await pool.end();
      },
    };
  } catch (error) {
    await pool.end();
    throw error;
  }
}

function createPool(url: string): Pool {
  try {
    return new Pool({
      connectionString: url,
      max: 10,
      connectionTimeoutMillis: 10_000,
      idle_in_transaction_session_timeout: 120_000,
      application_name: 'clientele',
      types: createParsers(),
    });
  } catch (error) {
    throw unreachableProblem(error instanceof Error ? error.message : String(error));
  }
}

async function checkServer(pool: Pool): Promise<string> {
  const { rows } = await pool
    .query<{ version: string; number: number; encoding: string }>(
      `SELECT current_setting('server_version') AS version,
              current_setting('server_version_num')::int AS number,
              current_setting('server_encoding') AS encoding`,
    )
    .catch((error: unknown) => {
      throw unreachableProblem(
        error instanceof Error ? (sqlState(error) ?? '') + ' ' + error.message : String(error),
      );
    });
  const [found] = rows;
  if (found && found.number >= oldest && found.encoding === 'UTF8') return found.version;
  throw new Problem(
    'store.server',
    {
      en: 'The database has PostgreSQL {version} with encoding {encoding}; PostgreSQL 14 or newer with encoding UTF8 is needed. Name another database in DATABASE_URL.',
      zh: '该数据库为 PostgreSQL {version}，编码 {encoding}；需要 PostgreSQL 14 或更新版本且编码为 UTF8。请在 DATABASE_URL 中指定其他数据库。',
    },
    { version: found?.version, encoding: found?.encoding },
  );
}

function connectionOf(client: Pool | PoolClient): Connection {
  return {
    query: async (sql, parameters) =>
      outcomeOf(await client.query<Record<string, unknown>, Bindable[]>(sql, [...parameters])),
    script: async (sql) => {
      await client.query(sql);
    },
  };
}

function outcomeOf(result: QueryResult<Record<string, unknown>>): Outcome {
  return { rows: result.rows, affected: result.rowCount ?? 0 };
}

async function runTransaction<T>(pool: Pool, work: (connection: Connection) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  try {
    await client.query('BEGIN');
    const answer = await work(connectionOf(client));
    const { command } = await client.query('COMMIT');
    // A transaction with a failed statement is rolled back by the server, whatever it is told.
    if (command === 'ROLLBACK') throw new Error('The transaction had failed before and was rolled back');
    return answer;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
