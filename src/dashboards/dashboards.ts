import { createId, type Caller } from '../access/index.ts';
import type { Parsed } from '../lib/endpoint.ts';
import { jsonText, type Operational } from '../store/operational/index.ts';
import type * as contract from './contract.ts';
import { changedMeanwhile, isChangeable, mayChange, noSuchDashboard, sameCard, tooMany } from './problems.ts';
import { countRows, type DashboardRow, getRow, insertRow, listRows, removeRow, updateRow } from './tables.ts';

const mostDashboards = 200;
const mostCards = 40;

interface DashboardParts {
  readonly operational: Operational;
  readonly clock: () => Date;
}

/** Dashboards: seen by their owner, and by all of the workspace when shared; changed by the owner, shared ones by administrators too. */
export function createDashboards({ operational, clock }: DashboardParts) {
  const find = async (caller: Caller, id: string): Promise<DashboardRow> => {
    const row = await operational.row(getRow, [caller.workspace, id, caller.id]);
    if (row === undefined) throw noSuchDashboard(id);
    return row;
  };
  const put = async (caller: Caller, row: DashboardRow): Promise<contract.Dashboard> => {
    const { id, version, name, shared, cards } = row;
    checkCards(cards);
    const values = [caller.workspace, id, version, name, shared, jsonText(cards), clock()];
    const changed = await operational.row(updateRow, values);
    if (changed === undefined) throw changedMeanwhile();
    return show(changed, caller);
  };
  return {
    async list(caller: Caller): Promise<contract.DashboardHead[]> {
      const rows = await operational.rows(listRows, [caller.workspace, caller.id]);
      return rows.map((row) => showHead(row, caller));
    },
    async get(caller: Caller, id: string): Promise<contract.Dashboard> {
      return show(await find(caller, id), caller);
    },
    async create(caller: Caller, content: Parsed<typeof contract.createDashboard>) {
      const { name, shared, cards } = content;
      checkCards(cards);
      const count = (await operational.row(countRows, [caller.workspace]))?.n ?? 0;
      if (count >= mostDashboards) throw tooMany('dashboards', mostDashboards);
      const id = createId('dash', clock());
      const values = [caller.workspace, id, caller.id, caller.name, name, shared, jsonText(cards), clock()];
      const row = await operational.row(insertRow, values);
      if (row === undefined) throw new Error(`dashboard ${id} was not stored`);
      return show(row, caller);
    },
    async update(caller: Caller, changes: Parsed<typeof contract.updateDashboard>) {
      const row = await find(caller, changes.id);
      mayChange(caller, row);
      const { name = row.name, shared = row.shared, cards = row.cards } = changes;
      const isOld = changes.cards !== undefined && changes.version !== row.version;
      if (isOld) throw changedMeanwhile();
      return put(caller, { ...row, name, shared, cards });
    },
    async pin(caller: Caller, { id, card }: Parsed<typeof contract.pinCard>): Promise<contract.Dashboard> {
      const row = await find(caller, id);
      mayChange(caller, row);
      const isThere = row.cards.some((one) => one.id === card.id);
      const cards = isThere
        ? row.cards.map((one) => (one.id === card.id ? card : one))
        : [...row.cards, card];
      return put(caller, { ...row, cards });
    },
    async remove(caller: Caller, id: string): Promise<void> {
      mayChange(caller, await find(caller, id));
      await operational.run(removeRow, [caller.workspace, id]);
    },
  };
}

export type Dashboards = ReturnType<typeof createDashboards>;

function checkCards(cards: readonly contract.Card[]): void {
  if (cards.length > mostCards) throw tooMany('cards', mostCards);
  const ids = new Set<string>();
  for (const { id } of cards) {
    if (ids.has(id)) throw sameCard(id);
    ids.add(id);
  }
}

function showHead(row: DashboardRow, caller: Caller): contract.DashboardHead {
  const { id, name, shared, owner, owner_name, cards, updated_at } = row;
  return {
    id,
    name,
    shared,
    owner: { id: owner, name: owner_name },
    mine: owner === caller.id,
    changeable: isChangeable(caller, row),
    count: cards.length,
    updatedAt: updated_at,
  };
}

function show(row: DashboardRow, caller: Caller): contract.Dashboard {
  return { ...showHead(row, caller), version: row.version, cards: row.cards };
}
