import { z } from 'zod';

import { systemActor, type Route } from '../access/index.ts';
import {
  createRuns,
  listDue,
  pullConnector,
  runRoutes,
  type Connectors,
  type PullParts,
  type Sealing,
} from '../connectors/index.ts';
import { jobHandler, type Queue } from '../jobs/index.ts';
import { namingFields, noName } from '../records/index.ts';
import { inspectFile, openMappings, type SourceDesk } from '../sources/index.ts';
import { listOwnFields, type House } from './house.ts';

interface PullRooms {
  readonly desk: Pick<SourceDesk, 'startImport' | 'showImport' | 'uploads' | 'sources'>;
  readonly connectors: Pick<Connectors, 'find'>;
  readonly sealing: Sealing;
  readonly allowed: readonly string[];
}

const callerIn = (workspace: string) => ({
  ...systemActor(workspace),
  workspace,
  role: 'owner' as const,
  ip: '',
});

/** Connectors that fetch at intervals: what they bring is imported as any file is. */
export function openPulls(
  house: House,
  queue: Queue,
  { desk, connectors, sealing, allowed }: PullRooms,
): Route[] {
  const { operational, clock } = house;
  const parts: PullParts = { ...partsOf(house, desk), sealing, allowed };
  const kind = 'connector-pull';
  const start = async (workspace: string, connector: string, by: string): Promise<string> =>
    (await queue.enqueue({ workspace, kind, input: { connector }, createdBy: by })).id;
  queue.register(
    jobHandler({
      kind,
      lane: kind,
      input: z.object({ connector: z.string() }),
      run: ({ job, input, signal }) => pullConnector(parts, input.connector, { by: job.createdBy, signal }),
    }),
  );
  const due = 'connector-pulls';
  queue.register(
    jobHandler({
      kind: due,
      lane: due,
      input: z.object({}),
      async run() {
        for (const { id, workspace } of await listDue(parts)) await start(workspace, id, 'schedule');
      },
    }),
  );
  queue.every({ name: due, seconds: 60, workspace: 'installation', kind: due, input: {} });
  return runRoutes({ connectors, sealing, runs: createRuns({ operational, clock, connectors }), start });
}

/** How what was fetched is looked at and imported. */
function partsOf(house: House, desk: PullRooms['desk']): Omit<PullParts, 'sealing' | 'allowed'> {
  const { operational, clock, space, spool } = house;
  const mappings = openMappings(operational, clock);
  return {
    operational,
    clock,
    uploads: desk.uploads,
    space,
    spool,
    async look({ connector: { workspace, source_name: source }, file, about }) {
      const shape = await inspectFile(file.path, {}, file.name);
      const customFields = await listOwnFields(house, workspace);
      const wish = { workspace, source, kind: about ?? undefined, named: undefined, customFields };
      const { kind, columns } = await mappings.match(shape, wish);
      const mapped = columns.map(({ field }) => field);
      if (namingFields(await house.fields(workspace, kind), mapped).length === 0) throw noName(mapped);
    },
    async startImport({ connector, uploads, about }) {
      const { workspace } = connector;
      const { name: source, ...more } = await desk.sources.get(workspace, connector.source);
      const { party, channel, trust, basis, note } = more;
      const kind = about === null ? {} : { kind: about };
      const task = {
        uploads: [...uploads],
        source,
        dryRun: false,
        party,
        channel,
        trust,
        basis,
        note,
        ...kind,
      };
      return (await desk.startImport(callerIn(workspace), task)).import;
    },
    async importState(workspace, id) {
      const { state } = await desk.showImport(callerIn(workspace), id);
      if (state === 'failed') return 'failed';
      return state === 'done' || state === 'undone' ? 'done' : 'open';
    },
  };
}
