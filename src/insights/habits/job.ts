import { z } from 'zod';

import { jobHandler, type JobHandler } from '../../jobs/index.ts';
import type { ReadWorld } from '../../query/index.ts';
import type { Operational } from '../../store/operational/index.ts';
import type { Warehouse } from '../../store/warehouse/index.ts';
import { findNewest, getMark, updateMark } from '../rounds.ts';
import { refreshHabits } from './fill.ts';
import { renewInterests } from './interests.ts';

const kindOfRound = 'renew-interests';
const round = 'interests';

/** When what customers look at is brought up to date without anybody asking. */
export const interestSchedule = {
  name: kindOfRound,
  seconds: 300,
  workspace: 'installation',
  kind: kindOfRound,
  input: {},
} as const;

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
  const put = (workspace: string, received: Date) =>
    updateMark(operational, workspace, { round, received, version: 0, at: clock() });
  const handler = jobHandler({
    kind: kindOfRound,
    lane: 'insights',
    input: z.object({}),
    async run({ signal }) {
      for (const { id } of await parts.workspaces()) {
        signal.throwIfAborted();
        // Before the first computation there is nothing to bring up to date.
        const mark = await getMark(operational, id, round);
        if (mark === undefined) continue;
        const warehouse = await parts.warehouse(id);
        const received = await findNewest(warehouse, mark.received);
        if (received === null) continue;
        await renewInterests(warehouse, mark.received, { now: clock() });
        await put(id, received);
      }
      return {};
    },
  });
  return {
    handler,
    async refresh(workspace) {
      const now = clock();
      const { timeZone } = await parts.world({ workspace, role: null }, []);
      await refreshHabits(await parts.warehouse(workspace), { now, timeZone });
      await put(workspace, now);
    },
  };
}
