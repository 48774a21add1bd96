import { z } from 'zod';

import type { Caller } from '../access/index.ts';
import { jobHandler, type JobHandler, type Queue } from '../jobs/index.ts';
import type { Operational } from '../store/operational/index.ts';
import type { Warehouse } from '../store/warehouse/index.ts';
import { refreshInsights } from './contract.ts';
import { refreshValues } from './refresh.ts';
import { openStatus } from './status.ts';

/** What the room works with. */
export interface InsightParts {
  readonly operational: Operational;
  readonly clock: () => Date;
  readonly warehouse: (workspace: string) => Promise<Warehouse>;
  /** Brings up to date whose the orders are. */
  readonly owners: (workspace: string) => Promise<void>;
  readonly workspaces: () => Promise<readonly { readonly id: string }[]>;
  readonly queue: Pick<Queue, 'enqueue'>;
}

const kindOfJob = 'refresh-values';
const kindOfRound = 'refresh-all-values';

/** When values are computed without anybody asking. */
export const insightSchedule = {
  name: kindOfRound,
  seconds: 86_400,
  workspace: 'installation',
  kind: kindOfRound,
  input: {},
} as const;

/** What purchases tell of customers: computed by a job, read from tables. */
export function createInsights(parts: InsightParts) {
  const { operational, clock, warehouse, queue } = parts;
  const status = openStatus(operational);
  const handlers: JobHandler[] = [
    jobHandler({
      kind: kindOfJob,
      lane: 'insights',
      input: refreshInsights.input,
      async run({ job: { workspace }, input, report }) {
        const started = performance.now();
        try {
          await parts.owners(workspace);
          const { asOf, ...result } = await refreshValues(await warehouse(workspace), {
            now: clock(),
            asOf: input.asOf,
            report,
          });
          const kept = {
            ...result,
            notices: [...result.notices],
            kinds: result.kinds.map((one) => ({ ...one, notices: [...one.notices] })),
          };
          await status.succeed(workspace, {
            at: clock(),
            ms: performance.now() - started,
            asOf,
            result: kept,
          });
          return { asOf, customers: result.kinds.map(({ kind, customers }) => ({ kind, customers })) };
        } catch (error) {
          await status.fail(workspace, clock(), error);
          throw error;
        }
      },
    }),
    jobHandler({
      kind: kindOfRound,
      lane: 'insights',
      input: z.object({}),
      async run({ job }) {
        for (const { id } of await parts.workspaces())
          await queue.enqueue({ workspace: id, kind: kindOfJob, input: {}, createdBy: job.createdBy });
      },
    }),
  ];
  return {
    handlers,
    status,
    warehouse,
    clock,
    async refresh({ workspace, id }: Pick<Caller, 'workspace' | 'id'>, asOf: string | undefined) {
      const input = asOf === undefined ? {} : { asOf };
      const job = await queue.enqueue({ workspace, kind: kindOfJob, input, createdBy: id });
      return { job: job.id };
    },
  };
}

export type Insights = ReturnType<typeof createInsights>;
