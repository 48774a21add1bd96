import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openWarehouse, scopeWarehouse, type Warehouse } from '../../store/warehouse/index.ts';

/** An empty warehouse for the tests of one file; closing it removes it. */
export async function openTestWarehouse(): Promise<{ warehouse: Warehouse; close: () => Promise<void> }> {
  const directory = await mkdtemp(join(tmpdir(), 'clientele-matching-'));
  const engine = await openWarehouse({ url: null, cluster: null, directory });
  await engine.act({ sql: 'CREATE DATABASE ws_1', parameters: {}, lane: 'bulk' });
  const close = async (): Promise<void> => {
    await engine.close();
    await rm(directory, { recursive: true, force: true });
  };
  return { warehouse: scopeWarehouse(engine, 1), close };
}
