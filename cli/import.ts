import { readFile, stat } from 'node:fs/promises';
import { basename, extname, resolve } from 'node:path';
import { z } from 'zod';
import { saveDownload } from '../src/client-files.ts';
import { kinds } from '../src/fields/types.ts';
import { type Bilingual, Problem } from '../src/lib/problem.ts';
import { listFields } from '../src/records/contract.ts';
import { createPartnerList, type PartnerList } from '../src/sources/agreements/contract.ts';
import {
  createImport,
  createUpload,
  getImport,
  getRejected,
  type ImportResult,
  listImports,
  namedMapping,
  shapeChoices,
  undoImport,
} from '../src/sources/contract.ts';
import { followJob, waitUntilDone } from './poll.ts';
import { noFile, parseJson } from './rule.ts';
import type { Answer, Session } from './session.ts';
import { writePairs, writeTable } from './table.ts';
import { cleanText, cutText } from './width.ts';
import { showProgress } from './terminal.ts';
import { writeValue } from '../src/fields/value-text.ts';

/** The options of `import`. */
export const importOptions = z.object({
  source: z.string().default(''),
  agreement: z.string().optional(),
  kind: z.enum(kinds).optional(),
  mapping: z.string().optional(),
  dryRun: z.boolean().optional(),
  trust: z.number().optional(),
  format: shapeChoices.shape.format,
  encoding: z.string().optional(),
  delimiter: z.string().optional(),
  sheet: z.string().optional(),
  headerRow: z.number().optional(),
});
export type ImportOptions = z.output<typeof importOptions>;

async function readMapping(path: string | undefined): Promise<z.output<typeof namedMapping> | undefined> {
  if (path === undefined) return undefined;
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw noFile(path, error);
  });
  const mapping = namedMapping.safeParse(parseJson(text.replace(/^\uFEFF/, ''), path));
  if (mapping.success) return mapping.data;
  throw new Problem(
    'cli.mapping',
    {
      en: 'The mapping {path} must be one JSON object of header → field, as {"公司": "name", "备注": ""}.',
      zh: '映射文件 {path} 必须是一个“表头 → 字段”的 JSON 对象，例如 {"公司": "name", "备注": ""}。',
    },
    { path },
  );
}

/** The size of a file that is there and is one. */
async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch((error: unknown) => {
    throw noFile(path, error);
  });
  if (found.isFile()) return found.size;
  throw new Problem(
    'cli.file',
    {
      en: '{path} is not a file. Name the files to import; a shell takes a folder’s as {path}/*.',
      zh: '{path} 不是文件。请给出要导入的文件；导入整个目录可写 {path}/*。',
    },
    { path },
  );
}

/** Uploads a file, and tells how far it has been read; answers its id. */
export async function uploadFile(session: Session, path: string): Promise<string> {
  const size = await sizeOf(path);
  const { createReadStream } = await import('node:fs');
  const { Readable } = await import('node:stream');
  const progress = showProgress(session.terminal);
  let sent = 0;
  const counted = new TransformStream<Uint8Array, Uint8Array>({
    transform(piece, controller) {
      sent += piece.byteLength;
      progress.show(size === 0 ? 1 : Math.min(1, sent / size), basename(path));
      controller.enqueue(piece);
    },
  });
  const file = createReadStream(path, { highWaterMark: 1024 * 1024 });
  try {
    const body: ReadableStream<Uint8Array> = Readable.toWeb(file).pipeThrough(counted);
    const { upload } = await session.client.upload(createUpload, { name: basename(path).slice(-255) }, body);
    return upload;
  } catch (error) {
    throw noFile(path, error);
  } finally {
    file.destroy();
    progress.end();
  }
}

/** Waits for an import and hands back what it did. */
export async function followImport(session: Session, id: string): Promise<ImportResult> {
  const { result } = await waitUntilDone(session, id, () => session.client.call(getImport, { id }));
  if (result) return result;
  throw new Problem('cli.stopped', {
    en: 'The import ended without a result. The server log explains it.',
    zh: '导入已结束，但没有结果。详见服务器日志。',
  });
}

/** Downloads the rejected rows into the working directory; where that cannot be, answers where the server keeps them. */
async function saveRejected(session: Session, result: ImportResult, file: string): Promise<string | null> {
  if (result.rejectedFile === null || result.rejected === 0) return null;
  const path = resolve(`${basename(file, extname(file))}.rejected.csv`);
  try {
    await saveDownload(await session.client.download(getRejected, { id: result.import }), path);
    return path;
  } catch (error) {
    if (noFile(path, error) === error) throw error;
    return result.rejectedFile;
  }
}

const resultNames: Readonly<Record<string, Bilingual>> = {
  import: { en: 'import', zh: '导入' },
  rows: { en: 'rows', zh: '行数' },
  accepted: { en: 'accepted', zh: '接受' },
  rejected: { en: 'rejected', zh: '拒绝' },
  created: { en: 'created', zh: '新建' },
  updated: { en: 'updated', zh: '更新' },
  unchanged: { en: 'unchanged', zh: '未变' },
  conflicts: { en: 'conflicts', zh: '冲突' },
  seconds: { en: 'seconds', zh: '秒' },
  rejectedFile: { en: 'rejected rows', zh: '被拒绝的行' },
  unmapped: { en: 'columns left out', zh: '未映射的列' },
};

const issueHead: readonly Bilingual[] = [
  { en: 'field', zh: '字段' },
  { en: 'failed its check', zh: '未通过检查' },
  { en: 'ruined by a spreadsheet', zh: '被表格软件损坏' },
];

