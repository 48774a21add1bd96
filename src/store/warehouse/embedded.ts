import { rename } from 'node:fs/promises';

import { drainPending, Session } from 'chdb';

import { mapInSlices } from '../../lib/slices.ts';
import { sessionSettings, type EngineCall, versionOf, type WarehouseEngine } from './engine.ts';
import { fillParameters } from './parameters.ts';
import { quoteText } from './statement.ts';

/**
 * Connections for questions, for counts, for what just arrived and for bulk work; each runs one statement at a time.
 * What arrives has its own, since nobody who waits for it shall wait for a step of an import.
 */
const connections = { quick: 4, count: 2, load: 2, bulk: 2 } as const;

interface Line {
  readonly session: Session;
  /** Statements that run or wait here. */
  waiting: number;
  /** Settled when the last of them has run. */
  last: Promise<unknown>;
}

/**
 * Opens chDB, the ClickHouse engine inside this process, on `directory`.
 * A connection runs one statement after another, so a small pool lets questions pass bulk work.
 */
export async function openEmbeddedEngine(directory: string, keepFree = 0): Promise<WarehouseEngine> {
  const lanes = {
    quick: await openLines(directory, connections.quick, keepFree),
    count: await openLines(directory, connections.count, keepFree),
    load: await openLines(directory, connections.load, keepFree),
    bulk: await openLines(directory, connections.bulk, keepFree),
  };
  const take = async <T>(
    { lane, signal }: EngineCall,
    work: (session: Session) => Promise<T>,
  ): Promise<T> => {
    const line = lanes[lane].toSorted((a, b) => a.waiting - b.waiting)[0];
    if (line === undefined) throw new Error('the warehouse is closed');
    line.waiting += 1;
    const turn = line.last.then(() => {
      signal?.throwIfAborted();
      return work(line.session);
    });
    line.last = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      line.waiting -= 1;
    }
  };
  const act = async (call: EngineCall) => {
    await take(call, (session) => runCall(session, call, 'Null'));
  };
  const ask = (call: EngineCall) =>
    take(call, async (session) => readLines((await runCall(session, call, 'JSONEachRow')).text()));
  const [row] = await ask({ sql: 'SELECT version() AS version', parameters: {}, lane: 'quick' });
  return {
    mode: 'embedded',
    version: versionOf(row),
    cluster: null,
    ask,
    act,
    async actAll(calls) {
      const [first] = calls;
      if (first === undefined) return;
      const filled = calls.map(({ sql, parameters }) => fillParameters(sql, parameters));
      await act({ ...first, sql: filled.join(';\n'), parameters: {} });
    },
    async save(call, path, format) {
      const half = `${path}.part`;
      await act({ ...call, sql: `${call.sql} INTO OUTFILE ${quoteText(half)} TRUNCATE FORMAT ${format}` });
      await rename(half, path);
    },
    readRows(paths, format, structure) {
      const glob = paths.length === 1 ? String(paths[0]) : `{${paths.join(',')}}`;
      return { table: `file(${quoteText(glob)}, ${quoteText(format)}, ${quoteText(structure)})`, suffix: '' };
    },
    async close() {
      await drainPending();
      for (const { session } of Object.values(lanes).flat()) session.close();
    },
  };
}

async function runCall(session: Session, call: EngineCall, format: string) {
  try {
    return await session.queryAsync(fillParameters(call.sql, call.parameters), { format });
  } catch (error) {
    // A statement that failed or was ended counts as running, and others stand back for it, until its connection runs another.
    await session.queryAsync('SELECT 1', { format: 'Null' }).catch(() => undefined);
    throw error;
  }
}

async function readLines(text: string): Promise<unknown[]> {
  return text === '' ? [] : mapInSlices(text.trimEnd().split('\n'), parseLine);
}

function parseLine(line: string): unknown {
  return JSON.parse(line);
}

async function openLines(directory: string, size: number, keepFree: number): Promise<Line[]> {
  const sessions = Array.from({ length: size }, () => new Session(directory));
  const settings = Object.entries({
    ...sessionSettings,
    min_free_disk_bytes_to_perform_insert: keepFree,
  }).map(([key, value]) => `SET ${key} = ${value}`);
  for (const session of sessions) await session.queryAsync(settings.join('; '));
  return sessions.map((session) => ({ session, waiting: 0, last: Promise.resolve() }));
}
