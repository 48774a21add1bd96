import { Session } from 'chdb';

/** Runs statements in chDB, several at a time, each with its own settings. */
export interface Engine {
  run(call: EngineCall): Promise<void>;
  close(): void;
}

/** One statement with what it needs. */
export interface EngineCall {
  readonly sql: string;
  readonly settings: ReadonlyMap<string, string>;
  readonly database: string;
}

interface Connection {
  readonly session: Session;
  settings: ReadonlyMap<string, string>;
  database: string;
}

/** Opens a pool of chDB connections on a directory; a statement waits until one is free. */
export function openEngine(directory: string, size: number): Engine {
  const free: Connection[] = Array.from({ length: size }, () => ({
    session: new Session(directory),
    settings: new Map(),
    database: 'default',
  }));
  const all = [...free];
  const waiting: ((connection: Connection) => void)[] = [];
  const borrow = async (): Promise<Connection> =>
    free.pop() ?? new Promise((resolve) => void waiting.push(resolve));
  const giveBack = (connection: Connection): void => {
    const next = waiting.shift();
    if (next === undefined) free.push(connection);
    else next(connection);
  };
  return {
    async run(call) {
      const connection = await borrow();
      try {
        await prepare(connection, call);
        await connection.session.queryAsync(call.sql, { format: 'Null' });
      } catch (error) {
        // The engine in the process keeps a failed statement among those that run until its connection runs another.
        await connection.session.queryAsync('SELECT 1', { format: 'Null' }).catch(() => undefined);
        throw error;
      } finally {
        giveBack(connection);
      }
    },
    close: () => all.forEach(({ session }) => session.close()),
  };
}

/** Gives a connection the settings and the database of a call, and takes back those of the call before. */
async function prepare(connection: Connection, { settings, database }: EngineCall): Promise<void> {
  const { session } = connection;
  const gone = [...connection.settings.keys()]
    .filter((name) => !settings.has(name))
    .map((name) => `SET ${name} = DEFAULT`);
  const changed = [...settings].filter(([name, value]) => connection.settings.get(name) !== value);
  const set = changed.map(
    ([name, value]) =>
      `SET ${name} = ${/^-?\d+(?:\.\d+)?$/.test(value) ? value : `'${value.replace(/[\\']/g, '\\$&')}'`}`,
  );
  for (const statement of [...gone, ...set]) await session.queryAsync(statement, { format: 'Null' });
  connection.settings = settings;
  if (connection.database !== database)
    await session.queryAsync(`USE \`${database.replaceAll('`', '')}\``, { format: 'Null' });
  connection.database = database;
}
