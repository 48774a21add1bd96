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

/**
 * How many merges and deletions may be begun at once for each thread that works on them, which it does in turns. The
 * engine's own number is two, and what finds all places taken is tried again only after up to a second.
 */
const engineArguments = ['--background_merges_mutations_concurrency_ratio=8'];

/** Connections that are alike: what is asked of them waits in one queue for whichever is free first. */
interface Lane {
  readonly sessions: readonly Session[];
  readonly take: <T>(work: (session: Session) => Promise<T>) => Promise<T>;
}

/**
 * Opens chDB, the ClickHouse engine inside this process, on `directory`.
 * A connection runs one statement after another, so a small pool lets questions pass bulk work.
 */
export async function openEmbeddedEngine(directory: string, keepFree = 0): Promise<WarehouseEngine> {
  const lanes = {
    quick: await openLane(directory, connections.quick, keepFree),
    count: await openLane(directory, connections.count, keepFree),
    load: await openLane(directory, connections.load, keepFree),
    bulk: await openLane(directory, connections.bulk, keepFree),
  };
  const take = <T>({ lane, signal }: EngineCall, work: (session: Session) => Promise<T>): Promise<T> =>
    lanes[lane].take((session) => {
      signal?.throwIfAborted();
      return work(session);
    });
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
      for (const { sessions } of Object.values(lanes)) for (const session of sessions) session.close();
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

async function openLane(directory: string, size: number, keepFree: number): Promise<Lane> {
  const sessions = Array.from(
    { length: size },
    () => new Session(directory, { connectionArgs: engineArguments }),
  );
  const settings = Object.entries({
    ...sessionSettings,
    min_free_disk_bytes_to_perform_insert: keepFree,
  }).map(([key, value]) => `SET ${key} = ${value}`);
  for (const session of sessions) await session.queryAsync(settings.join('; '));
  const free = [...sessions];
  const waiting: ((session: Session) => void)[] = [];
  const nextFree = (): Promise<Session> => {
    const session = free.pop();
    return session === undefined
      ? new Promise((resolve) => void waiting.push(resolve))
      : Promise.resolve(session);
  };
  const giveBack = (session: Session): void => {
    const next = waiting.shift();
    if (next === undefined) free.push(session);
    else next(session);
  };
  return {
    sessions,
    async take(work) {
      const session = await nextFree();
      try {
        return await work(session);
      } finally {
        giveBack(session);
      }
    },
  };
}
