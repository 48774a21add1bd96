import { z } from 'zod';

import { presentField, storedColumns, type Field } from '../../fields/index.ts';
import type { Output } from '../../lib/endpoint.ts';
import { profileId, type ProfileKey } from '../../lib/profile-id.ts';
import { quoteName, statement, type Warehouse } from '../../store/warehouse/index.ts';
import { findBoughtAlike } from './bought-alike.ts';
import type { listSimilarCustomers } from './contract.ts';
import { findSameFacts } from './same-facts.ts';

const mostItems = 5;
type Answer = Output<typeof listSimilarCustomers>;

/** The customers most like one: by what both bought, where it bought something that others did, else by facts. */
export async function findSimilar(
  warehouse: Warehouse,
  key: ProfileKey,
  { fields, limit }: { readonly fields: readonly Field[]; readonly limit: number },
): Promise<Answer> {
  const bought = (await findBoughtAlike(warehouse, key, limit)) ?? [];
  const same = bought.length > 0 ? undefined : await findSameFacts(warehouse, key, { fields, limit });
  const found = [
    ...bought.map((one) => ({ ...one, items: one.items.slice(0, mostItems), facts: [] })),
    ...(same ?? []).map((one) => ({ ...one, items: [] })),
  ];
  const names = await readNames(warehouse, { kind: key.kind, fields, numbers: found.map(({ no }) => no) });
  const rows = found.map(({ no, score, items, facts }) => ({
    id: profileId(key.kind, no),
    name: names.get(no) ?? '',
    score: Math.min(1, score),
    items: [...items],
    facts: [...facts],
  }));
  if (rows.length === 0) return { by: null, rows };
  return { by: bought.length > 0 ? 'orders' : 'facts', rows };
}

/** What customers are called, as the asker sees it. */
async function readNames(
  warehouse: Warehouse,
  {
    kind,
    fields,
    numbers,
  }: {
    readonly kind: ProfileKey['kind'];
    readonly fields: readonly Field[];
    readonly numbers: readonly number[];
  },
): Promise<ReadonlyMap<number, string>> {
  const name = fields.find((field) => field.key === 'name');
  if (name === undefined || numbers.length === 0) return new Map();
  const columns = storedColumns(name).map((column) => quoteName(column.name));
  const rows = await warehouse.rows(
    statement({
      name: 'insights.alike.names',
      sql: `SELECT _no, ${columns.join(', ')} FROM {db}.profiles_${kind} WHERE _no IN {numbers:Array(UInt32)}`,
      row: z.looseObject({ _no: z.coerce.number() }),
    }),
    { numbers },
  );
  return new Map(
    rows.map((row) => {
      const shown = presentField(name, row);
      return [row._no, typeof shown === 'string' ? shown : ''];
    }),
  );
}
