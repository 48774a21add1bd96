import { z } from 'zod';

import type { Kind } from '../../fields/index.ts';
import type { MatchDesk } from '../../identity/index.ts';
import { findPlace, type ProfileDesk } from '../../profiles/index.ts';
import { statement } from '../../store/warehouse/index.ts';
import type { House } from '../house.ts';
import type { ChangeRow } from './change-tables.ts';
import { writeChosen } from './chosen-values.ts';
import { openChosen } from './chosen.ts';
import { openDecisions } from './decisions.ts';
import { pageOf } from './page.ts';
import { isOne, isStale, notFound, twoKinds } from './problems.ts';
import { counted } from './scan.ts';
import { openMatchStore } from './tables.ts';

const showChange = (row: ChangeRow) => ({
  change: row.id,
  kind: row.kind,
  does: row.does,
  run: row.run,
  pairs: row.counted,
  author: { id: row.author, name: row.author_name },
  createdAt: row.created_at,
  undoneAt: row.undone_at,
  undoneBy: row.undone_by === null ? null : { id: row.undone_by, name: row.undone_by_name ?? row.undone_by },
});

/** Deciding who is who, and taking it back. */
export function openDecisionDesk(
  house: House,
  profiles: Pick<ProfileDesk, 'show'>,
): Pick<MatchDesk, 'decide' | 'joinBand' | 'changes' | 'undo' | 'undoAuthor'> {
  const storeOf = (workspace: string) => openMatchStore(house.operational, workspace, house.clock);
  const { decide, undo, undoAuthor } = openDecisions(house);
  const chosen = openChosen(house, profiles);
  return {
    async decide(caller, decision) {
      const { does, pairs } = decision;
      const values = await chosen.read(caller, decision);
      const { kind, numbers } = await findPairs(house, caller.workspace, pairs);
      const of = { pairs: numbers, counted: numbers.length, chosen: values };
      const row = await decide(caller, { kind, does, run: null, runNumber: null, ...of });
      await writeChosen(house, caller.workspace, row);
      return showChange(row);
    },
    async joinBand(caller, id) {
      const run = await storeOf(caller.workspace).run(id);
      if (run === undefined || run.number === null) throw notFound(id);
      if ((await storeOf(caller.workspace).latest(run.kind))?.id !== id) throw isStale();
      const { kind, number } = run;
      const pairs = await countBand(house, caller.workspace, { kind, number });
      const band = { run: id, runNumber: number, pairs: null, counted: pairs, chosen: null };
      return showChange(await decide(caller, { kind, does: 'join', ...band }));
    },
    async changes({ workspace }, page) {
      return pageOf(await storeOf(workspace).changes(page), page.limit, showChange);
    },
    async undo(caller, id) {
      return showChange(await undo(caller, id));
    },
    undoAuthor,
  };
}

/** The first records of the profiles that are named: a profile's number may change, its records do not. */
async function findPairs(
  house: House,
  workspace: string,
  pairs: readonly { readonly left: string; readonly right: string }[],
): Promise<{ kind: Kind; numbers: [number, number][] }> {
  const warehouse = await house.warehouse(workspace);
  const kinds = new Set<Kind>();
  const numbers: [number, number][] = [];
  for (const { left, right } of pairs) {
    const [one, other] = [await findPlace(warehouse, left), await findPlace(warehouse, right)];
    if (one.id === other.id) throw isOne(one.id);
    kinds.add(one.kind).add(other.kind);
    numbers.push([one.numbers[0] ?? 0, other.numbers[0] ?? 0]);
  }
  const [kind] = kinds;
  if (kind === undefined || kinds.size > 1) throw twoKinds();
  return { kind, numbers };
}

async function countBand(
  house: House,
  workspace: string,
  { kind, number }: { kind: Kind; number: number },
): Promise<number> {
  const warehouse = await house.warehouse(workspace);
  const row = await warehouse.row(
    statement({
      name: 'flow.matching.band',
      sql: `SELECT count() AS n FROM {db}.pairs_${kind} WHERE run = {run:UInt32} AND band = 1`,
      row: z.object({ n: counted }),
    }),
    { run: number },
  );
  return row?.n ?? 0;
}
