import { createHash } from 'node:crypto';

import ssh2, { type Connection, type ParsedKey, type PublicKeyAuthContext, type SFTPWrapper } from 'ssh2';

/** A file of a server of tests. */
export interface ServedFile {
  body: Buffer;
  changed: Date;
  /** How the server answers who reads it, where not with its content. */
  refuses?: boolean;
  isFolder?: true;
  /** Called when it has been read: somebody writes it further. */
  afterRead?: () => void;
}

/** A server of tests with one folder, `/out`. */
export interface TestSftp {
  readonly port: number;
  /** The hash of its key. */
  readonly hostKey: string;
  readonly files: Map<string, ServedFile>;
  /** How somebody proved who they are, of each that was let in. */
  readonly entered: string[];
  close(): void;
}

const { Server, utils } = ssh2;
const { STATUS_CODE: status } = utils.sftp;
const fileMode = 0o100_644;
const folderMode = 0o040_755;
const pageSize = 2;

/** Opens it; `tester` is let in with the password `let me in`, or with a key. */
export async function openSftp(userKey: string): Promise<TestSftp> {
  const own = utils.generateKeyPairSync('ed25519');
  const files = new Map<string, ServedFile>();
  const entered: string[] = [];
  const known = parseKey(userKey);
  const server = new Server({ hostKeys: [own.private] }, (client: Connection) => {
    client.on('error', () => undefined);
    client.on('authentication', (context) => {
      const isRight =
        context.username === 'tester' &&
        ((context.method === 'password' && context.password === 'let me in') ||
          (context.method === 'publickey' && known.getPublicSSH().equals(context.key.data)));
      if (!isRight) return context.reject(['password', 'publickey']);
      // With a key it is first asked whether it would do, without a proof.
      if (context.method !== 'publickey' || isProven(context, known)) entered.push(context.method);
      return context.accept();
    });
    client.on('ready', () =>
      client.on('session', (accept) => accept().on('sftp', (take) => serve(take(), files))),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const hash = createHash('sha256')
    .update(parseKey(own.public).getPublicSSH())
    .digest('base64')
    .replace(/=+$/, '');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    port,
    hostKey: `SHA256:${hash}`,
    files,
    entered,
    close: () => void server.close(),
  };
}

function isProven({ signature, blob, hashAlgo }: PublicKeyAuthContext, key: ParsedKey): boolean {
  return signature !== undefined && blob !== undefined && key.verify(blob, signature, hashAlgo);
}

/** A new key of a user: the secret part, and the one for the server. */
export const newUserKey = () =>
  utils.generateKeyPairSync('ed25519', { passphrase: 'words', cipher: 'aes256-ctr', rounds: 16 });

function parseKey(text: string): ParsedKey {
  const key = utils.parseKey(text);
  if (key instanceof Error) throw key;
  return key;
}

const folder: ServedFile = { body: Buffer.alloc(0), changed: new Date(0), isFolder: true };

/** What lies in a folder; files with a bar in their name lie in folders of it. */
function entriesOf(files: ReadonlyMap<string, ServedFile>, path: string): [string, ServedFile][] {
  const inside = path === '/out' ? '' : `${path.slice('/out/'.length)}/`;
  const own = [...files]
    .filter(([name]) => name.startsWith(inside))
    .map(([name, file]) => ({ name: name.slice(inside.length), file }));
  const isDeeper = (name: string) => /^[^./]+\//.test(name);
  const folders = own.flatMap(({ name }) => (isDeeper(name) ? [name.slice(0, name.indexOf('/'))] : []));
  return [
    ...[...new Set(folders)].map((name): [string, ServedFile] => [name, folder]),
    ...own.flatMap(({ name, file }): [string, ServedFile][] => (isDeeper(name) ? [] : [[name, file]])),
  ];
}

function attributes({ body, changed, isFolder }: ServedFile) {
  const seconds = Math.floor(changed.getTime() / 1_000);
  const mode = isFolder === true ? folderMode : fileMode;
  return { mode, uid: 0, gid: 0, size: body.length, atime: seconds, mtime: seconds };
}

function serve(sftp: SFTPWrapper, files: Map<string, ServedFile>): void {
  const handles = new Map<number, { readonly file?: ServedFile; rest: [string, ServedFile][] }>();
  let count = 0;
  const open = (request: number, one: { readonly file?: ServedFile; rest: [string, ServedFile][] }) => {
    const handle = Buffer.alloc(4);
    handle.writeUInt32BE((count += 1));
    handles.set(count, one);
    sftp.handle(request, handle);
  };
  const fileAt = (path: string) => files.get(path.replace('/out/', ''));
  sftp.on('OPENDIR', (request, path) =>
    path === '/out' || entriesOf(files, path).length > 0
      ? open(request, { rest: entriesOf(files, path) })
      : sftp.status(request, status.NO_SUCH_FILE),
  );
  sftp.on('READDIR', (request, handle) => {
    const part = handles.get(handle.readUInt32BE())?.rest.splice(0, pageSize) ?? [];
    if (part.length === 0) return sftp.status(request, status.EOF);
    return sftp.name(
      request,
      part.map(([filename, file]) => ({ filename, longname: filename, attrs: attributes(file) })),
    );
  });
  const look = (request: number, path: string) => {
    const file = fileAt(path);
    if (file === undefined) sftp.status(request, status.NO_SUCH_FILE);
    else sftp.attrs(request, attributes(file));
  };
  sftp.on('LSTAT', look);
  sftp.on('OPEN', (request, path) => {
    const file = fileAt(path);
    if (file === undefined) return sftp.status(request, status.NO_SUCH_FILE);
    return file.refuses === true
      ? sftp.status(request, status.PERMISSION_DENIED)
      : open(request, { file, rest: [] });
  });
  sftp.on('FSTAT', (request, handle) => {
    const file = handles.get(handle.readUInt32BE())?.file;
    if (file !== undefined) sftp.attrs(request, attributes(file));
  });
  sftp.on('READ', (...told) => {
    const [request, handle, offset, length] = told;
    const body = handles.get(handle.readUInt32BE())?.file?.body ?? Buffer.alloc(0);
    if (offset >= body.length) return sftp.status(request, status.EOF);
    return sftp.data(request, body.subarray(offset, offset + length));
  });
  sftp.on('CLOSE', (request, handle) => {
    handles.get(handle.readUInt32BE())?.file?.afterRead?.();
    sftp.status(request, status.OK);
  });
}
