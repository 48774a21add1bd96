import { writeFile } from 'node:fs/promises';

import { createId, type Caller, type Seer } from '../access/index.ts';
import { concealed } from '../fields/index.ts';
import { Problem } from '../lib/problem.ts';
import {
  describeReject,
  longestCell,
  streamRejects,
  type PlacedReject,
  type RejectedView,
  type SourceDesk,
  type StoredImport,
} from '../sources/index.ts';
import { refuseAgreed } from './agreements.ts';
import { queueImport } from './import-job.ts';
import { checkKept, listRejectedBatches, seesAll, type RejectedBatch } from './rejected.ts';
import type { SourceTools } from './source-tools.ts';

type Page = Awaited<ReturnType<SourceDesk['showRejected']>>;

/** A page ends before it grows beyond this many characters, however long its rows are. */
const pageCharacters = 2_000_000;
const longestRaw = 2_000;

/** A row's name: the number of its batch and its place in the batch's file of rejected rows. */
function readKey(key: string): { batch: number; place: number } {
  const [, batch, place] = /^(\d{1,15})[.](\d{1,15})$/.exec(key) ?? [];
  if (batch !== undefined && place !== undefined) return { batch: Number(batch), place: Number(place) };
  throw new Problem(
    'imports.rejected-key',
    {
      en: '"{key}" names no rejected row. Take the keys from the list of rejected rows.',
      zh: '“{key}”不是被拒绝行的标识。请使用拒绝行列表中的标识。',
    },
    { key },
  );
}

/** A page of an import's rejected rows, as somebody sees them; it reads no more of them than it shows. */
export async function showRejected(
  tools: SourceTools,
  seer: Seer,
  { id, after, open, limit }: Parameters<SourceDesk['showRejected']>[1],
): Promise<Page> {
  const { workspace } = seer;
  const batches = await listRejectedBatches(tools.house, workspace, id);
  checkKept(batches);
  const seen = await seesAll(tools.house, seer, batches);
  const begin = after === undefined ? { batch: 0, place: 0 } : readKey(after);
  const rows: RejectedView[] = [];
  let characters = 0;
  let next: string | null = null;
  for (const batch of batches.filter(({ number }) => number >= begin.batch)) {
    const from = batch.number === begin.batch ? begin.place : 0;
    const read = { tools, workspace, id, open, batch };
    for await (const row of viewRows(read, from)) {
      if (rows.length === limit || characters > pageCharacters) {
        next = row.key;
        break;
      }
      rows.push(seen ? row : { ...row, raw: concealed, cells: [], whole: false });
      characters += lengthOf(row);
    }
    if (next !== null) break;
  }
  const layouts = batches.map(({ number, outcome }) => ({
    layout: number,
    file: outcome.file,
    headers: [...outcome.shape.headers],
    rejected: outcome.rejected,
  }));
  return { rows, layouts, next };
}

function lengthOf({ raw, cells }: RejectedView): number {
  return raw.length + cells.reduce((sum, cell) => sum + cell.length, 0);
}

interface RowReading {
  readonly tools: SourceTools;
  readonly workspace: string;
  readonly id: string;
  readonly open: boolean;
  readonly batch: RejectedBatch;
}

const lookAhead = 1_000;

async function* viewRows({ tools, workspace, id, open, batch }: RowReading, from: number) {
  const of = { workspace, import: id, batch: batch.number };
  let mended: ReadonlyMap<number, string> = new Map();
  let seen = lookAhead;
  for await (const placed of streamRejects(batch.path, {
    from,
    withFile: batch.outcome.together !== undefined,
  })) {
    if (seen === lookAhead) {
      mended = await tools.mended.list(of, { from: placed.place, limit: lookAhead });
      seen = 0;
    }
    seen += 1;
    const mendedBy = mended.get(placed.place) ?? null;
    if (!open || mendedBy === null) yield viewRow(batch, placed, mendedBy);
  }
}

function viewRow({ number, outcome }: RejectedBatch, { row, place }: PlacedReject, mendedBy: string | null) {
  const cells = row.cells.map((cell) => cell.slice(0, longestCell).replaceAll('\0', '\uFFFD'));
  return {
    key: `${number}.${place}`,
    file: row.file ?? outcome.file,
    layout: number,
    line: row.line,
    column: row.column,
    reason: { code: row.code, text: describeReject(row.code) },
    cells,
    raw: row.raw.slice(0, longestRaw).replaceAll('\0', '\uFFFD'),
    whole: row.cells.every((cell) => cell.length <= longestCell) && row.raw.length <= longestRaw,
    mendedBy,
  };
}

