import { z } from 'zod';

import type { Kind } from '../../fields/index.ts';
import { command, statement, type Warehouse } from '../../store/warehouse/index.ts';
import { writeMoment } from '../rounds.ts';

/** Looking at something: what these events are about is what a customer is interested in. */
const looks = [
  'Product Viewed',
  'Product List Viewed',
  'Product Clicked',
  'Product Added',
  'Products Searched',
];
/** After so many days a look weighs half. */
const halfLifeDays = 30;
const mostInterests = 5;
/** So many customers are computed in one statement. */
const profilesAtOnce = 1_000_000;

const looked = `name IN (${looks.map((name) => `'${name}'`).join(', ')}) AND category != '' AND entity != 0
  AND ts > toDateTime64('1971-01-01 00:00:00', 3, 'UTC') AND ts <= {now:DateTime64(3, 'UTC')}`;

/** Weights halve with time, all alike: shares and order stay what they are as of when they were computed, until there is a new look. */
const weight = `exp2(-dateDiff('second', ts, {now:DateTime64(3, 'UTC')}) / (86400 * ${halfLifeDays}))`;

const fill = (
  into: string,
  owners: string,
) => `INSERT INTO {db}.${into} (kind, profile, version, category, interests)
SELECT kind, profile, {version:UInt64}, list[1].2, arrayMap(one -> (one.2, toFloat32(one.1 / total), one.3), arraySlice(list, 1, ${mostInterests}))
FROM (
  SELECT kind, profile, arrayReverseSort(groupArray((w, what, latest))) AS list, sum(w) AS total
  FROM (
    SELECT kind, profile, what, sum(part) AS w, toDateTime(max(newest), 'UTC') AS latest
    FROM (
      SELECT entity, toString(category) AS what, sum(${weight}) AS part, max(ts) AS newest
      FROM {db}.events WHERE ${looked} AND entity IN (SELECT entity FROM ${owners}) GROUP BY entity, what
    ) AS seen
    INNER JOIN (SELECT entity AS owned, kind, profile FROM ${owners}) AS own ON entity = owned
    GROUP BY kind, profile, what
  )
  GROUP BY kind, profile
) WHERE total > 0`;

const ranges = statement({
  name: 'interests.ranges',
  sql: 'SELECT max(profile) AS last FROM {db}.owners',
  row: z.object({ last: z.coerce.number() }),
});

interface Moment {
  readonly now: Date;
}

function parametersOf({ now }: Moment) {
  return { now: writeMoment(now), version: String(now.getTime()) };
}

/** Computes what all customers look at into a table like `customer_interests`. */
export async function fillInterests(warehouse: Warehouse, into: string, moment: Moment): Promise<void> {
  const last = (await warehouse.row(ranges))?.last ?? 0;
  for (let from = 0; from <= last; from += profilesAtOnce) {
    const some = `{db}.owners WHERE profile >= ${from} AND profile < ${from + profilesAtOnce}`;
    await warehouse.run(command('interests.fill', fill(into, some)), parametersOf(moment));
  }
}

/** Computes anew what those look at of whom events were received since. */
export async function renewInterests(warehouse: Warehouse, since: Date, moment: Moment): Promise<void> {
  const fresh = `SELECT entity FROM {db}.events WHERE received > {since:DateTime64(3, 'UTC')} AND ${looked}`;
  const some = `{db}.owners WHERE (kind, profile) IN (SELECT kind, profile FROM {db}.owners WHERE entity IN (${fresh}))`;
  await warehouse.run(command('interests.renew', fill('customer_interests', some)), {
    since: writeMoment(since),
    ...parametersOf(moment),
  });
}

const interestRow = z.object({
  list: z.array(z.object({ category: z.string(), share: z.number(), last: z.string() })),
});

/** What a customer looks at: categories with their share of its attention, and when it did last; the most looked at first. */
export async function readInterests(warehouse: Warehouse, kind: Kind, no: number) {
  const read = statement({
    name: 'interests.of',
    sql: `SELECT interests AS list FROM {db}.customer_interests FINAL WHERE kind = {kind:String} AND profile = {no:UInt32}`,
    row: interestRow,
  });
  const list = (await warehouse.row(read, { kind, no }))?.list ?? [];
  return list.map(({ last, ...one }) => ({ ...one, last: `${last.replace(' ', 'T')}Z` }));
}
