import { z } from 'zod';

import type { AccessRoom, Caller, Seer } from '../access/index.ts';
import { jobHandler, type JobHandler, type Queue } from '../jobs/index.ts';
import { mayAsk, type ReadWorld } from '../query/index.ts';
import type { Operational } from '../store/operational/index.ts';
import type { Warehouse } from '../store/warehouse/index.ts';
import { kinds, type Field, type Kind } from '../fields/index.ts';
import { refreshInsights, type RunResult } from './contract.ts';
import type { Parsed } from '../lib/endpoint.ts';
import { readProfileId } from '../lib/profile-id.ts';
import { findSimilar } from './alike/similar.ts';
import type { listSimilarCustomers } from './alike/contract.ts';
import { openComputed } from './computed/job.ts';
import { noSuchProfile } from './computed/problems.ts';
import { isThere } from './computed/values.ts';
import { openHabits } from './habits/job.ts';
import { lookAround } from './findings/find.ts';
import { openFindings } from './findings/store.ts';
import { openOpinions } from './opinions/job.ts';
import type { ValuePeriod } from './lifetime/contract.ts';
import { backtestOrders } from './next-order.ts';
import { createFollower } from './follow.ts';
import { refreshValues } from './refresh.ts';
import { openStatus } from './status.ts';

