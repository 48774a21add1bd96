import { rename } from 'node:fs/promises';

import { drainPending, Session } from 'chdb';

import { sessionSettings, type EngineCall, versionOf, type WarehouseEngine } from './engine.ts';
import { fillParameters } from './parameters.ts';
import { quoteText } from './statement.ts';

/** Connections for questions and for bulk work; each runs one statement at a time. */
const quickConnections = 4;
const bulkConnections = 2;

interface Lane {
  readonly sessions: readonly Session[];
  readonly busy: number[];
}

/**
 * Opens chDB, the ClickHouse engine inside this process, on `directory`.
 * A connection runs one statement after another, so a small pool lets questions pass bulk work.
 */
export async function openEmbeddedEngine(directory: string, keepFree = 0): Promise<WarehouseEngine> {
  const lanes = {
    quick: await openLane(directory, quickConnections, keepFree),
    bulk: await openLane(directory, bulkConnections, keepFree),
  };
  const take = async <T>(lane: Lane, work: (session: Session) => Promise<T>): Promise<T> => {
    const index = lane.busy.indexOf(Math.min(...lane.busy));
    const session = lane.sessions[index];
    if (session === undefined) throw new Error('the warehouse is closed');
    lane.busy[index] = (lane.busy[index] ?? 0) + 1;
    try {
      return await work(session);
    } finally {
      lane.busy[index] = (lane.busy[index] ?? 1) - 1;
    }
  };
  const act = async (call: EngineCall) => {
    await take(lanes[call.lane], (session) => runCall(session, call, 'Null'));
  };
  const ask = (call: EngineCall) =>
    take(lanes[call.lane], async (session) =>
      readLines((await runCall(session, call, 'JSONEachRow')).text()),
    );
  const [row] = await ask({ sql: 'SELECT version() AS version', parameters: {}, lane: 'quick' });
  return {
    mode: 'embedded',
    version: versionOf(row),
    cluster: null,
    ask,
    act,
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
      for (const session of [...lanes.quick.sessions, ...lanes.bulk.sessions]) session.close();
    },
  };
}

function runCall(session: Session, call: EngineCall, format: string) {
  return session.queryAsync(fillParameters(call.sql, call.parameters), { format });
}

function readLines(text: string): unknown[] {
  return text === '' ? [] : text.trimEnd().split('\n').map(parseLine);
}

function parseLine(line: string): unknown {
  return JSON.parse(line);
}

async function openLane(directory: string, size: number, keepFree: number): Promise<Lane> {
  const sessions = Array.from({ length: size }, () => new Session(directory));
  const settings = Object.entries({
    ...sessionSettings,
    min_free_disk_bytes_to_perform_insert: keepFree,
  }).map(([key, value]) => `SET ${key} = ${value}`);
  for (const session of sessions) await session.queryAsync(settings.join('; '));
  return { sessions, busy: sessions.map(() => 0) };
}
