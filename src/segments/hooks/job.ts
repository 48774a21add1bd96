import { z } from 'zod';

import { jobHandler, type JobHandler } from '../../jobs/index.ts';
import { sendChanges, type SendParts } from './send.ts';

/** The job that sends the changes of the segments of one workspace. */
export const kindOfSending = 'send-segment-changes';
const kindOfRound = 'send-all-segment-changes';

/** When changes are sent, or sent again, without anybody asking. */
export const hookSchedule = {
  name: kindOfRound,
  seconds: 60,
  workspace: 'installation',
  kind: kindOfRound,
  input: {},
} as const;

interface JobParts extends SendParts {
  readonly workspaces: () => Promise<readonly { readonly id: string }[]>;
}

/** Sends the changes of segments; of one workspace at a time, over all servers. */
export function hookJobs(parts: JobParts): JobHandler[] {
  const send = async (workspace: string, signal: AbortSignal) => {
    const lock = await parts.operational.lock(`segment-hooks:${workspace}`);
    try {
      return { sent: await sendChanges(parts, workspace, signal) };
    } finally {
      await lock.release();
    }
  };
  return [
    jobHandler({
      kind: kindOfSending,
      lane: 'hooks',
      input: z.object({}),
      run: ({ job, signal }) => send(job.workspace, signal),
    }),
    jobHandler({
      kind: kindOfRound,
      lane: 'hooks',
      input: z.object({}),
      async run({ signal }) {
        const faults: unknown[] = [];
        for (const { id } of await parts.workspaces()) {
          signal.throwIfAborted();
          await send(id, signal).catch((error: unknown) => faults.push(error));
        }
        if (faults.length > 0) throw faults[0];
        return {};
      },
    }),
  ];
}
