import type { AccessRoom } from './access/index.ts';
import { catalogue, kinds } from './fields/index.ts';
import { addFieldColumns } from './records/index.ts';
import { migrateWarehouse, scopeWarehouse, type Warehouse } from './store/warehouse/index.ts';
import type { Stores } from './stores.ts';

/** Columns that every workspace has from the start, so that the usual questions find them. */
const firstFields = [
  'name',
  'short_name',
  'english_name',
  'credit_code',
  'registration_number',
  'phones',
  'emails',
  'region',
  'industry',
  'employees',
  'registered_capital',
];

/** Hands out the warehouse of a workspace; it is made and migrated when it is first asked for. */
export function openWarehouses(
  { operational, engine, migrations }: Stores,
  access: AccessRoom,
): (workspace: string) => Promise<Warehouse> {
  const opened = new Map<string, Promise<Warehouse>>();
  const open = async (id: string): Promise<Warehouse> => {
    const workspace = await access.workspaces.get(id);
    if (workspace === undefined) throw new Error(`no workspace ${id}`);
    const warehouse = scopeWarehouse(engine, workspace.number);
    const lock = await operational.lock(`warehouse:${workspace.number}`);
    try {
      await migrateWarehouse(engine, warehouse.database, migrations);
      for (const kind of kinds)
        await addFieldColumns(
          warehouse,
          kind,
          catalogue(kind).filter(({ key }) => firstFields.includes(key)),
        );
      return warehouse;
    } finally {
      await lock.release();
    }
  };
  return (id) => {
    const known = opened.get(id) ?? open(id);
    opened.set(id, known);
    known.catch(() => opened.delete(id));
    return known;
  };
}