/** Takes mended rows in again: a file of their own, read as the original was, whose rows count as mended from here on. */
export async function mendRows(
  tools: SourceTools,
  caller: Caller,
  { id, rows }: Parameters<SourceDesk['mend']>[1],
): ReturnType<SourceDesk['mend']> {
  const { house, imports, uploads, mended } = tools;
  const stored = await imports.get(caller.workspace, id);
  await refuseAgreed(tools.agreements, caller.workspace, stored.source);
  const keys = rows.map(({ key }) => readKey(key));
  const batches = await listRejectedBatches(house, caller.workspace, id);
  const batch = batches.find(({ number }) => number === keys[0]?.batch);
  if (stored.state !== 'done' || stored.dry_run || batch === undefined) throw notMendable(stored);
  checkKept([batch]);
  if (!(await seesAll(house, caller, [batch]))) throw notSeen();
  await checkKeys(batch, keys);
  const { headers } = batch.outcome.shape;
  const lines = [headers, ...rows.map(({ cells }) => headers.map((_header, at) => cells[at] ?? ''))];
  const name = `${batch.outcome.file.replace(/\.[^.]+$/, '')}.mended.csv`.slice(-255);
  const upload = await uploads.adopt(caller.workspace, name, (path) => writeFile(path, printCsv(lines)));
  const child = createId('imp', house.clock());
  const settings = {
    kind: batch.outcome.kind,
    mapping: null,
    shape: { format: 'csv', encoding: 'utf-8', delimiter: ',', quote: '"', headerRow: 1 },
    observedAt: stored.settings?.observedAt ?? stored.created_at.toISOString(),
  } as const;
  await imports.create({
    id: child,
    workspace: caller.workspace,
    source: stored.source,
    kind: batch.outcome.kind,
    dryRun: false,
    files: [{ upload: upload.id, name }],
    settings,
    mends: id,
    createdBy: caller.id,
  });
  const of = { workspace: caller.workspace, import: id, batch: batch.number };
  const kept = await mended.claim(
    of,
    keys.map(({ place }) => place),
    child,
  );
  if (!kept) {
    await imports.setState(child, 'failed');
    throw mendedAlready();
  }
  const columns = batch.outcome.mapping ?? null;
  return queueImport(tools, caller, { id: child, source: stored.source, settings, columns });
}

/** Every key must name a row of this batch: each is looked for where it says it is. */
async function checkKeys(
  batch: RejectedBatch,
  keys: readonly { readonly batch: number; readonly place: number }[],
): Promise<void> {
  if (
    new Set(keys.map(({ place }) => place)).size !== keys.length ||
    keys.some((key) => key.batch !== batch.number)
  )
    throw mixedRows();
  const wanted = new Set(keys.map(({ place }) => place));
  const last = Math.max(...wanted);
  for await (const { place } of streamRejects(batch.path, {
    withFile: batch.outcome.together !== undefined,
  })) {
    if (wanted.delete(place) && wanted.size === 0) return;
    if (place > last) break;
  }
  const [left] = wanted;
  if (left !== undefined) readKey(`${batch.number}/${left}`);
}

/** The rows as CSV, every cell in quotes. */
function printCsv(rows: readonly (readonly string[])[]): string {
  const quote = (cell: string) => `"${cell.replaceAll('"', '""').replaceAll('\0', '')}"`;
  return rows.map((row) => `${row.map(quote).join(',')}\r\n`).join('');
}

function notSeen(): Problem {
  return new Problem('imports.masked', {
    en: 'Your role does not see every field of this file in full and so cannot mend its rows. Ask an administrator of the workspace.',
    zh: '您的角色不能完整查看该文件的全部字段，因此不能修正其中的行。请联系工作区管理员。',
  });
}

function mixedRows(): Problem {
  return new Problem('imports.mend-mixed', {
    en: 'The rows are of several files, or one is there twice. Send the rows of one file at a time, each once.',
    zh: '这些行来自多个文件，或有重复。请每次只提交同一文件的行，每行一次。',
  });
}

function mendedAlready(): Problem {
  return new Problem('imports.mended', {
    en: 'One of these rows has been sent again already. Load the list anew and go on with those that are left.',
    zh: '其中有的行已被重新提交。请刷新列表，继续处理剩余的行。',
  });
}

function notMendable(stored: StoredImport): Problem {
  return new Problem(
    'imports.not-mendable',
    {
      en: 'Rows of this import cannot be sent again: it is {state}, a dry run, or has none that were rejected. Import the file first.',
      zh: '该导入的行无法重新提交：当前状态为 {state}，或是试运行，或没有被拒绝的行。请先导入文件。',
    },
    { state: stored.state },
  );
}
