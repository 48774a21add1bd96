import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';

import type { Seer } from '../access/index.ts';
import { concealed, isOpen as isFieldOpen } from '../fields/index.ts';
import { Problem } from '../lib/problem.ts';
import { createRejectWriter, streamRejects } from '../sources/index.ts';
import type { House } from './house.ts';
import { readOutcome, type FileOutcome } from './import-files.ts';

/**
 * The rejected rows of an import's files, each in the layout of its original, one file after another. Their cells may stand
 * in wrong columns: whoever does not see every field of a file in full gets lines and reasons alone.
 */
export async function writeRejected(house: House, seer: Seer, id: string) {
  const { workspace } = seer;
  const batches = await house.batches(workspace).ofImport(id);
  const outcomes = batches
    .flatMap(({ outcome }) => readOutcome(outcome))
    .filter(({ rejects, rejected }) => rejects !== null && rejected > 0);
  const [first] = outcomes;
  if (first === undefined) {
    throw new Problem('imports.none-rejected', {
      en: 'No row of this import was rejected.',
      zh: '本次导入没有被拒绝的行。',
    });
  }
  if (outcomes.some(({ rejects }) => !existsSync(rejects ?? ''))) {
    throw new Problem('imports.rejected-gone', {
      en: 'The rejected rows of this import are not kept any more. Import the file again to see them.',
      zh: '本次导入被拒绝的行已过保留期。如需查看，请重新导入该文件。',
    });
  }
  await mkdir(house.spool, { recursive: true });
  const isOpen = await seesAll(house, seer, outcomes);
  const path = join(house.spool, `rejected-${id}-${isOpen ? 'full' : 'lines'}.csv`);
  for (const [index, outcome] of outcomes.entries()) {
    const out = createWriteStream(path, { flags: index === 0 ? 'w' : 'a' });
    const writer = createRejectWriter(outcome.shape, out);
    for await (const row of streamRejects(outcome.rejects ?? ''))
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
  return { stream, fileName: `${first.file.replace(/\.[^.]+$/, '')}.rejected.csv`, contentType: 'text/csv' };
}

async function seesAll(house: House, seer: Seer, outcomes: readonly FileOutcome[]): Promise<boolean> {
  const tests = outcomes.map(async ({ kind, fields: used }) => {
    const [all, seen] = await Promise.all([house.fields(seer.workspace, kind), house.seen(seer, kind)]);
    const open = new Set(seen.filter(isFieldOpen).map(({ key }) => key));
    return (used ?? all.map(({ key }) => key)).every((key) => open.has(key));
  });
  return (await Promise.all(tests)).every(Boolean);
}
