import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

import { isProblem } from '../../../lib/problem.ts';
import type { Mailbox, MailMessage, MailPart } from '../../../store/foreign/index.ts';
import type { Pulled, PulledFile, PullTask, SkippedFile } from '../../kind.ts';
import { tooMuchFetched } from '../../problems.ts';
import { saveStream } from '../save-stream.ts';
import { tableText } from '../write-table.ts';
import { readSignature, signatureFields, textOfPage } from './signature.ts';

/** What of mails is taken. */
interface Taken {
  readonly signatures: boolean;
  /** Domains whose own people are no customers. */
  readonly own: readonly string[];
}

const readable = /\.(?:vcf|vcard|csv|tsv|xlsx|xls|ods|json|jsonl|ndjson|parquet)$/i;
const readableTypes: Readonly<Record<string, string>> = {
  'text/vcard': 'vcf',
  'text/x-vcard': 'vcf',
  'text/directory': 'vcf',
  'text/csv': 'csv',
};
const mostFileBytes = 50_000_000;
const mostTextBytes = 200_000;
/** Of a mail many files may come, so that fewer mails are read at a time than files may be fetched. */
const mostFilesOfMail = 20;
const mostFiles = 99;

interface Found {
  readonly files: PulledFile[];
  readonly skipped: SkippedFile[];
  readonly signatures: string[][];
}

/** Reads the mails behind the last that was read: their files, and a table of their signatures. */
export async function pullMessages(task: PullTask, mailbox: Mailbox, taken: Taken): Promise<Pulled | null> {
  const { validity } = mailbox;
  const after = task.mark?.['validity'] === validity ? Number(task.mark['uid']) : 0;
  const { messages, more } = await mailbox.list(after, task.most);
  const found: Found = { files: [], skipped: [], signatures: [] };
  let [last, count] = [after, 0];
  for (const message of messages) {
    if (found.files.length + mostFilesOfMail > mostFiles) break;
    await readFiles(message, { task, mailbox, found });
    if (taken.signatures && !isOwn(message, taken.own))
      found.signatures.push(...(await findSignatures(message, mailbox)));
    last = message.uid;
    count += 1;
  }
  if (last === after) return null;
  const { files, skipped, signatures } = found;
  if (signatures.length > 0) {
    const path = join(task.directory, 'signatures');
    await writeFile(path, tableText([[...signatureFields], ...signatures]));
    files.push({ name: 'signatures.csv', path });
  }
  const unread = messages.some(({ uid }) => uid > last);
  return { files, skipped, taken: count, mark: { validity, uid: String(last) }, more: more || unread };
}

function isOwn({ from }: MailMessage, own: readonly string[]): boolean {
  const domain = from.address.toLowerCase().split('@').at(-1) ?? '';
  return own.some((one) => domain === one || domain.endsWith(`.${one}`));
}

interface Reading {
  readonly task: PullTask;
  readonly mailbox: Mailbox;
  readonly found: Found;
}

async function readFiles(message: MailMessage, { task, mailbox, found }: Reading): Promise<void> {
  const { files, skipped } = found;
  const parts = message.parts.flatMap((part) => {
    const name = nameOf(part);
    return name === null ? [] : [{ part, name }];
  });
  for (const [at, { part, name }] of parts.entries()) {
    const path = join(task.directory, `${message.uid}-${at}`);
    try {
      if (part.bytes > mostFileBytes || at >= mostFilesOfMail) throw tooMuchFetched(mostFileBytes);
      await saveStream(await mailbox.read(message, part, mostFileBytes), path);
      files.push({ name, path });
    } catch (error) {
      if (!isProblem(error, 'connectors.file') && !isProblem(error, 'connectors.too-large')) throw error;
      skipped.push({ name, reason: error });
    }
  }
}

/** How an attachment is called that an import may read; null for all else. */
function nameOf({ name, type }: MailPart): string | null {
  const short = basename(name.replaceAll('\\', '/')).slice(-120);
  if (readable.test(short)) return short;
  const end = readableTypes[type];
  return end === undefined ? null : `${short === '' ? 'card' : short}.${end}`;
}

async function findSignatures(message: MailMessage, mailbox: Mailbox): Promise<string[][]> {
  const bodies = message.parts.filter(({ name }) => name === '');
  const body =
    bodies.find(({ type }) => type === 'text/plain') ?? bodies.find(({ type }) => type === 'text/html');
  if (body === undefined) return [];
  const pieces: Buffer[] = [];
  for await (const piece of await mailbox.read(message, body, mostTextBytes))
    if (Buffer.isBuffer(piece)) pieces.push(piece);
  const text = Buffer.concat(pieces).toString('utf8');
  const values = readSignature(body.type === 'text/html' ? textOfPage(text) : text, message.from);
  return values === null ? [] : [values];
}
