import { z } from 'zod';

import type { Caller } from '../../access/index.ts';
import type { Kind } from '../../fields/index.ts';
import type { Output } from '../../lib/endpoint.ts';
import { findPlace } from '../../profiles/index.ts';
import { statement, type Warehouse } from '../../store/warehouse/index.ts';
import { entitiesOf } from '../owners.ts';
import type { getCosts } from './contract.ts';

const groupRow = z.object({
  by: z.enum(['total', 'month', 'kind']),
  month: z.string(),
  name: z.string(),
  currency: z.string(),
  amount: z.coerce.number(),
  times: z.coerce.number(),
});

/** Months and kinds of which more are counted in the total only. */
const mostGroups = 1_000;

/** Costs added up in three ways at once. */
function sumCosts(kind: Kind) {
  return statement({
    name: 'events.costs',
    sql: `SELECT multiIf(grouping(month) = 1 AND grouping(name) = 1, 'total', grouping(name) = 1, 'month', 'kind') AS by,
      month, name, currency, sum(amount) AS amount, count() AS times
    FROM (
      SELECT toString(formatDateTime(ts, '%Y-%m')) AS month, toString(name) AS name, toString(currency) AS currency, toFloat64(c.amount) AS amount
      FROM {db}.costs AS c WHERE entity IN (${entitiesOf(kind, '{numbers:Array(UInt32)}')})
    )
    GROUP BY GROUPING SETS ((currency), (currency, month), (currency, name))
    ORDER BY by DESC, month DESC, amount DESC LIMIT ${mostGroups}`,
    row: groupRow,
    settings: { force_grouping_standard_compatibility: 1 },
  });
}

const sums = { person: sumCosts('person'), organization: sumCosts('organization') } as const;

/** What it cost to serve customers. */
export function createCosts(warehouse: (workspace: string) => Promise<Warehouse>) {
  return async (caller: Caller, id: string): Promise<Output<typeof getCosts>> => {
    const store = await warehouse(caller.workspace);
    const place = await findPlace(store, id);
    const rows = await store.rows(sums[place.kind], { numbers: [...place.numbers] });
    const spent = ({ currency, amount, times }: (typeof rows)[number]) => ({
      currency,
      amount: Math.round(amount * 10_000) / 10_000,
      times,
    });
    const by = (what: (typeof rows)[number]['by']) => rows.filter((row) => row.by === what);
    return {
      totals: by('total').map(spent),
      months: by('month')
        .map((row) => ({ month: row.month, ...spent(row) }))
        .toReversed(),
      kinds: by('kind').map((row) => ({ name: row.name, ...spent(row) })),
    };
  };
}
