import type { Caller } from '../../access/index.ts';
import type { Parsed } from '../../lib/endpoint.ts';
import { readProfileId } from '../../lib/profile-id.ts';
import type { decideMatches } from '../../identity/index.ts';
import type { ProfileDesk } from '../../profiles/index.ts';
import { checkEdit } from '../edit.ts';
import type { House } from '../house.ts';
import { wrongChoice } from './problems.ts';

type Decision = Parsed<typeof decideMatches>;

/** Which values of two sides were chosen when they were joined: an edit of the joined profile, which goes when the join goes. */
export function openChosen(house: House, profiles: Pick<ProfileDesk, 'show'>) {
  return {
    /** The values that a decision names, before it is made. */
    async read(
      caller: Caller,
      { does, pairs, choose }: Decision,
    ): Promise<Readonly<Record<string, unknown>> | null> {
      const fields = Object.entries(choose);
      if (fields.length === 0) return null;
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
  };
}
