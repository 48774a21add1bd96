import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Readable } from 'node:stream';

import { Client, type FileEntryWithStats, type SFTPWrapper } from 'ssh2';

import { isProblem, Problem } from '../../lib/problem.ts';
import { resolveHost, unreachable, type PrivateHosts } from './address.ts';

/** A folder of somebody else's server, and who asks. */
export interface SftpPlace {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** '' where there is none. */
  readonly password: string;
  readonly privateKey: string;
  /** Hashes of the keys by which the server is known, as `SHA256:…`. */
  readonly hostKeys: readonly string[];
  readonly allowed: PrivateHosts;
  readonly signal: AbortSignal;
}

/** A file in a folder, or a folder in it. */
export interface SftpFile {
  readonly name: string;
  readonly isFolder: boolean;
  readonly bytes: number;
  /** In milliseconds. */
  readonly changed: number;
}

/** What a server lets one do. Problems: `connectors.host…`, `connectors.sftp`, `connectors.file`. */
export interface SftpSession {
  list(folder: string): AsyncGenerator<SftpFile[]>;
  read(path: string): Promise<Readable>;
  /** A file as it is now; null where it is gone. */
  look(path: string): Promise<Pick<SftpFile, 'bytes' | 'changed'> | null>;
}

const readyMs = 20_000;
const idleMs = 60_000;

/** Opens a server for as long as a piece of work takes. Problems: `connectors.host…`, `connectors.host-key`, `connectors.sftp`. */
export async function withSftp<T>(place: SftpPlace, work: (session: SftpSession) => Promise<T>): Promise<T> {
  const socket = connect(place.port, await resolveHost(place.host, place.allowed));
  socket.setTimeout(idleMs, () => socket.destroy(new Error(`no answer within ${idleMs / 1_000} s`)));
  const client = new Client();
  const stop = (): void => void socket.destroy(new Error('it took too long'));
  place.signal.addEventListener('abort', stop, { once: true });
  const shown: string[] = [];
  try {
    await once(socket, 'connect');
    const session = openReady(client, { place, socket, shown }).then(openSession);
    return await Promise.race([broken(client), session.then(work)]);
  } catch (error) {
    throw describe(error, place, shown);
  } finally {
    place.signal.removeEventListener('abort', stop);
    client.destroy();
    socket.destroy();
  }
}

/** Fails when the way to the server breaks, whatever waits for an answer then. */
function broken(client: Client): Promise<never> {
  return new Promise((_resolve, reject) => {
    client.on('error', reject);
    client.on('close', () => reject(new Error('the connection was closed')));
  });
}

interface Opening {
  readonly place: SftpPlace;
  readonly socket: Socket;
  /** Takes up the hash of the key that the server shows. */
  readonly shown: string[];
}

async function openReady(client: Client, { place, socket, shown }: Opening): Promise<SFTPWrapper> {
  const { user: username, password, privateKey, hostKeys } = place;
  const ready = new Promise<void>((resolve) => client.once('ready', () => resolve()));
  client.on('keyboard-interactive', (...told) => {
    const [, , , asked, answer] = told;
    answer(asked.map(() => password));
  });
  client.connect({
    sock: socket,
    username,
    ...(password === '' ? {} : { password, tryKeyboard: true }),
    ...(privateKey === '' ? {} : { privateKey }),
    ...(privateKey !== '' && password !== '' ? { passphrase: password } : {}),
    hostVerifier: (key: Buffer) => {
      const hash = `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
      shown.push(hash);
      return hostKeys.includes(hash);
    },
    readyTimeout: readyMs,
  });
  await ready;
  return ask((done: Answer<SFTPWrapper>) => client.sftp(done));
}

type Answer<T> = (error: Error | undefined | null, answer: T) => void;

const ask = <T>(work: (done: Answer<T>) => void): Promise<T> =>
  new Promise((resolve, reject) => work((error, answer) => (error ? reject(error) : resolve(answer))));

/** Words of the protocol: the end of a list, what has gone, and what one may not read. */
const [endOfList, gone, closed] = [1, 2, 3];

/** Names that lead nowhere else. */
const isPlain = (name: string): boolean => name !== '.' && name !== '..' && !name.includes('/');

function openSession(sftp: SFTPWrapper): SftpSession {
  return {
    async *list(folder) {
      const handle = await ask((done: Answer<Buffer>) => sftp.opendir(folder, done));
      for (;;) {
        const part = await ask((done: Answer<FileEntryWithStats[]>) => sftp.readdir(handle, done)).catch(
          (error: unknown) => {
            if (codeOf(error) === endOfList) return null;
            throw error;
          },
        );
        if (part === null || part.length === 0) break;
        yield part
          .filter(({ filename, attrs }) => isPlain(filename) && (attrs.isFile() || attrs.isDirectory()))
          .map(({ filename: name, attrs }) => ({
            name,
            isFolder: attrs.isDirectory(),
            bytes: attrs.size,
            changed: attrs.mtime * 1_000,
          }));
      }
      sftp.close(handle, () => undefined);
    },
    async read(path) {
      const stream = sftp.createReadStream(path);
      await once(stream, 'open').catch((error: unknown) => {
        throw codeOf(error) === closed ? closedFile() : error;
      });
      return stream;
    },
    look: (path) =>
      new Promise((resolve, reject) =>
        sftp.lstat(path, (error, found) => {
          if (error === undefined) resolve({ bytes: found.size, changed: found.mtime * 1_000 });
          else if (codeOf(error) === gone) resolve(null);
          else reject(error);
        }),
      ),
  };
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

function describe(error: unknown, place: SftpPlace, shown: readonly string[]): unknown {
  if (isProblem(error)) return error;
  const unknown = shown.find((hash) => !place.hostKeys.includes(hash));
  if (unknown !== undefined) return unknownServer(place, unknown);
  const level = error instanceof Error && 'level' in error ? error.level : '';
  const isWord = typeof codeOf(error) === 'number' || level === 'client-authentication';
  const isKey = error instanceof Error && /privateKey|passphrase/i.test(error.message);
  return isWord || isKey ? refusedBy(error) : unreachable(place.host, error);
}

function closedFile(): Problem {
  return new Problem('connectors.file', {
    en: 'The server does not let it be read. Have it opened for the user of this connector.',
    zh: '服务器不允许读取该文件。请为此连接器的用户开放读取权限。',
  });
}

function refusedBy(error: unknown): Problem {
  return new Problem(
    'connectors.sftp',
    {
      en: 'The server refused: {reason}. Check the user, the password or key, and whether the folder is there and may be read.',
      zh: '服务器拒绝了请求：{reason}。请检查用户、密码或密钥，以及文件夹是否存在并可读取。',
    },
    { reason: (error instanceof Error ? error.message : String(error)).slice(0, 300) },
  );
}

function unknownServer({ host, hostKeys }: SftpPlace, shown: string): Problem {
  const first = hostKeys.length === 0;
  return new Problem(
    'connectors.host-key',
    {
      en: first
        ? 'The server {host} shows the key {shown}. Ask whoever runs it whether that is right, and enter it under “Key of the server”.'
        : 'The server {host} shows the key {shown}, which is not the one in the settings: somebody may stand in between, and nothing was sent. Ask whoever runs it before you enter the new one.',
      zh: first
        ? '服务器 {host} 出示的密钥为 {shown}。请向其管理员核实后填入“服务器密钥”。'
        : '服务器 {host} 出示的密钥 {shown} 与设置不符，可能遭到中间人攻击，未发送任何内容。请向其管理员核实后再填入新密钥。',
    },
    { host, shown },
  );
}
