import type { Route } from '../access/index.ts';
import { refreshOwners } from '../events/index.ts';
import { readValues } from '../insights/index.ts';
import { kinds, type Kind } from '../fields/index.ts';
import {
  namesRelated,
  namesSegments,
  namesValues,
  type Asker,
  type ReadWorld,
  type RelatedKind,
} from '../query/index.ts';
import { knownColumns } from '../records/index.ts';
import { writeEdges } from '../teamwork/index.ts';
import type { Operational } from '../store/operational/index.ts';
import type { Queue } from '../jobs/index.ts';
import {
  createHooks,
  createSegments,
  hasHooks,
  hasSegments,
  hookJobs,
  hookRoutes,
  hookSchedule,
  kindOfJob,
  kindOfSending,
  readSegments,
  segmentJobs,
  segmentRoutes,
  segmentSchedule,
} from '../segments/index.ts';
import type { PrivateHosts } from '../store/foreign/index.ts';
import type { House } from './house.ts';
import { takeTurn } from './turn.ts';

type Workspaces = () => Promise<readonly { readonly id: string }[]>;

/** Segments, and the jobs that keep them up to date. */
export function openSegments(
  house: House,
  queue: Queue,
  { workspaces, allowed }: { readonly workspaces: Workspaces; readonly allowed: PrivateHosts },
): Route[] {
  const { operational, clock, warehouse, fields, seen, world } = house;
  const owners = (workspace: string) =>
    takeTurn(house, workspace, async () => refreshOwners(await warehouse(workspace)));
  const { encryptionKey } = house;
  const send = async (workspace: string, createdBy: string) => {
    await queue.enqueue({ workspace, kind: kindOfSending, input: {}, createdBy });
  };
  const refreshed = async (workspace: string) => {
    if (await hasHooks(operational, workspace)) await send(workspace, 'segments');
  };
  const jobs = { operational, clock, warehouse, fields, owners, world, workspaces, refreshed };
  const hooks = { operational, clock, warehouse, encryptionKey, allowed, workspaces };
  for (const handler of [...segmentJobs(jobs), ...hookJobs(hooks)]) queue.register(handler);
  queue.every(segmentSchedule);
  queue.every(hookSchedule);
  const segments = createSegments({
    operational,
    clock,
    warehouse,
    seen,
    world,
    async refresh({ workspace, id }) {
      const job = await queue.enqueue({ workspace, kind: kindOfJob, input: {}, createdBy: id });
      return { job: job.id };
    },
  });
  const doors = createHooks({
    operational,
    clock,
    encryptionKey,
    guard: segments.guard,
    send: ({ workspace, id }) => send(workspace, id),
  });
  return [...segmentRoutes(segments), ...hookRoutes(doors)];
}

/** What rules may speak of besides fields: the days of the workspace, and its segments and computed values where a rule names one. */
export function openWorld(
  { operational, warehouse, seen, fields }: Pick<House, 'operational' | 'warehouse' | 'seen' | 'fields'>,
  find: (workspace: string) => Promise<{ readonly timeZone: string | null } | undefined>,
): ReadWorld {
  const readRelated = async ({ workspace, role }: Asker) => {
    const opened = await warehouse(workspace);
    await writeEdges(operational, workspace, opened);
    const pairs = kinds.map(async (kind) => {
      const catalogue = await (role === null ? fields(workspace, kind) : seen({ workspace, role }, kind));
      return [kind, { catalogue, columns: await knownColumns(opened, `profiles_${kind}`) }] as const;
    });
    return new Map<Kind, RelatedKind>(await Promise.all(pairs));
  };
  return async (asker, rules) => {
    const { workspace } = asker;
    const timeZone = (await find(workspace))?.timeZone ?? undefined;
    const segments = namesSegments(rules) ? await readSegments(operational, workspace) : undefined;
    const values = namesValues(rules) ? await readValues(operational, workspace) : undefined;
    const asked = [rules, [...(segments?.values() ?? [])].map(({ rule }) => rule)];
    const related = namesRelated(asked) ? await readRelated(asker) : undefined;
    return { timeZone, segments, values, related };
  };
}

/** Puts a refresh into the queue where a workspace has segments, as after an import: nobody waits ten minutes to see who came. */
export async function refreshSegments(
  operational: Operational,
  queue: Pick<Queue, 'enqueue'>,
  { workspace, createdBy }: { readonly workspace: string; readonly createdBy: string },
): Promise<void> {
  if (await hasSegments(operational, workspace))
    await queue.enqueue({ workspace, kind: kindOfJob, input: {}, createdBy });
}
