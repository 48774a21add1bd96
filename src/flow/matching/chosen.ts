import type { Caller } from '../../access/index.ts';
import type { Parsed } from '../../lib/endpoint.ts';
import { isProblem } from '../../lib/problem.ts';
import { readProfileId } from '../../lib/profile-id.ts';
import type { decideMatches, MatchDesk } from '../../identity/index.ts';
import type { ProfileDesk } from '../../profiles/index.ts';
import { checkEdit } from '../edit.ts';
import type { House } from '../house.ts';
import { wrongChoice } from './problems.ts';
import { openMatchStore } from './tables.ts';

type Decision = Parsed<typeof decideMatches>;
type Change = Awaited<ReturnType<MatchDesk['decide']>>;

/** Which values of two sides were chosen when they were joined: an edit of the joined profile, which goes when the join goes. */
export function openChosen(house: House, profiles: Pick<ProfileDesk, 'show' | 'edit' | 'retract'>) {
  const storeOf = (workspace: string) => openMatchStore(house.operational, workspace, house.clock);
  return {
    /** The values that a decision names, before it is made. */
    async read(
      caller: Caller,
      { does, pairs, choose }: Decision,
    ): Promise<Readonly<Record<string, unknown>>> {
      const fields = Object.entries(choose);
      if (fields.length === 0) return {};
      const [pair] = pairs;
      const kind = readProfileId(pair?.left ?? '')?.kind;
      if (does !== 'join' || pairs.length > 1 || pair === undefined || kind === undefined)
        throw wrongChoice();
      checkEdit(await house.seen(caller, kind), choose);
      const sides = {
        left: await profiles.show(caller, pair.left),
        right: await profiles.show(caller, pair.right),
      };
      return Object.fromEntries(fields.map(([key, side]) => [key, sides[side].values[key] ?? null]));
    },
    /** Writes the values of a join that was made. */
    async write(caller: Caller, change: Change, of: { id: string; set: Readonly<Record<string, unknown>> }) {
      if (Object.keys(of.set).length === 0) return;
      const { id } = await profiles.show(caller, of.id);
      const { record } = await profiles.edit(caller, { id, set: of.set });
      await storeOf(caller.workspace).setEdit(change.change, record);
    },
    /** Takes back what was chosen with joins that are to be undone; one that is gone already is no matter. */
    async forget(caller: Caller, edits: readonly string[]) {
      for (const record of edits)
        await profiles.retract(caller, record).catch((error: unknown) => {
          if (!isProblem(error) || error.code !== 'records.not-found') throw error;
        });
    },
  };
}
