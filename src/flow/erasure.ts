import { z } from 'zod';

import type { Caller } from '../access/index.ts';
import { entitiesOf } from '../events/index.ts';
import type { Kind } from '../fields/index.ts';
import { findPlace, type ProfileDesk } from '../profiles/index.ts';
import { statement, type Warehouse } from '../store/warehouse/index.ts';
import { removeErased, type Erasure } from './erase.ts';
import type { House } from './house.ts';
import { openLook } from './look.ts';
import { takeTurn } from './turn.ts';

const entityRow = z.object({ entity: z.coerce.number() });

/** Erases a customer for good, with all that is kept of it anywhere. */
export function openErasure(house: House): Pick<ProfileDesk, 'erase'> {
  const { show } = openLook({ ...house, seen: ({ workspace }, kind) => house.fields(workspace, kind) });
  return {
    async erase(caller: Caller, id: string) {
      const { workspace } = caller;
      const warehouse = await house.warehouse(workspace);
      return takeTurn(house, workspace, async () => {
        const { id: current, kind, numbers } = await findPlace(warehouse, id);
        const { values } = await show(caller, current);
        const task: Erasure = {
          kind,
          numbers: [...numbers],
          entities: await listEntities(warehouse, kind, numbers),
          words: wordsOf(values),
        };
        const batches = house.batches(workspace);
        const number = await batches.create({ task: { does: 'erasure', ...task }, removing: true });
        return removeErased(house, workspace, { ...task, number });
      });
    },
  };
}

async function listEntities(warehouse: Warehouse, kind: Kind, numbers: readonly number[]): Promise<number[]> {
  const own = statement({
    name: 'flow.erasure.entities',
    sql: `SELECT DISTINCT entity FROM (${entitiesOf(kind, '{numbers:Array(UInt32)}')})`,
    row: entityRow,
  });
  const rows = await warehouse.rows(own, { numbers: [...numbers] });
  return rows.map(({ entity }) => entity);
}

/** By which words a body that others sent is known to speak of a customer: addresses and numbers of its own. */
function wordsOf(values: Readonly<Record<string, unknown>>): string[] {
  return [values['emails'], values['phones'], values['tracked_id']]
    .flat()
    .filter((value) => typeof value === 'string')
    .flatMap((value) => [value, value.replace(/^\+86/, '')])
    .filter((value) => value.length >= 6);
}
