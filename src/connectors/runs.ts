import type { Seer } from '../access/index.ts';
import type { Output, Parsed } from '../lib/endpoint.ts';
import type { ConnectorParts, Connectors } from './connectors.ts';
import type { listRuns } from './contract.ts';
import { forgetMark, listRunRows } from './run-tables.ts';

interface RunParts extends Pick<ConnectorParts, 'operational' | 'clock'> {
  readonly connectors: Pick<Connectors, 'find'>;
}

/** Each time that connectors fetched something. */
export function createRuns({ operational, clock, connectors }: RunParts) {
  return {
    /** What was fetched before is fetched again the next time. */
    async forget({ workspace }: Seer, id: string): Promise<void> {
      await operational.run(forgetMark, [workspace, id, clock()]);
    },
    async list(
      caller: Seer,
      { id, limit, after }: Parsed<typeof listRuns>,
    ): Promise<Output<typeof listRuns>> {
      const { workspace } = await connectors.find(caller, id);
      const rows = await operational.rows(listRunRows, [workspace, id, after ?? null, limit + 1]);
      const shown = rows.slice(0, limit);
      return {
        rows: shown.map(({ mark: _mark, started_at: at, finished_at: finished, ...run }) => ({
          ...run,
          at: at.toISOString(),
          finishedAt: finished?.toISOString() ?? null,
        })),
        next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
      };
    },
  };
}

export type Runs = ReturnType<typeof createRuns>;