/** What the room works with. */
export interface InsightParts {
  readonly operational: Operational;
  readonly clock: () => Date;
  readonly warehouse: (workspace: string) => Promise<Warehouse>;
  /** Brings up to date whose the orders are. */
  readonly owners: (workspace: string) => Promise<void>;
  /** Does a piece of work while nobody else changes what a workspace knows. */
  readonly turn: <T>(workspace: string, work: () => Promise<T>) => Promise<T>;
  /** Where files may lie for a while. */
  readonly spool: string;
  /** Whether somebody sees what is personal in full. */
  readonly opens: (seer: Seer) => Promise<boolean>;
  readonly trail: AccessRoom['audit']['append'];
  readonly workspaces: () => Promise<readonly { readonly id: string }[]>;
  readonly queue: Pick<Queue, 'enqueue'>;
  /** The whole catalogue of a workspace. */
  readonly fields: (workspace: string, kind: Kind) => Promise<readonly Field[]>;
  /** The catalogue as the asker sees it. */
  readonly seen: (seer: Seer, kind: Kind) => Promise<readonly Field[]>;
  readonly world: ReadWorld;
  /** The names of the segments whose rules speak of a computed value. */
  readonly users: (workspace: string, value: string) => Promise<readonly string[]>;
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

/** Computes everything of a workspace anew: values, how right the models would have been, and what stands out. */
async function computeAll(
  parts: InsightParts,
  { workspace, asOf: wanted, period, report, onValues }: Computing,
): Promise<{ asOf: string | null; result: RunResult }> {
  await parts.owners(workspace);
  const warehouse = await parts.warehouse(workspace);
  const wish = { now: parts.clock(), asOf: wanted, period, report };
  const { asOf, ...found } = await refreshValues(warehouse, wish);
  const result = {
    ...found,
    backtests: [],
    notices: [...found.notices],
    kinds: found.kinds.map((one) => ({ ...one, notices: [...one.notices] })),
  };
  await onValues(asOf, result);
  if (asOf === null) return { asOf, result };
  const backtests = await backtestOrders(warehouse, asOf);
  await lookForAll(parts, workspace, asOf);
  return {
    asOf,
    result: { ...result, backtests: backtests.map((one) => ({ ...one, bins: [...one.bins] })) },
  };
}

interface Computing {
  readonly workspace: string;
  readonly asOf: string | undefined;
  readonly period: ValuePeriod;
  readonly report: Parameters<typeof refreshValues>[1]['report'];
  /** Is told of the values as soon as they have taken the place of the old ones. */
  readonly onValues: (asOf: string | null, result: RunResult) => Promise<void>;
}

/** Looks for what nobody asked, among both kinds of customers. */
async function lookForAll(parts: InsightParts, workspace: string, asOf: string): Promise<void> {
  const findings = openFindings(parts.operational);
  for (const kind of kinds) {
    const looking = { kind, catalogue: await parts.fields(workspace, kind), now: parts.clock() };
    const rows = await lookAround(await parts.warehouse(workspace), looking, asOf);
    await findings.put(workspace, { kind, at: parts.clock(), rows });
  }
}

/** Computes the values of all workspaces anew. */
function roundHandler({ workspaces, queue }: InsightParts): JobHandler {
  return jobHandler({
    kind: kindOfRound,
    lane: 'insights',
    input: z.object({}),
    async run({ job }) {
      for (const { id } of await workspaces())
        await queue.enqueue({ workspace: id, kind: kindOfJob, input: {}, createdBy: job.createdBy });
    },
  });
}

interface Computed {
  readonly status: ReturnType<typeof openStatus>;
  readonly habits: Pick<ReturnType<typeof openHabits>, 'refresh'>;
  readonly values: Pick<ReturnType<typeof openComputed>['values'], 'compute'>;
}

/** Computes everything of one workspace anew, and notes how it went. */
function refreshHandler(parts: InsightParts, { status, habits, values }: Computed): JobHandler {
  const { clock } = parts;
  return jobHandler({
    kind: kindOfJob,
    lane: 'insights',
    input: refreshInsights.input,
    async run({ job: { workspace }, input, report }) {
      const started = performance.now();
      try {
        const period = await status.period(workspace);
        const onValues = (day: string | null, values: RunResult) => status.computed(workspace, day, values);
        const task = { workspace, asOf: input.asOf, period, report, onValues };
        const { asOf, result } = await computeAll(parts, task);
        await habits.refresh(workspace);
        await values.compute(workspace);
        await status.succeed(workspace, { at: clock(), ms: performance.now() - started, asOf, result });
        return { asOf, customers: result.kinds.map(({ kind, customers }) => ({ kind, customers })) };
      } catch (error) {
        await status.fail(workspace, clock(), error);
        throw error;
      }
    },
  });
}

/** What purchases tell of customers: computed by a job, read from tables. */
export function createInsights(parts: InsightParts) {
  const { operational, clock, warehouse, queue } = parts;
  const status = openStatus(operational);
  const findings = openFindings(operational);
  const { values, handler: valueHandler } = openComputed(parts);
  const habits = openHabits(parts);
  const { opinions, handler: textHandler } = openOpinions(parts);
  const handlers: JobHandler[] = [
    refreshHandler(parts, { status, habits, values }),
    valueHandler,
    habits.handler,
    textHandler,
    roundHandler(parts),
  ];
  const follow = createFollower({
    ...parts,
    status: status.get,
    refresh: async (workspace, asOf) => {
      await queue.enqueue({
        workspace,
        kind: kindOfJob,
        input: { asOf },
        createdBy: 'schedule:follow-values',
      });
    },
  });
  const refresh = async ({ workspace, id }: Pick<Caller, 'workspace' | 'id'>, asOf: string | undefined) => {
    const input = asOf === undefined ? {} : { asOf };
    const job = await queue.enqueue({ workspace, kind: kindOfJob, input, createdBy: id });
    return { job: job.id };
  };
  return {
    handlers,
    values,
    follow,
    opinions,
    status,
    warehouse,
    clock,
    /** The time zone by whose clock days begin. */
    zone: async (workspace: string) => (await parts.world({ workspace, role: null }, [])).timeZone ?? 'UTC',
    /** What was found of a kind, as far as the caller may ask its rules. */
    async found(caller: Caller, kind: Kind) {
      const [{ at, rows }, catalogue] = await Promise.all([
        findings.get(caller.workspace, kind),
        parts.seen(caller, kind),
      ]);
      return { at, rows: rows.filter(({ rule }) => mayAsk({ rule, kind }, catalogue, {})) };
    },
    refresh,
    /** The customers most like one, as far as the caller sees them. */
    async similar(caller: Caller, { profile, limit }: Parsed<typeof listSimilarCustomers>) {
      const key = readProfileId(profile);
      const place = await warehouse(caller.workspace);
      if (key === undefined || !(await isThere(place, key))) throw noSuchProfile(profile);
      return findSimilar(place, key, { fields: await parts.seen(caller, key.kind), limit });
    },
    /** Changes over how long value is counted, and computes all by it. */
    async setPeriod(caller: Caller, period: ValuePeriod) {
      await status.setPeriod(caller.workspace, period);
      return refresh(caller, undefined);
    },
  };
}

export type Insights = ReturnType<typeof createInsights>;
