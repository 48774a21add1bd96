import { createId, systemActor } from '../../access/index.ts';
import type { Kind } from '../../fields/index.ts';
import type { SourceTools } from '../source-tools.ts';
import { openMatchModels } from './models.ts';
import { countProfiles } from './scan.ts';
import { openMatchStore } from './tables.ts';

/** Up to so many profiles a scan takes minutes of one thread and a gigabyte or two; more are scanned when somebody asks. */
const mostProfiles = 2_000_000;

/** Looks for duplicates among all anew; the first time for the house, then for whoever looked last. */
export async function scanAgain(
  { house, queue }: Pick<SourceTools, 'house' | 'queue'>,
  { workspace, kind }: { workspace: string; kind: Kind },
): Promise<void> {
  const store = openMatchStore(house.operational, workspace, house.clock);
  if ((await store.pending(kind)) !== undefined) return;
  const profiles = await countProfiles(await house.warehouse(workspace), kind);
  if (profiles < 2 || profiles > mostProfiles) return;
  const id = createId('run', house.clock());
  const by = (await store.latest(kind))?.created_by ?? systemActor(workspace).id;
  const bands = await openMatchModels(house.operational, workspace, house.clock).bands(kind);
  await store.createRun({ id, kind, ...bands, learn: false, by });
  const job = await queue.enqueue({
    workspace,
    kind: 'matching',
    input: { run: id, unasked: true },
    createdBy: by,
  });
  await store.setJob(id, job.id);
}
