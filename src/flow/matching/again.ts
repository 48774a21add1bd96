import { z } from 'zod';

import { createId } from '../../access/index.ts';
import type { Kind } from '../../fields/index.ts';
import { statement } from '../../store/warehouse/index.ts';
import type { House } from '../house.ts';
import type { SourceTools } from '../source-tools.ts';
import { openMatchStore } from './tables.ts';

/** Up to so many profiles a scan takes seconds; more are scanned when somebody asks. */
const mostProfiles = 200_000;

/** Looks for duplicates anew after something has come, where somebody has looked before; with the same bands. */
export async function scanAgain(
  { house, queue }: Pick<SourceTools, 'house' | 'queue'>,
  { workspace, kind, actor }: { workspace: string; kind: Kind; actor: string },
): Promise<void> {
  const store = openMatchStore(house.operational, workspace, house.clock);
  const latest = await store.latest(kind);
  if (latest === undefined || (await countProfiles(house, workspace, kind)) > mostProfiles) return;
  const id = createId('run', house.clock());
  await store.createRun({ id, kind, joinAt: latest.join_at, reviewAt: latest.review_at, by: actor });
  const job = await queue.enqueue({ workspace, kind: 'matching', input: { run: id }, createdBy: actor });
  await store.setJob(id, job.id);
}

async function countProfiles(house: House, workspace: string, kind: Kind): Promise<number> {
  const warehouse = await house.warehouse(workspace);
  const sql = `SELECT count() AS n FROM {db}.profiles_${kind}`;
  const row = z.object({ n: z.coerce.number() });
  return (await warehouse.row(statement({ name: 'flow.matching.profiles.count', sql, row })))?.n ?? 0;
}
