import { z } from 'zod';

import type { Caller } from '../../access/index.ts';
import type { MatchDesk } from '../../identity/index.ts';
import { findPlace, type ProfilePlace } from '../../profiles/index.ts';
import { statement as operationalStatement } from '../../store/operational/index.ts';
import { statement, type Warehouse } from '../../store/warehouse/index.ts';
import type { House } from '../house.ts';
import { isOne, twoKinds } from './problems.ts';

const count = z.coerce.number();
const hung = operationalStatement({
  name: 'matching.preview.hung',
  sql: `SELECT split_part(item, '_', 1) AS sort, count(DISTINCT item) AS n FROM anchors
    WHERE workspace = $1 AND kind = $2 AND no = ANY($3) GROUP BY sort`,
  row: z.object({ sort: z.string(), n: count }),
});

/** What would come together if two profiles were joined: counts of what hangs on each. */
export function openPreview(house: House): Pick<MatchDesk, 'preview'> {
  return {
    async preview(caller, { left, right }) {
      const warehouse = await house.warehouse(caller.workspace);
      const [one, other] = [await findPlace(warehouse, left), await findPlace(warehouse, right)];
      if (one.id === other.id) throw isOne(one.id);
      if (one.kind !== other.kind) throw twoKinds();
      const first = ({ numbers }: ProfilePlace) => numbers[0] ?? 0;
      return {
        stays: first(one) < first(other) ? one.id : other.id,
        left: await countHung(house, caller, { warehouse, place: one }),
        right: await countHung(house, caller, { warehouse, place: other }),
      };
    },
  };
}

async function countHung(
  house: House,
  { workspace }: Caller,
  { warehouse, place }: { warehouse: Warehouse; place: ProfilePlace },
) {
  const { kind, numbers } = place;
  const rows = await house.operational.rows(hung, [workspace, kind, [...numbers]]);
  const bySort = new Map(rows.map(({ sort, n }) => [sort, n]));
  const column = kind === 'person' ? 'entity' : 'company';
  const told = await warehouse.row(
    statement({
      name: 'flow.matching.preview',
      sql: `SELECT (SELECT count() FROM {db}.events WHERE ${column} IN (SELECT entity FROM {db}.owners WHERE kind = {kind:String} AND profile IN {numbers:Array(UInt32)})) AS events,
        (SELECT count() FROM {db}.consents WHERE kind = {kind:String} AND hasAny(numbers, {numbers:Array(UInt32)})) AS consents`,
      row: z.object({ events: count, consents: count }),
    }),
    { kind, numbers: [...numbers] },
  );
  return {
    records: numbers.length,
    notes: bySort.get('note') ?? 0,
    tasks: bySort.get('task') ?? 0,
    files: bySort.get('file') ?? 0,
    relationships: bySort.get('rel') ?? 0,
    events: told?.events ?? 0,
    consents: told?.consents ?? 0,
  };
}
