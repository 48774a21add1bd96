import { posix } from 'node:path';
import { readBuiltinFormat, readFormatCode, type NumberForm } from './number-format.ts';
import { fileProblem } from './problems.ts';
import { StringTable } from './string-table.ts';
import { feedXml, parseXml } from './xml-events.ts';
import { readZipText, type Zip } from './zip.ts';

/** A workbook without its rows. */
export interface Book {
  readonly file: string;
  readonly zip: Zip;
  readonly sheets: readonly BookSheet[];
  readonly date1904: boolean;
  /** Number forms by the number of a cell style. */
  readonly forms: readonly NumberForm[];
  readonly strings: StringTable;
}

export interface BookSheet {
  readonly name: string;
  readonly path: string;
  readonly hidden: boolean;
}

const partLimit = 64 * 1024 * 1024;

/** Reads everything of a workbook but its rows; hidden sheets come last. */
export async function readBook(zip: Zip, file: string): Promise<Book> {
  const part = (name: string): Promise<string | undefined> =>
    readZipText(zip, name, { bytes: partLimit, file });
  const workbook = await part('xl/workbook.xml');
  if (workbook === undefined) throw fileProblem('files.broken', { file, reason: 'xl/workbook.xml' });
  const targets = readTargets(file, (await part('xl/_rels/workbook.xml.rels')) ?? '<r/>');
  const { sheets, date1904 } = readSheets(file, workbook, targets);
  const forms = readForms(file, (await part('xl/styles.xml')) ?? '<s/>');
  return { file, zip, sheets, date1904, forms, strings: await readStrings(zip, file) };
}

function readTargets(file: string, xml: string): Map<string, string> {
  const targets = new Map<string, string>();
  parseXml(file, xml, {
    open(name, { Id = '', Target = '' }) {
      if (name !== 'Relationship') return;
      targets.set(Id, Target.startsWith('/') ? Target.slice(1) : posix.normalize(`xl/${Target}`));
    },
  });
  return targets;
}

function readSheets(
  file: string,
  xml: string,
  targets: ReadonlyMap<string, string>,
): Pick<Book, 'sheets' | 'date1904'> {
  const sheets: BookSheet[] = [];
  let date1904 = false;
  parseXml(file, xml, {
    open(tag, attributes) {
      if (tag === 'workbookPr') date1904 = /^(?:1|true)$/u.test(attributes['date1904'] ?? '');
      if (tag !== 'sheet') return;
      const id = Object.entries(attributes).find(([key]) => /(?:^|:)id$/u.test(key))?.[1] ?? '';
      const path = targets.get(id);
      const hidden = (attributes['state'] ?? 'visible') !== 'visible';
      if (path !== undefined && !/chartsheets|dialogsheets/u.test(path)) {
        sheets.push({ name: attributes['name'] ?? '', path, hidden });
      }
    },
  });
  return {
    sheets: [...sheets.filter(({ hidden }) => !hidden), ...sheets.filter(({ hidden }) => hidden)],
    date1904,
  };
}

function readForms(file: string, xml: string): NumberForm[] {
  const codes = new Map<number, NumberForm>();
  const forms: NumberForm[] = [];
  let inCells = false;
  parseXml(file, xml, {
    open(name, attributes) {
      if (name === 'numFmt')
        codes.set(Number(attributes['numFmtId']), readFormatCode(attributes['formatCode'] ?? ''));
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) {
        const id = Number(attributes['numFmtId'] ?? 0);
        forms.push(codes.get(id) ?? readBuiltinFormat(id));
      }
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return forms;
}

async function readStrings(zip: Zip, file: string): Promise<StringTable> {
  const table = new StringTable(file);
  const name = zip.names.find((entry) => /^xl\/sharedstrings\.xml$/iu.test(entry)) ?? '';
  const blocks = zip.read(name);
  if (blocks === undefined) return table;
  let text = '';
  let inText = false;
  let inPhonetic = false;
  const feed = feedXml(file, {
    open(tag) {
      if (tag === 'si') text = '';
      else if (tag === 'rPh') inPhonetic = true;
      else if (tag === 't') inText = !inPhonetic;
    },
    text(part) {
      if (inText) text += part;
    },
    close(tag) {
      if (tag === 'si') table.add(unescapeText(text));
      else if (tag === 'rPh') inPhonetic = false;
      else if (tag === 't') inText = false;
    },
  });
  for await (const block of blocks) feed.write(block);
  feed.end();
  return table;
}

/** `_x000D_` in a workbook stands for the character of that code. */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([\dA-Fa-f]{4})_/gu, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
