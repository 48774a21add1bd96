import { callerOf, route, type Route, type Seer } from '../access/index.ts';
import type { Field, Kind } from '../fields/index.ts';
import type { Queue } from '../jobs/index.ts';
import type { Warehouse } from '../store/warehouse/index.ts';
import * as contract from './contract.ts';
import type { Exports } from './export-jobs.ts';
import { runQuery } from './query.ts';
import { previewRoutes } from './preview/routes.ts';
import { parseRule } from './rule/parse.ts';
import { describeRule, planRule } from './rule/tree.ts';
import { suggestRoutes } from './suggest/routes.ts';
import type { Views } from './views.ts';
import type { ReadWorld } from './world.ts';

/** What the endpoints work with. */
export interface QueryDoors {
  readonly clock: () => Date;
  readonly warehouse: (workspace: string) => Promise<Warehouse>;
  /** The catalogue as the asker sees it. */
  readonly fields: (seer: Seer, kind: Kind) => Promise<readonly Field[]>;
  readonly world: ReadWorld;
  readonly views: Views;
  readonly exports: Exports;
  readonly queue: Pick<Queue, 'enqueue'>;
}

/** The endpoints of queries, suggestions, views and exports. */
export function queryRoutes(doors: QueryDoors): Route[] {
  return [
    ...searchRoutes(doors),
    ...suggestRoutes(doors),
    ...previewRoutes(doors),
    ...viewRoutes(doors.views),
    ...exportRoutes(doors),
  ];
}

function searchRoutes({ clock, warehouse, fields, world }: QueryDoors): Route[] {
  return [
    route(contract.queryProfiles, async (input, context) => {
      const caller = callerOf(context);
      const catalogue = await fields(caller, input.kind);
      const rule = parseRule(input.rule);
      const { signal } = context.request;
      const known = await world(caller, [rule, input.sort, input.fields]);
      const request = { ...input, ...known, rule, catalogue, now: clock(), signal };
      return runQuery(await warehouse(caller.workspace), request);
    }),
    route(contract.describeQuery, async ({ kind, rule }, context) => {
      const caller = callerOf(context);
      const catalogue = await fields(caller, kind);
      const parsed = parseRule(rule);
      const known = { ...(await world(caller, parsed)), kind, catalogue };
      planRule(parsed, { ...known, now: clock() });
      return { en: describeRule(parsed, known, 'en'), zh: describeRule(parsed, known, 'zh') };
    }),
  ];
}

function viewRoutes(views: Views): Route[] {
  return [
    route(contract.listViews, async ({ kind }, context) => ({
      rows: await views.list(callerOf(context), kind),
    })),
    route(contract.createView, ({ kind, ...content }, context) =>
      views.create(callerOf(context), kind, content),
    ),
    route(contract.updateView, ({ id, used, ...changes }, context) =>
      used === true ? views.use(callerOf(context), id) : views.update(callerOf(context), id, changes),
    ),
    route(contract.removeView, async ({ id }, context) => {
      await views.remove(callerOf(context), id);
      return {};
    }),
  ];
}

function exportRoutes({ exports, queue }: QueryDoors): Route[] {
  return [
    route(contract.createExport, (input, context) => exports.create(callerOf(context), input, queue)),
    route(contract.listExports, (input, context) => exports.list(callerOf(context).workspace, input)),
    route(contract.getExport, ({ id }, context) => exports.get(callerOf(context).workspace, id)),
    route(contract.downloadExport, ({ id }, context) => exports.file(callerOf(context), id)),
  ];
}
