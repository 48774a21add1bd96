import { z } from 'zod';

import { kinds, type Kind } from '../fields/index.ts';
import type { ProfilePlace } from '../profiles/index.ts';
import { statement, type Operational } from '../store/operational/index.ts';

/** Records of a profile that a thing is hung on at most; one that stays is enough to find it again. */
const mostAnchors = 100;
/** Things of one sort that are looked at on one profile, the newest. */
const mostItems = 2_000;

const statements = {
  add: statement({
    name: 'teamwork.anchors.add',
    sql: `
      INSERT INTO anchors (workspace, kind, no, item, side)
      SELECT $1, $2, no, $3, $4 FROM unnest($5::bigint[]) AS no
      ON CONFLICT DO NOTHING`,
    row: z.unknown(),
  }),
  remove: statement({
    name: 'teamwork.anchors.remove',
    sql: 'DELETE FROM anchors WHERE workspace = $1 AND item = $2',
    row: z.unknown(),
  }),
  near: statement({
    name: 'teamwork.anchors.near',
    sql: `
      SELECT item, side, array_agg(no ORDER BY no)::text[] AS numbers
      FROM anchors
      WHERE workspace = $1
        AND kind = $2
        AND item IN (
          SELECT DISTINCT item FROM anchors
          WHERE workspace = $1 AND kind = $2 AND no = ANY($3) AND starts_with(item, $4)
          ORDER BY item DESC
          LIMIT ${mostItems})
      GROUP BY item, side`,
    row: z.object({ item: z.string(), side: z.number(), numbers: z.array(z.coerce.number()) }),
  }),
  of: statement({
    name: 'teamwork.anchors.of',
    sql: `
      SELECT item, side, kind, array_agg(no ORDER BY no)::text[] AS numbers
      FROM anchors
      WHERE workspace = $1 AND item = ANY($2)
      GROUP BY item, side, kind`,
    row: z.object({
      item: z.string(),
      side: z.number(),
      kind: z.enum(kinds),
      numbers: z.array(z.coerce.number()),
    }),
  }),
};

/** One end of a thing on a profile; only relationships have a second. */
export interface End {
  readonly item: string;
  readonly side: number;
}

/** Whose records are live, and the profiles that they belong to. */
export type FindOwners = (
  workspace: string,
  kind: Kind,
  numbers: readonly number[],
) => Promise<ReadonlyMap<number, number>>;

export type Anchors = ReturnType<typeof createAnchors>;

/**
 * Hangs things on profiles. A profile's number may change, and profiles are joined and parted; records stay. So a thing
 * is hung on the records of its profile, and belongs to whichever profile has the lowest of them that is still live.
 */
export function createAnchors(operational: Operational, findOwners: FindOwners) {
  return {
    async add(workspace: string, { item, side }: End, place: ProfilePlace): Promise<void> {
      const numbers = place.numbers.slice(0, mostAnchors);
      await operational.run(statements.add, [workspace, place.kind, item, side, numbers]);
    },
    async remove(workspace: string, item: string): Promise<void> {
      await operational.run(statements.remove, [workspace, item]);
    },
    /** What hangs on a profile, of the sort whose ids begin with `prefix`. */
    async on(workspace: string, place: ProfilePlace, prefix: string): Promise<End[]> {
      const rows = await operational.rows(statements.near, [
        workspace,
        place.kind,
        [...place.numbers],
        prefix,
      ]);
      const own = new Set(place.numbers);
      // Where a lower record than the profile's own is live, the thing has stayed with another part of what was parted.
      const lower = rows.flatMap(({ numbers }) =>
        numbers.slice(
          0,
          Math.max(
            0,
            numbers.findIndex((no) => own.has(no)),
          ),
        ),
      );
      const live = await findOwners(workspace, place.kind, [...new Set(lower)]);
      return rows.filter(({ numbers }) => {
        const first = numbers.find((no) => own.has(no) || live.has(no));
        return first !== undefined && own.has(first);
      });
    },
    /** The profiles that ends hang on now, by `item:side`; an end whose records are all gone is left out. */
    async profilesOf(
      workspace: string,
      items: readonly string[],
    ): Promise<ReadonlyMap<string, { kind: Kind; no: number }>> {
      const rows = items.length === 0 ? [] : await operational.rows(statements.of, [workspace, [...items]]);
      const found = new Map<string, { kind: Kind; no: number }>();
      for (const kind of kinds) {
        const ends = rows.filter((row) => row.kind === kind);
        const owners = await findOwners(workspace, kind, [
          ...new Set(ends.flatMap(({ numbers }) => numbers)),
        ]);
        for (const { item, side, numbers } of ends) {
          const no = numbers.map((one) => owners.get(one)).find((owner) => owner !== undefined);
          if (no !== undefined) found.set(`${item}:${side}`, { kind, no });
        }
      }
      return found;
    },
  };
}
