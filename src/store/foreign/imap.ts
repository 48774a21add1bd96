import { isIP } from 'node:net';
import type { Readable } from 'node:stream';

import { ImapFlow, type FetchMessageObject, type MessageStructureObject } from 'imapflow';

import { isProblem, Problem } from '../../lib/problem.ts';
import { resolveHost, unreachable, type PrivateHosts } from './address.ts';

/** A folder of somebody's mail, and who asks. */
export interface MailPlace {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly tls: boolean;
  readonly folder: string;
  readonly allowed: PrivateHosts;
  readonly signal: AbortSignal;
}

/** A part of a message, as its server describes it. */
export interface MailPart {
  readonly part: string;
  /** As `text/plain`. */
  readonly type: string;
  /** The name of an attachment; '' for what is no file. */
  readonly name: string;
  readonly bytes: number;
}

/** A message, nothing of its content read yet. */
export interface MailMessage {
  readonly uid: number;
  readonly from: { readonly name: string; readonly address: string };
  readonly parts: readonly MailPart[];
}

/** An opened folder, of which nothing is changed. Problems: `connectors.host…`, `connectors.mailbox`, `connectors.file`. */
export interface Mailbox {
  /** Differs where the numbers of messages begin anew. */
  readonly validity: string;
  /** The first messages behind a number, and whether there are more. */
  list(after: number, most: number): Promise<{ readonly messages: MailMessage[]; readonly more: boolean }>;
  /** A part, decoded, and text as UTF-8. */
  read(message: MailMessage, part: MailPart, mostBytes: number): Promise<Readable>;
}

const mostLiteral = 8_000_000;
const idleMs = 60_000;

/** Opens a folder for as long as a piece of work takes. Problems: `connectors.host…`, `connectors.mailbox`. */
export async function withMailbox<T>(place: MailPlace, work: (mailbox: Mailbox) => Promise<T>): Promise<T> {
  const { host, port, user, password, tls, folder, allowed, signal } = place;
  const client = new ImapFlow({
    // The way goes to the address that was looked at, the certificate is held against the name.
    host: await resolveHost(host, allowed),
    ...(isIP(host) === 0 ? { servername: host } : {}),
    port,
    secure: tls,
    ...(tls ? {} : { doSTARTTLS: false }),
    auth: { user, pass: password },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: 15_000,
    socketTimeout: idleMs,
    maxLiteralSize: mostLiteral,
    maxResponseSize: 2 * mostLiteral,
  });
  client.on('error', () => undefined);
  const stop = (): void => client.close();
  signal.addEventListener('abort', stop, { once: true });
  try {
    await client.connect();
    const { uidValidity } = await client.mailboxOpen(folder, { readOnly: true });
    return await work(openMailbox(client, String(uidValidity)));
  } catch (error) {
    throw describe(error, place);
  } finally {
    signal.removeEventListener('abort', stop);
    client.close();
  }
}

function openMailbox(client: ImapFlow, validity: string): Mailbox {
  return {
    validity,
    async list(after, most) {
      const found = await client.search({ uid: `${after + 1}:*` }, { uid: true });
      // Of a range that begins behind all, servers answer the last one.
      const fresh = (Array.isArray(found) ? found : []).filter((uid) => uid > after);
      const first = fresh.sort((one, other) => one - other).slice(0, most);
      if (first.length === 0) return { messages: [], more: false };
      const wanted = { uid: true, envelope: true, bodyStructure: true };
      const all = await client.fetchAll(first.join(','), wanted, { uid: true });
      const messages = all.map(readMessage).sort((one, other) => one.uid - other.uid);
      return { messages, more: fresh.length > first.length };
    },
    async read({ uid }, { part }, maxBytes) {
      const { content } = await client.download(String(uid), part, { uid: true, maxBytes });
      if (content !== undefined) return content;
      throw new Problem('connectors.file', {
        en: 'The mail server does not give it out any more.',
        zh: '邮件服务器已无法提供该内容。',
      });
    },
  };
}

function readMessage({ uid, envelope, bodyStructure }: FetchMessageObject): MailMessage {
  const [from] = envelope?.from ?? [];
  return {
    uid,
    from: { name: from?.name ?? '', address: from?.address ?? '' },
    parts: bodyStructure === undefined ? [] : partsOf(bodyStructure),
  };
}

/** The leaves of a message; messages that hang on it are not opened. */
function partsOf(node: MessageStructureObject): MailPart[] {
  const { childNodes, type, part = '1', size = 0, parameters, dispositionParameters } = node;
  if (childNodes !== undefined && type.startsWith('multipart/')) return childNodes.flatMap(partsOf);
  const name = dispositionParameters?.['filename'] ?? parameters?.['name'] ?? '';
  return [{ part, type: type.toLowerCase(), name, bytes: size }];
}

function describe(error: unknown, { host }: MailPlace): unknown {
  if (isProblem(error)) return error;
  const said = error instanceof Error && 'responseText' in error ? error.responseText : undefined;
  if (typeof said !== 'string') return unreachable(host, error);
  return new Problem(
    'connectors.mailbox',
    {
      en: 'The mail server refused: {reason}. Check the user, the password (many providers want one made for programs), and the name of the folder.',
      zh: '邮件服务器拒绝了请求：{reason}。请检查用户、密码（许多服务商要求使用客户端授权码）以及文件夹名称。',
    },
    { reason: said.slice(0, 300) },
  );
}
