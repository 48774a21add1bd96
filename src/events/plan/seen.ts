import { z } from 'zod';

import type { Caller } from '../../access/index.ts';
import type { Output } from '../../lib/endpoint.ts';
import { statement, type Warehouse } from '../../store/warehouse/index.ts';
import type { Sights } from '../sights.ts';
import type { getTrackingPlan } from './contract.ts';
import type { Plans } from './plans.ts';

interface SeenOptions {
  readonly warehouse: (workspace: string) => Promise<Warehouse>;
  readonly sights: Sights;
  readonly plans: Pick<Plans, 'list' | 'unplannedOf'>;
}

/** More names than these are no names but texts; the most frequent are shown. */
const mostNames = 200;

const countNames = statement({
  name: 'events.plan.names',
  sql: `SELECT name, seen AS count, last, tupleElement(place, 1) AS entity, toUnixTimestamp64Milli(tupleElement(place, 2)) AS at
  FROM (
    SELECT name, count() AS seen, toUnixTimestamp64Milli(max(ts)) AS last, min((e.entity, e.ts)) AS place
    FROM {db}.events AS e WHERE type IN ('track', 'page', 'screen') GROUP BY name
  )
  ORDER BY seen DESC, name LIMIT ${mostNames}`,
  row: z.object({
    name: z.string(),
    count: z.coerce.number(),
    last: z.coerce.number(),
    entity: z.coerce.number(),
    at: z.coerce.number(),
  }),
  lane: 'count',
});

/** Whole messages by the first of each name: the primary key finds them. */
const readExamples = statement({
  name: 'events.plan.examples',
  sql: `SELECT name, any(raw) AS example FROM {db}.events
  WHERE name IN {names:Array(String)} AND entity IN {entities:Array(UInt32)}
    AND ts IN (SELECT fromUnixTimestamp64Milli(toInt64(arrayJoin({times:Array(String)})), 'UTC')) AND type IN ('track', 'page', 'screen')
  GROUP BY name`,
  row: z.object({ name: z.string(), example: z.string() }),
});

const countDifferences = statement({
  name: 'events.plan.differences',
  sql: `SELECT name, arrayJoin(splitByChar('\\n', properties['$plan'])) AS property, count() AS count FROM {db}.events
  WHERE name IN {names:Array(String)} AND received > now() - INTERVAL 30 DAY AND mapContains(properties, '$plan')
  GROUP BY name, property ORDER BY count DESC LIMIT 1000`,
  row: z.object({ name: z.string(), property: z.string(), count: z.coerce.number() }),
  lane: 'count',
});

/** What a workspace expects, beside what came. */
export function createPlanReport({ warehouse, sights, plans }: SeenOptions) {
  return async (caller: Caller): Promise<Output<typeof getTrackingPlan>> => {
    const store = await warehouse(caller.workspace);
    const [planned, unplanned, names] = await Promise.all([
      plans.list(caller),
      plans.unplannedOf(caller),
      store.rows(countNames),
    ]);
    const differences =
      planned.length === 0
        ? []
        : await store.rows(countDifferences, { names: planned.map(({ name }) => name) });
    const isPlanned = new Set(planned.map(({ name }) => name));
    const others = names.filter(({ name }) => !isPlanned.has(name));
    const whole = await sights(caller);
    const mayRead = whole.personal === 'full' && whole.sensitive === 'full';
    const examples = mayRead && others.length > 0 ? await store.rows(readExamples, placesOf(others)) : [];
    const seenOf = (name: string) => {
      const found = names.find((one) => one.name === name);
      return {
        count: found?.count ?? 0,
        last: found === undefined ? null : new Date(found.last).toISOString(),
      };
    };
    return {
      unplanned,
      events: planned.map((event) => ({
        ...event,
        ...seenOf(event.name),
        differences: differences
          .filter(({ name }) => name === event.name)
          .map(({ property, count }) => ({ property, count })),
      })),
      seen: others.map(({ name }) => ({
        name,
        ...seenOf(name),
        example: examples.find((one) => one.name === name)?.example ?? null,
      })),
    };
  };
}

function placesOf(rows: readonly { name: string; entity: number; at: number }[]) {
  return {
    names: rows.map(({ name }) => name),
    entities: [...new Set(rows.map(({ entity }) => entity))],
    times: [...new Set(rows.map(({ at }) => String(at)))],
  };
}