const exampleTitles = {
  changed: { en: 'Changed, for example', zh: '变更示例' },
  conflicts: {
    en: 'In conflict, for example (the file ≠ what the profile shows)',
    zh: '冲突示例（文件 ≠ 档案当前值）',
  },
  rejected: { en: 'Rejected, for example', zh: '拒绝示例' },
} as const;

/** Rows that changed something, contradict something or were rejected, a few of each. */
function writeExamples({ say }: Session, { examples }: ImportResult): string[] {
  const rows = {
    changed: examples.changed,
    conflicts: examples.conflicts,
    rejected: examples.rejected,
  };
  return Object.entries(exampleTitles).flatMap(([key, title]) => {
    const found = new Map(Object.entries(rows)).get(key) ?? [];
    const lines = found.map(
      (one) =>
        `  ${one.file}:${one.line}  ${cutText(cleanText(one.text), 60)}\n    ${cleanText(say(one.detail))}`,
    );
    return lines.length === 0 ? [] : [[say(title), ...lines].join('\n')];
  });
}

/** The names of fields of either kind. */
async function labelsOf({ client, say }: Session): Promise<ReadonlyMap<string, string>> {
  const lists = await Promise.all(kinds.map((kind) => client.call(listFields, { kind })));
  return new Map(lists.flatMap(({ rows }) => rows.map(({ key, label }) => [key, say(label)] as const)));
}

async function writeResult(session: Session, result: ImportResult, dryRun: boolean): Promise<string> {
  const { say, language } = session;
  const values = new Map<string, unknown>(Object.entries(result));
  const pairs = Object.entries(resultNames)
    .map(([key, name]): [string, string] => [say(name), writeValue(values.get(key), language)])
    .filter(([, value]) => value !== '');
  const labels = result.issues.length === 0 ? new Map<string, string>() : await labelsOf(session);
  const issues = result.issues.map((issue) => [
    labels.get(issue.field) ?? issue.field,
    String(issue.rows),
    String(issue.ruined),
  ]);
  const parts = [writePairs(pairs)];
  if (result.rejectedFile?.startsWith('/api/') === true)
    parts.push(
      say({
        en: 'The rejected rows could not be written into this folder. The server keeps them at the address above.',
        zh: '无法将被拒绝的行写入当前目录；服务器在上述地址保留这些行。',
      }),
    );
  if (dryRun) parts.unshift(say({ en: 'Dry run: nothing was changed.', zh: '试运行：未改变任何数据。' }));
  parts.push(...result.warnings.map(({ file, text }) => `${cleanText(file)}: ${cleanText(say(text))}`));
  if (issues.length > 0) parts.push(writeTable(issueHead.map(say), issues));
  parts.push(...writeExamples(session, result));
  return parts.join('\n\n');
}

/** Uploads, imports, waits, and fetches the rejected rows. */
export async function importFiles(
  session: Session,
  files: readonly string[],
  options: ImportOptions,
): Promise<Answer> {
  const mapping = await readMapping(options.mapping);
  const uploads: string[] = [];
  for (const file of files) uploads.push(await uploadFile(session, file));
  const { format, encoding, delimiter, sheet, headerRow, dryRun = false, kind, trust, source } = options;
  const shape = { format, encoding, delimiter, sheet, headerRow };
  const created = await session.client.call(createImport, {
    uploads,
    source,
    dryRun,
    ...(kind ? { kind } : {}),
    ...(trust === undefined ? {} : { trust }),
    ...(mapping ? { mapping } : {}),
    ...(Object.values(shape).some((value) => value !== undefined) ? { shape } : {}),
  });
  const done = await followImport(session, created.import);
  const rejectedFile = await saveRejected(session, done, files[0] ?? 'import');
  const result = { ...done, rejectedFile };
  return { data: result, text: await writeResult(session, result, dryRun) };
}

/** Hands files in as lists of an agreement; an administrator accepts them. */
export async function handIn(session: Session, files: readonly string[], agreement: string): Promise<Answer> {
  const lists: PartnerList[] = [];
  for (const file of files) {
    const upload = await uploadFile(session, file);
    lists.push(await session.client.call(createPartnerList, { id: agreement, upload }));
  }
  const told = session.say({
    en: 'Laid aside until an administrator accepts it:',
    zh: '已单独存放，等待管理员接受：',
  });
  return {
    data: { lists },
    text: [told, ...lists.map(({ id, name }) => `${id}  ${cleanText(name)}`)].join('\n'),
  };
}

/** Takes an import back and waits until it is. */
export async function undo(session: Session, id: string): Promise<Answer> {
  const { job } = await session.client.call(undoImport, { id });
  await followJob(session, id, job);
  const text = session.say({ en: `The import ${id} is undone`, zh: `导入 ${id} 已撤销` });
  return { data: { import: id, state: 'undone' }, text };
}

const listHead: readonly Bilingual[] = [
  { en: 'import', zh: '导入' },
  { en: 'source', zh: '来源' },
  { en: 'state', zh: '状态' },
  { en: 'rows', zh: '行数' },
  { en: 'dry run', zh: '试运行' },
  { en: 'at', zh: '时间' },
  { en: 'files', zh: '文件' },
];

/** The latest imports. */
export async function list({ client, say }: Session, limit: number): Promise<Answer> {
  const page = await client.call(listImports, { limit });
  const rows = page.rows.map((one) => [
    one.import,
    one.source,
    one.state,
    String(one.result?.rows ?? ''),
    one.dryRun ? say({ en: 'yes', zh: '是' }) : '',
    one.createdAt.slice(0, 19).replace('T', ' '),
    one.files.map((file) => file.name).join(', '),
  ]);
  return { data: page, text: writeTable(listHead.map(say), rows) };
}
