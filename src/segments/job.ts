import { z } from 'zod';

import type { Field, Kind } from '../fields/index.ts';
import { jobHandler, type JobHandler } from '../jobs/index.ts';
import type { ReadWorld } from '../query/index.ts';
import { jsonText, type Operational } from '../store/operational/index.ts';
import type { Warehouse } from '../store/warehouse/index.ts';
import { refreshMembers } from './refresh.ts';
import { listRows, noteError, noteRefresh } from './tables.ts';

/** What the job works with. */
export interface SegmentJobParts {
  readonly operational: Operational;
  readonly clock: () => Date;
  readonly warehouse: (workspace: string) => Promise<Warehouse>;
  /** The whole catalogue of a workspace. */
  readonly fields: (workspace: string, kind: Kind) => Promise<readonly Field[]>;
  /** Brings up to date whose the events are. */
  readonly owners: (workspace: string) => Promise<void>;
  readonly world: ReadWorld;
  readonly workspaces: () => Promise<readonly { readonly id: string }[]>;
  /** Is told that a workspace's segments are up to date. */
  readonly refreshed?: (workspace: string) => Promise<void>;
}

/** The job of one workspace. */
export const kindOfJob = 'refresh-segments';
const kindOfRound = 'refresh-all-segments';

/** When segments are brought up to date without anybody asking. */
export const segmentSchedule = {
  name: kindOfRound,
  seconds: 600,
  workspace: 'installation',
  kind: kindOfRound,
  input: {},
} as const;

/** Brings the segments of workspaces up to date; one refresh of a workspace at a time, over all servers. */
export function segmentJobs(parts: SegmentJobParts): JobHandler[] {
  const refresh = async (workspace: string) => {
    const lock = await parts.operational.lock(`segments:${workspace}`);
    try {
      const done = await refreshWorkspace(parts, workspace);
      await parts.refreshed?.(workspace);
      return done;
    } finally {
      await lock.release();
    }
  };
  return [
    jobHandler({
      kind: kindOfJob,
      lane: 'segments',
      input: z.object({}),
      run: ({ job }) => refresh(job.workspace),
    }),
    jobHandler({
      kind: kindOfRound,
      lane: 'segments',
      input: z.object({}),
      async run({ signal }) {
        const faults: unknown[] = [];
        for (const { id } of await parts.workspaces()) {
          signal.throwIfAborted();
          // One workspace that cannot be refreshed must not leave the others old.
          await refresh(id).catch((error: unknown) => faults.push(error));
        }
        if (faults.length > 0) throw faults[0];
      },
    }),
  ];
}

/** Whether a rule asks what customers did or wrote: then it must be known whose that is now. */
export function asksEvents(rule: unknown): boolean {
  return /"(?:did|path|said)":/.test(JSON.stringify(rule));
}

async function refreshWorkspace(parts: SegmentJobParts, workspace: string) {
  const { operational, clock } = parts;
  const segments = await operational.rows(listRows, [workspace, null]);
  if (segments.length === 0) return { segments: 0, failed: 0 };
  const started = performance.now();
  const warehouse = await parts.warehouse(workspace);
  if (segments.some(({ rule }) => asksEvents(rule))) await parts.owners(workspace);
  const now = clock();
  const fields = (kind: Kind) => parts.fields(workspace, kind);
  const world = await parts.world(
    { workspace, role: null },
    segments.map(({ rule }) => rule),
  );
  const { done, failed } = await refreshMembers(warehouse, { segments, now, fields, world });
  const ms = Math.round(performance.now() - started);
  for (const { id, rule } of done)
    await operational.run(noteRefresh, [workspace, id, now, ms, jsonText(rule)]);
  for (const { id, reason } of failed) await operational.run(noteError, [workspace, id, jsonText(reason)]);
  return { segments: done.length, failed: failed.length };
}
