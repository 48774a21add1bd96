import { createId, type Caller } from '../../access/index.ts';
import { kinds, type Kind } from '../../fields/index.ts';
import type { House } from '../house.ts';
import { takeTurn } from '../turn.ts';
import { applyChange } from './change.ts';
import { notFound } from './problems.ts';
import type { ChangeRow, NewChange } from './change-tables.ts';
import { openMatchStore } from './tables.ts';

/** Who decides, and where. */
type Decider = Pick<Caller, 'id' | 'name' | 'workspace'>;

interface Applied {
  readonly kind: Kind;
  /** A decision, or an undoing of several. */
  readonly change: string;
  /** What is written down before it is made so. */
  readonly mark?: () => Promise<unknown>;
}

/** Makes a decision so, in the turn of whoever changes profiles. The batch is there before what it stands for, so that whoever comes after a death ends it. */
export function applyDecision(
  house: House,
  workspace: string,
  { kind, change, mark = async () => undefined }: Applied,
): Promise<void> {
  return takeTurn(house, workspace, async () => {
    const task = { does: 'rejoin', kind, change } as const;
    const number = await house.batches(workspace).create({ task, removing: true });
    await mark();
    await applyChange(house, workspace, { number, kind, change });
  });
}

/** Makes decisions and takes them back, in the turn of whoever changes profiles. */
export function openDecisions(house: House) {
  const storeOf = (workspace: string) => openMatchStore(house.operational, workspace, house.clock);
  return {
    /** Written down once there is a batch that stands for it: a death before that leaves nothing listed that was not made. */
    async decide(caller: Decider, change: Omit<NewChange, 'id' | 'author'>): Promise<ChangeRow> {
      const author = { id: caller.id, name: caller.name };
      const id = createId('chg', house.clock());
      const made: { row?: ChangeRow } = {};
      await applyDecision(house, caller.workspace, {
        kind: change.kind,
        change: id,
        mark: async () =>
          void (made.row = await storeOf(caller.workspace).createChange({ ...change, id, author })),
      });
      if (made.row === undefined) throw new Error(`change ${id} was not made`);
      return made.row;
    },
    async undo(caller: Decider, id: string): Promise<ChangeRow> {
      const store = storeOf(caller.workspace);
      const [change] = await store.changesOf([id]);
      if (change === undefined) throw notFound(id);
      const undone: { row?: ChangeRow | undefined } = {};
      await applyDecision(house, caller.workspace, {
        kind: change.kind,
        change: id,
        mark: async () => void (undone.row = await store.undo(id, { id: caller.id, name: caller.name })),
      });
      if (undone.row === undefined) throw notFound(id);
      return undone.row;
    },
    /** Takes back every join that somebody decided and that still stands. */
    async undoAuthor(caller: Decider, author: string): Promise<{ undone: number }> {
      const by = { id: caller.id, name: caller.name };
      const store = storeOf(caller.workspace);
      const total = { undone: 0 };
      const undoSome = async (kind: Kind): Promise<number> => {
        const undoing = createId('und', house.clock());
        const done = { rows: 0 };
        await applyDecision(house, caller.workspace, {
          kind,
          change: undoing,
          mark: async () => {
            done.rows = (await store.undoAuthor({ kind, author, by, undoing })).length;
          },
        });
        return done.rows;
      };
      for (const kind of kinds)
        for (let rows = await undoSome(kind); rows > 0; rows = await undoSome(kind)) total.undone += rows;
      return total;
    },
  };
}
