import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, test } from 'vitest';

import { loadNames, openWarehouse } from '../../store/warehouse/index.ts';
import { nameEntries } from './plan.ts';
import { samples } from './samples.data.ts';
import { normaliseCells } from './test-normalise.ts';

const directory = await mkdtemp(join(tmpdir(), 'clientele-normalise-'));
const engine = await openWarehouse({ url: null, cluster: null, directory });
await loadNames(engine, nameEntries(), null);
afterAll(async () => {
  await engine.close();
  await rm(directory, { recursive: true, force: true });
});

test.each(samples)('cells of $field become what people mean', async ({ cells, ...mapping }) => {
  const found = await normaliseCells(
    engine,
    cells.map(([cell]) => cell),
    mapping,
  );
  expect(cells.map(([cell], index) => [cell, found[index]])).toEqual(cells);
});
