import { PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import type { CompiledQuery, DatabaseConnection, Dialect, Driver, QueryResult } from 'kysely';
import type { Operational, OperationalParameter } from '../store/operational/index.ts';

/** Lets Kysely, which the auth library speaks, run on the operational store; a transaction around the call includes it. */
export function createDialect(operational: Operational): Dialect {
  const connection: DatabaseConnection = {
    async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
      const { rows, affected } = await operational.query(sql, parameters.map(toParameter));
      if (!areRows<R>(rows)) throw new TypeError('The store answered no rows');
      return { rows, numAffectedRows: BigInt(affected) };
    },
    streamQuery() {
      throw new Error('The auth library streams nothing');
    },
  };
  const refuse = () => Promise.reject(new Error('Transactions belong to the operational store'));
  const driver: Driver = {
    init: () => Promise.resolve(),
    acquireConnection: () => Promise.resolve(connection),
    releaseConnection: () => Promise.resolve(),
    beginTransaction: refuse,
    commitTransaction: refuse,
    rollbackTransaction: refuse,
    destroy: () => Promise.resolve(),
  };
  return {
    createDriver: () => driver,
    createAdapter: () => new PostgresAdapter(),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createIntrospector: (database) => new PostgresIntrospector(database),
  };
}

function areRows<R>(rows: unknown): rows is R[] {
  return Array.isArray(rows);
}

function toParameter(value: unknown): OperationalParameter {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
    case 'bigint':
      return value;
    case 'object':
      return value;
    default:
      return null;
  }
}
