import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { createId, type Caller } from '../../access/index.ts';
import { matchRecords, openSteps, type Steps } from '../../identity/index.ts';
import { Problem } from '../../lib/problem.ts';
import { command, type Warehouse } from '../../store/warehouse/index.ts';
import type { House } from '../house.ts';
import { loadFiles, type MatchFile } from '../match-files.ts';

function nothingShared(): Problem {
  return new Problem('matching.nothing-shared', {
    en: 'The two files have no column in common that tells who somebody is. Name the columns alike in both: name, phone, e-mail, address, code.',
    zh: '两个文件没有可用于识别对象的共同列。请在两个文件中使用相同的列名：名称、电话、邮箱、地址、代码。',
  });
}

/** Pairs of rows of two files that are likely the same, as a CSV file; nothing of the files is kept. */
export async function linkFiles(
  house: House,
  caller: Caller,
  { files, least }: { files: readonly [MatchFile, MatchFile]; least: number },
): Promise<{ stream: ReadableStream; fileName: string; contentType: string }> {
  const warehouse = await house.warehouse(caller.workspace);
  const name = createId('link', house.clock()).toLowerCase();
  const directory = await mkdtemp(join(house.spool, 'link-'));
  const table = `match_${name}_rows`;
  const steps = await openSteps(warehouse, `match_${name}`);
  try {
    const { input } = await loadFiles(warehouse, { files, directory, table });
    if (input.attributes.length === 0) throw nothingShared();
    await matchRecords(steps, input);
    const path = join(directory, 'pairs.csv');
    await savePairs(warehouse, { steps, table, least, path, keys: input.attributes.map(({ key }) => key) });
    const bytes = await readFile(path);
    return {
      stream: new Blob([new Uint8Array(bytes)]).stream(),
      fileName: 'pairs.csv',
      contentType: 'text/csv; charset=utf-8',
    };
  } finally {
    await steps.close();
    await rm(directory, { recursive: true, force: true });
  }
}

interface SavedPairs {
  readonly steps: Steps;
  readonly table: string;
  readonly least: number;
  readonly path: string;
  readonly keys: readonly string[];
}

async function savePairs(
  warehouse: Warehouse,
  { steps, table, least, path, keys }: SavedPairs,
): Promise<void> {
  const weights = keys.map((key, at) => `round(s.w[${at + 1}], 2) AS ${key}_bits`).join(', ');
  const rows = `{db}.${table}`;
  const save = command(
    'flow.matching.link',
    `SELECT lines.1 AS left_line, lines.2 AS right_line, round(s.p, 4) AS probability, ${weights}
    FROM {db}.${steps.table('scored')} AS s
    INNER JOIN ${rows} AS x ON s.l = x.no INNER JOIN ${rows} AS y ON s.r = y.no
    ARRAY JOIN [if(x.side = 0, (x.line, y.line), (y.line, x.line))] AS lines
    WHERE s.p >= ${least} ORDER BY probability DESC, left_line, right_line`,
  );
  await warehouse.save(save, { path, format: 'CSVWithNames' });
}
