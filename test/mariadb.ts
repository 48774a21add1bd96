import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

import { createConnection, type Connection } from 'mysql2/promise';

import { waitFor } from './wait.ts';

const server = ['/usr/sbin/mariadbd', '/usr/bin/mariadbd'].find(existsSync);

/** True where Debian's mariadb-server is installed. */
export const hasMariadb = server !== undefined && existsSync('/usr/bin/mariadb-install-db');

/** A server of a test, with a database `crm` and a user who may read it. */
export interface TestMariadb {
  readonly port: number;
  readonly connection: Connection;
  stop(): Promise<void>;
}

/** Starts a server in a folder of its own. */
export async function startMariadb(): Promise<TestMariadb> {
  const folder = await mkdtemp(join(tmpdir(), 'clientele-mariadb-'));
  const data = join(folder, 'data');
  const user = userInfo().username;
  const made = spawnSync('/usr/bin/mariadb-install-db', [
    '--no-defaults',
    `--datadir=${data}`,
    `--user=${user}`,
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
    '--innodb-log-file-size=8M',
  ]);
  if (made.status !== 0) throw new Error(`mariadb-install-db: ${String(made.stderr)}`);
  const port = await findPort();
  const child = spawn(
    server ?? '',
    [
      '--no-defaults',
      `--datadir=${data}`,
      `--user=${user}`,
      `--port=${port}`,
      `--socket=${join(folder, 'sock')}`,
      '--bind-address=127.0.0.1',
      '--innodb-buffer-pool-size=32M',
      '--innodb-log-file-size=8M',
      '--skip-log-bin',
      '--innodb-flush-log-at-trx-commit=0',
    ],
    { stdio: 'ignore' },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const connection = await waitFor(
    'the server of MariaDB',
    () => createConnection({ host: '127.0.0.1', port, user: 'root' }).catch(() => null),
    (one) => one !== null,
  );
  if (connection === null) throw new Error('no connection');
  await connection.query('CREATE DATABASE crm CHARACTER SET utf8mb4');
  await connection.query(`CREATE USER reader@'127.0.0.1' IDENTIFIED BY 'read "it'`);
  await connection.query(`GRANT SELECT ON crm.* TO reader@'127.0.0.1'`);
  await connection.query('USE crm');
  return {
    port,
    connection,
    async stop() {
      connection.destroy();
      child.kill('SIGKILL');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function findPort(): Promise<number> {
  const probe = createServer();
  return new Promise((resolve) =>
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    }),
  );
}
