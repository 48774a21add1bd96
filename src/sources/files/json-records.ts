import { JsonSplitter, type JsonElement } from './json-splitter.ts';
import { findContainer } from './json-container.ts';
import { splitLines } from './line-splitter.ts';
import { fileProblem } from './problems.ts';
import { flattenRecord } from './record-flattening.ts';
import type { RecordBatches, RecordItem } from './records.ts';

/**
 * Reads the records of a JSON file out of UTF-8 blocks; `head` is the start of the same text. In a file that has no lines
 * the place of a record is its number.
 */
export async function* readJson(
  blocks: AsyncIterable<Uint8Array>,
  file: { readonly name: string; readonly head: Buffer },
  maxBytes: number,
): RecordBatches {
  const container = findContainer(file.head);
  if (container === null) throw fileProblem('files.json', { file: file.name });
  const splitter = new JsonSplitter(container, maxBytes);
  const hasLines = container.kind === 'single' || file.head.includes('\n', container.offset);
  let number = 0;
  const read = (elements: readonly JsonElement[]) =>
    elements.map((element) => readElement(hasLines ? element : { ...element, line: (number += 1) }));
  for await (const block of skipMark(blocks)) {
    yield read(splitter.push(block));
    if (splitter.done) return;
  }
  yield read(splitter.finish());
}

/** Reads JSON Lines out of UTF-8 blocks. */
export async function* readJsonLines(blocks: AsyncIterable<Uint8Array>, maxBytes: number): RecordBatches {
  for await (const lines of splitLines(skipMark(blocks), maxBytes)) {
    const items: RecordItem[] = [];
    for (const { line, bytes, cut } of lines) {
      const text = bytes.toString('utf8');
      if (text.trim() !== '') items.push(readElement({ line, text, cut, key: '' }));
    }
    yield items;
  }
}

/** The blocks without a byte order mark. */
async function* skipMark(blocks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  let first = true;
  for await (const block of blocks) {
    const marked = first && block[0] === 0xef && block[1] === 0xbb && block[2] === 0xbf;
    first = false;
    yield marked ? block.subarray(3) : block;
  }
}

function readElement({ line, text, cut, key }: JsonElement): RecordItem {
  const value = cut ? 'line.long' : parseObject(text);
  if (typeof value === 'string') return rejectElement(line, text, value);
  const values = flattenRecord(value);
  if (key !== '' && !/^\d+$/u.test(key) && !values.has('key')) values.set('key', key);
  if ([...values.values()].some((cell) => cell.includes('\0'))) return rejectElement(line, text, 'nul');
  return { kind: 'record', line, values, raw: () => text };
}

function rejectElement(line: number, raw: string, code: string): RecordItem {
  return { kind: 'reject', row: { line, column: 0, code, raw, cells: [] } };
}

/** The object that a text stands for, or the code of what is wrong with it. */
function parseObject(text: string): object | string {
  if (text.includes('\uFFFD')) return 'encoding';
  let value: unknown;
  try {
    value = JSON.parse(keepDigits(text));
  } catch {
    return 'json.syntax';
  }
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : 'json.type';
}

/** Numbers of more digits than a double holds become texts, so that an 18-digit code keeps its last ones. */
function keepDigits(text: string): string {
  if (!/[:[,]\s*-?\d[\d.]{15}/u.test(text)) return text;
  return text.replace(/"(?:[^"\\]|\\.)*"|-?\d[\d.]{15,}(?:[eE][+-]?\d+)?/gu, (found) =>
    found.startsWith('"') ? found : `"${found}"`,
  );
}
