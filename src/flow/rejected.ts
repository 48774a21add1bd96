import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';

import type { Seer } from '../access/index.ts';
import { concealed, isOpen as isFieldOpen } from '../fields/index.ts';
import { Problem } from '../lib/problem.ts';
import { createRejectWriter, streamRejects } from '../sources/index.ts';
import type { House } from './house.ts';
import { readOutcome, type FileOutcome } from './file-outcome.ts';

/** A batch of an import of which rows were rejected. */
export interface RejectedBatch {
  readonly number: number;
  readonly outcome: FileOutcome;
  /** Where the rows are. */
  readonly path: string;
}

/** The batches of an import of which rows were rejected, in their order. */
export async function listRejectedBatches(
  house: House,
  workspace: string,
  id: string,
): Promise<RejectedBatch[]> {
  const batches = await house.batches(workspace).ofImport(id);
  return batches.flatMap(({ number, outcome }) =>
    readOutcome(outcome).flatMap((one) =>
      one.rejects === null || one.rejected === 0 ? [] : [{ number, outcome: one, path: one.rejects }],
    ),
  );
}

/**
 * The rejected rows of an import's files, each in the layout of its original, one file after another. Their cells may stand
 * in wrong columns: whoever does not see every field of a file in full gets lines and reasons alone.
 */
export async function writeRejected(house: House, seer: Seer, id: string) {
  const { workspace } = seer;
  const batches = await listRejectedBatches(house, workspace, id);
  const [first] = batches;
  if (first === undefined) {
    throw new Problem('imports.none-rejected', {
      en: 'No row of this import was rejected.',
      zh: '本次导入没有被拒绝的行。',
    });
  }
  checkKept(batches);
  await mkdir(house.spool, { recursive: true });
  const isOpen = await seesAll(house, seer, batches);
  const path = join(house.spool, `rejected-${id}-${isOpen ? 'full' : 'lines'}.csv`);
  for (const [index, { outcome, path: rejects }] of batches.entries()) {
    const out = createWriteStream(path, { flags: index === 0 ? 'w' : 'a' });
    const withFile = outcome.together !== undefined;
    const writer = createRejectWriter(outcome.shape, out, withFile);
    for await (const { row } of streamRejects(rejects, { withFile }))
      await writer.write(isOpen ? row : { ...row, raw: concealed, cells: [] });
    await writer.end();
  }
  const stream = new ReadableStream<Uint8Array>({
    async start(controller) {
      for await (const chunk of Readable.from(createReadStream(path)))
        controller.enqueue(new Uint8Array(chunk));
      controller.close();
    },
  });
  const fileName = `${first.outcome.file.replace(/\.[^.]+$/, '')}.rejected.csv`;
  return { stream, fileName, contentType: 'text/csv' };
}

/** Rejected rows are kept for a while only. Problem: `imports.rejected-gone`. */
export function checkKept(batches: readonly RejectedBatch[]): void {
  if (batches.every(({ path }) => existsSync(path))) return;
  throw new Problem('imports.rejected-gone', {
    en: 'The rejected rows of this import are not kept any more. Import the file again to see them.',
    zh: '本次导入被拒绝的行已过保留期。如需查看，请重新导入该文件。',
  });
}

/** Whether somebody sees every field that the batches' columns went to in full. */
export async function seesAll(house: House, seer: Seer, batches: readonly RejectedBatch[]): Promise<boolean> {
  const tests = batches.map(async ({ outcome: { kind, fields: used } }) => {
    const [all, seen] = await Promise.all([house.fields(seer.workspace, kind), house.seen(seer, kind)]);
    const open = new Set(seen.filter(isFieldOpen).map(({ key }) => key));
    return (used ?? all.map(({ key }) => key)).every((key) => open.has(key));
  });
  return (await Promise.all(tests)).every(Boolean);
}
