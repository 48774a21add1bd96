import { z } from 'zod';

import { createId, type Caller } from '../../access/index.ts';
import type { Parsed } from '../../lib/endpoint.ts';
import { findEvent } from '../../lib/events.ts';
import { Problem } from '../../lib/problem.ts';
import { isUniqueViolation, jsonText, statement, type Operational } from '../../store/operational/index.ts';
import {
  plannedEventSchema,
  planRules,
  type createPlannedEvent,
  type PlannedEvent,
  type PlanRule,
  type updatePlannedEvent,
} from './contract.ts';
import { noPlan, type Plan } from './judge.ts';

const columns = 'id, name, rule, faults, properties';
const row = plannedEventSchema;
const statements = {
  list: statement({
    name: 'events.plan.list',
    sql: `SELECT ${columns} FROM planned_events WHERE workspace = $1 ORDER BY name`,
    row,
  }),
  create: statement({
    name: 'events.plan.create',
    sql: `INSERT INTO planned_events (id, workspace, name, rule, faults, properties, updated_by, updated_at)
      SELECT $1, $2, $3, $4, $5, $6::jsonb, $7, $8 WHERE (SELECT count(*) FROM planned_events WHERE workspace = $2) < 2000 RETURNING ${columns}`,
    row,
  }),
  update: statement({
    name: 'events.plan.update',
    sql: `UPDATE planned_events SET rule = coalesce($3, rule), faults = coalesce($4, faults), properties = coalesce($5::jsonb, properties),
      updated_by = $6, updated_at = $7 WHERE workspace = $1 AND id = $2 RETURNING ${columns}`,
    row,
  }),
  remove: statement({
    name: 'events.plan.remove',
    sql: 'DELETE FROM planned_events WHERE workspace = $1 AND id = $2 RETURNING id',
    row: z.object({ id: z.string() }),
  }),
  unplanned: statement({
    name: 'events.plan.unplanned',
    sql: 'SELECT unplanned FROM tracking_plans WHERE workspace = $1',
    row: z.object({ unplanned: z.enum(planRules) }),
  }),
  setUnplanned: statement({
    name: 'events.plan.set-unplanned',
    sql: 'INSERT INTO tracking_plans (workspace, unplanned) VALUES ($1, $2) ON CONFLICT (workspace) DO UPDATE SET unplanned = excluded.unplanned',
    row: z.unknown(),
  }),
};

/** Another process may have changed a plan. */
const freshMs = 10_000;

/** Plans as they stand in the store. */
function createReader(operational: Operational) {
  const list = ({ workspace }: Pick<Caller, 'workspace'>) => operational.rows(statements.list, [workspace]);
  const unplannedOf = async ({ workspace }: Pick<Caller, 'workspace'>): Promise<PlanRule> =>
    (await operational.row(statements.unplanned, [workspace]))?.unplanned ?? 'allow';
  const read = async (workspace: string): Promise<Plan> => {
    const events = await list({ workspace });
    return {
      unplanned: await unplannedOf({ workspace }),
      events: new Map(events.map((event) => [event.name, event])),
    };
  };
  return { list, unplannedOf, read };
}

/** The tracking plans of all workspaces. */
export function openPlans(operational: Operational, clock: () => Date) {
  const remembered = new Map<string, { readonly plan: Plan; readonly until: number }>();
  const { list, unplannedOf, read } = createReader(operational);
  return {
    list,
    unplannedOf,
    /** The plan of a workspace; what was known is believed while the store is away, and without it everything is taken. */
    async find(workspace: string): Promise<Plan> {
      const known = remembered.get(workspace);
      if (known !== undefined && known.until > Date.now()) return known.plan;
      const plan = await read(workspace).catch(() => known?.plan ?? noPlan);
      remembered.set(workspace, { plan, until: Date.now() + freshMs });
      return plan;
    },
    async setUnplanned(caller: Caller, unplanned: PlanRule): Promise<void> {
      await operational.run(statements.setUnplanned, [caller.workspace, unplanned]);
      remembered.delete(caller.workspace);
    },
    /** Problems: `events.plan.exists`, `events.plan.too-many`. */
    async create(caller: Caller, input: Parsed<typeof createPlannedEvent>): Promise<PlannedEvent> {
      const known = findEvent(input.name);
      const name = known?.name ?? input.name;
      const usual = Object.entries(known?.properties ?? {}).map(([key, type]) => ({
        key,
        type,
        required: false,
      }));
      const properties = jsonText(input.properties ?? usual);
      const values = [
        createId('plan', clock()),
        caller.workspace,
        name,
        input.rule,
        input.faults,
        properties,
      ];
      const made = await operational
        .row(statements.create, [...values, caller.id, clock()])
        .catch((error: unknown) => {
          throw isUniqueViolation(error) ? isThere(name) : error;
        });
      remembered.delete(caller.workspace);
      if (made === undefined) throw full();
      return made;
    },
    /** Problem: `events.plan.not-found`. */
    async update(caller: Caller, input: Parsed<typeof updatePlannedEvent>): Promise<PlannedEvent> {
      const { id, rule, faults, properties } = input;
      const said = properties === undefined ? null : jsonText(properties);
      const values = [caller.workspace, id, rule ?? null, faults ?? null, said, caller.id, clock()];
      const changed = await operational.row(statements.update, values);
      if (changed === undefined) throw notFound(id);
      remembered.delete(caller.workspace);
      return changed;
    },
    /** Problem: `events.plan.not-found`. */
    async remove(caller: Caller, id: string): Promise<void> {
      const removed = await operational.row(statements.remove, [caller.workspace, id]);
      if (removed === undefined) throw notFound(id);
      remembered.delete(caller.workspace);
    },
  };
}

export type Plans = ReturnType<typeof openPlans>;

function isThere(name: string): Problem {
  return new Problem(
    'events.plan.exists',
    {
      en: '"{name}" is in the plan already. Change it there.',
      zh: '“{name}”已在计划中。请直接修改该项。',
    },
    { name },
  );
}

function full(): Problem {
  return new Problem('events.plan.too-many', {
    en: 'A plan holds 2,000 events at most. Remove some that nobody sends.',
    zh: '计划最多包含 2,000 个事件。请先删除无人发送的事件。',
  });
}

function notFound(id: string): Problem {
  return new Problem(
    'events.plan.not-found',
    {
      en: 'There is no planned event "{id}" here. It may have been removed already; reload the page.',
      zh: '此处没有计划中的事件“{id}”。它可能已被删除，请刷新页面。',
    },
    { id: id.slice(0, 64) },
  );
}
