import { z } from 'zod';

import { jobHandler, type JobHandler } from '../../jobs/index.ts';
import type { ReadWorld } from '../../query/index.ts';
import { statement, type Operational } from '../../store/operational/index.ts';
import type { Warehouse } from '../../store/warehouse/index.ts';
import { refreshHabits } from './fill.ts';
import { renewInterests } from './interests.ts';

const kindOfRound = 'renew-interests';

/** When what customers look at is brought up to date without anybody asking. */
export const interestSchedule = {
  name: kindOfRound,
  seconds: 300,
  workspace: 'installation',
  kind: kindOfRound,
  input: {},
} as const;

const readMark = statement({
  name: 'readInterestMark',
  sql: 'SELECT received FROM interest_marks WHERE workspace = $1',
  row: z.object({ received: z.date() }),
});
const putMark = statement({
  name: 'putInterestMark',
  sql: `INSERT INTO interest_marks (workspace, received) VALUES ($1, $2)
    ON CONFLICT (workspace) DO UPDATE SET received = excluded.received`,
  row: z.unknown(),
});

interface HabitParts {
  readonly operational: Operational;
  readonly clock: () => Date;
  readonly warehouse: (workspace: string) => Promise<Warehouse>;
  readonly world: ReadWorld;
  readonly workspaces: () => Promise<readonly { readonly id: string }[]>;
}

/** Habits and interests of customers: all with the other values, and the interests of those who browse every five minutes. */
export function openHabits(parts: HabitParts): {
  readonly refresh: (workspace: string) => Promise<void>;
  readonly handler: JobHandler;
} {
  const { operational, clock } = parts;
  const handler = jobHandler({
    kind: kindOfRound,
    lane: 'insights',
    input: z.object({}),
    async run({ signal }) {
      for (const { id } of await parts.workspaces()) {
        signal.throwIfAborted();
        // Before the first computation there is nothing to bring up to date.
        const mark = await operational.row(readMark, [id]);
        if (mark === undefined) continue;
        const last = await renewInterests(await parts.warehouse(id), mark.received, { now: clock() });
        if (last !== null) await operational.run(putMark, [id, last]);
      }
      return {};
    },
  });
  return {
    handler,
    async refresh(workspace) {
      const now = clock();
      const { timeZone } = await parts.world(workspace, []);
      await refreshHabits(await parts.warehouse(workspace), { now, timeZone });
      await operational.run(putMark, [workspace, now]);
    },
  };
}
