import { extname } from 'node:path';
import { listZip } from './zip.ts';
import { fileProblem } from './problems.ts';
import { detectEncoding } from './encoding.ts';
import { decodeBytes } from './transcode.ts';
import type { FileFormat } from './types.ts';

const foreign: readonly { readonly magic: string; readonly en: string }[] = [
  { magic: '25504446', en: 'a PDF' },
  { magic: '89504e47', en: 'a picture' },
  { magic: 'ffd8ff', en: 'a picture' },
  { magic: '47494638', en: 'a picture' },
  { magic: '52617221', en: 'a RAR archive' },
  { magic: '377abcaf', en: 'a 7-Zip archive' },
  { magic: '28b52ffd', en: 'a Zstandard archive' },
  { magic: 'fd377a58', en: 'an XZ archive' },
  { magic: '425a68', en: 'a bzip2 archive' },
  { magic: '53514c69', en: 'an SQLite database' },
];

/** True for the first bytes of a gzip file. */
export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

/** Tells the format of a file from its first bytes; `path` is read further only when it is a zip archive. */
export async function detectFormat(path: string, name: string, head: Buffer): Promise<FileFormat> {
  const magic = head.toString('hex', 0, 8);
  if (magic.startsWith('50415231')) return 'parquet';
  if (magic.startsWith('50415245')) throw fileProblem('files.password', { file: name });
  if (magic.startsWith('d0cf11e0a1b11ae1') || isBareXls(head, name)) return 'xls';
  if (magic.startsWith('504b')) return detectZip(path, name);
  const known = foreign.find((kind) => magic.startsWith(kind.magic));
  if (known !== undefined) throw fileProblem('files.format', { file: name, found: known.en });
  return detectText(name, head);
}

/** A workbook of Excel 2 to 4 has no container around its records. */
function isBareXls(head: Buffer, name: string): boolean {
  return head[0] === 9 && [0, 2, 4, 8].includes(head[1] ?? -1) && /^\.xl/iu.test(extname(name));
}

async function detectZip(path: string, name: string): Promise<FileFormat> {
  const entries = await listZip(path, name);
  if (entries.includes('xl/workbook.xml')) return 'xlsx';
  if (entries.includes('xl/workbook.bin') || entries.includes('content.xml')) return 'xls';
  if (entries.includes('EncryptionInfo')) throw fileProblem('files.password', { file: name });
  throw fileProblem('files.format', { file: name, found: 'a zip archive' });
}

function detectText(name: string, head: Buffer): FileFormat {
  const sample = head.subarray(0, 256 * 1024);
  const encoding = detectEncoding([sample]).encoding;
  const text = decodeBytes(sample, encoding).toString('utf8').trimStart();
  if (/^BEGIN\s*:\s*VCARD/iu.test(text)) return 'vcard';
  if (
    /^(?:<!doctype html|<html|<table|<head|<meta|<\?xml[^>]*>\s*(?:<[!?][^>]*>\s*)*<(?:\w+:)?Workbook)/iu.test(
      text,
    )
  ) {
    return 'xls';
  }
  if (/^\{\s*["}]/u.test(text) || /^\[\s*[[{\]]/u.test(text))
    return isJsonLines(text, name) ? 'jsonl' : 'json';
  const nul = text.match(/\u0000/gu)?.length ?? 0;
  if (nul * 10 > text.length && text.length > 0)
    throw fileProblem('files.format', { file: name, found: 'binary data' });
  return 'csv';
}

/** The first line is a whole record, and another follows; one record alone is lines only by its name. */
function isJsonLines(text: string, name: string): boolean {
  const [first = '', second = ''] = text.split(/\r?\n/u, 2);
  if (!/^\s*\{.*\}\s*$/u.test(first)) return false;
  return /^\s*\{/u.test(second) || /\.(?:jsonl|ndjson)(?:\.gz)?$/iu.test(name);
}
