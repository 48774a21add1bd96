import { callerOf, route, type Route, type Seer } from '../../access/index.ts';
import { type Field, isOpen, type Kind, storedColumns } from '../../fields/index.ts';
import { knownColumns } from '../../records/index.ts';
import type { Warehouse } from '../../store/warehouse/index.ts';
import { listTreeNodes, suggest, suggestItems } from './contract.ts';
import { suggestCustomers } from './customers.ts';
import { readItems } from './items.ts';
import { readTreeNodes } from './tree-nodes.ts';
import { suggestValues } from './values.ts';

/** What suggestions are made from. */
interface SuggestDoors {
  readonly warehouse: (workspace: string) => Promise<Warehouse>;
  /** The catalogue as the asker sees it. */
  readonly fields: (seer: Seer, kind: Kind) => Promise<readonly Field[]>;
  /** How long customers are looked for before those found so far are shown; a fifth of a second when not said. */
  readonly seconds?: number;
}

/** The endpoints of what is typed: suggestions, and the trees of regions and industries. */
export function suggestRoutes({ warehouse, fields, seconds }: SuggestDoors): Route[] {
  return [
    route(suggest, async ({ kind, text, limit }, context) => {
      const started = performance.now();
      const caller = callerOf(context);
      const [store, catalogue] = await Promise.all([warehouse(caller.workspace), fields(caller, kind)]);
      const columns = await knownColumns(store, `profiles_${kind}`);
      const used = catalogue.filter((field) => storedColumns(field).every(({ name }) => columns.has(name)));
      const customers = columns.has('name')
        ? await suggestCustomers(store, { kind, catalogue, columns }, { text, limit, seconds })
        : [];
      const values = suggestValues(used.filter(isOpen), text, limit);
      return { customers, values, ms: Math.round(performance.now() - started) };
    }),
    route(suggestItems, async (input, context) => ({
      names: await readItems(await warehouse(callerOf(context).workspace), input),
    })),
    route(listTreeNodes, (input) => Promise.resolve(readTreeNodes(input))),
  ];
}
