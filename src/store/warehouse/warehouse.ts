import { randomUUID } from 'node:crypto';

import type { z } from 'zod';

import { mapInSlices } from '../../lib/slices.ts';
import { readFull } from '../space.ts';
import type { EngineCall, WarehouseEngine } from './engine.ts';
import type {
  RowFiles,
  Warehouse,
  WarehouseParameters,
  WarehouseSettings,
  WarehouseStatement,
} from './statement.ts';

/** A statement that the engine refused: its name and text stand beside the engine's own words. */
class WarehouseError extends Error {
  readonly statement: string;
  readonly sql: string;

  constructor(name: string, sql: string, cause: unknown) {
    const words = cause instanceof Error ? cause.message : String(cause);
    super(`warehouse statement ${name} failed: ${words.slice(0, 2_000)}`, { cause });
    this.name = 'WarehouseError';
    this.statement = name;
    this.sql = sql;
  }
}

/** The warehouse of one workspace; `number` is the workspace's own and names its database `ws_<number>`. */
export function scopeWarehouse(engine: WarehouseEngine, number: number): Warehouse {
  if (!Number.isSafeInteger(number) || number < 1) throw new Error(`not a workspace number: ${number}`);
  const database = `ws_${number}`;
  const guard = async <T>(
    statement: WarehouseStatement,
    call: EngineCall,
    work: (call: EngineCall) => Promise<T>,
  ) => {
    try {
      return await work(call);
    } catch (error) {
      throw readFull(error) ?? new WarehouseError(statement.name, call.sql, error);
    }
  };
  const fill = fillFor(database);
  const rows = async <Row extends z.ZodType>(
    statement: WarehouseStatement<Row>,
    parameters: WarehouseParameters = {},
    signal?: AbortSignal,
  ): Promise<z.output<Row>[]> => {
    const watched = signal === undefined ? undefined : stopWith(engine, signal);
    const settings = { ...statement.settings, ...watched?.settings };
    try {
      const call = { ...fill({ ...statement, settings }, parameters, statement.lane), signal };
      const found = await guard(statement, call, engine.ask);
      return await mapInSlices(found, (row) => statement.row.parse(row));
    } finally {
      watched?.end();
    }
  };
  return {
    database,
    replicated: engine.cluster !== null,
    rows,
    async row(statement, parameters) {
      const [first] = await rows(statement, parameters);
      return first;
    },
    async run(statement, parameters = {}, files) {
      const call = withRows(engine, fill(statement, parameters, laneOf(statement)), files);
      await guard(statement, call, engine.act);
    },
    async runAll(statements, files) {
      const [first] = statements;
      if (first === undefined) return;
      const lane = laneOf(first);
      const calls = statements.map((one) =>
        withRows(engine, fill(one, {}, lane), one.sql.includes('{rows}') ? files : undefined),
      );
      await guard(first, { sql: calls.map(({ sql }) => sql).join(';\n'), parameters: {}, lane }, () =>
        engine.actAll(calls),
      );
    },
    async save(statement, target, parameters = {}) {
      const call = fill(statement, parameters, 'bulk');
      await guard(statement, call, (filled) => engine.save(filled, target.path, target.format));
    },
  };
}

/** Fills in the database's name. */
function fillFor(database: string) {
  return (
    statement: WarehouseStatement,
    parameters: WarehouseParameters,
    lane: EngineCall['lane'],
  ): EngineCall => ({
    sql: statement.sql.replaceAll('{db}', database) + settingsClause(statement.settings),
    parameters,
    lane,
  });
}

const laneOf = ({ lane }: WarehouseStatement): EngineCall['lane'] => (lane === 'load' ? 'load' : 'bulk');

/** Has the engine end a statement with these settings once nobody waits for its answer; one that has ended by itself is not found. */
function stopWith(engine: WarehouseEngine, signal: AbortSignal) {
  const mark = randomUUID();
  const everywhere = engine.cluster === null ? '' : ` ON CLUSTER \`${engine.cluster}\``;
  const sql = `KILL QUERY${everywhere} WHERE Settings['log_comment'] = '${mark}' ASYNC`;
  const stop = () => void engine.act({ sql, parameters: {}, lane: 'quick' }).catch(() => undefined);
  signal.addEventListener('abort', stop, { once: true });
  return { settings: { log_comment: mark }, end: () => signal.removeEventListener('abort', stop) };
}

function settingsClause(settings: WarehouseSettings): string {
  const entries = Object.entries(settings);
  if (entries.length === 0) return '';
  return ` SETTINGS ${entries.map(([key, value]) => `${key} = ${typeof value === 'number' ? value : `'${value}'`}`).join(', ')}`;
}

function withRows(engine: WarehouseEngine, call: EngineCall, files: RowFiles | undefined): EngineCall {
  if (files === undefined) return call;
  const source = engine.readRows(files.paths, files.format, files.structure);
  const sql = call.sql.replaceAll('{rows}', source.table) + source.suffix;
  return source.body === undefined ? { ...call, sql } : { ...call, sql, body: source.body };
}
