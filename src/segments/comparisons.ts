import type { Caller } from '../access/index.ts';
import type { Parsed } from '../lib/endpoint.ts';
import type * as contract from './contract.ts';
import { contrast } from './contrast.ts';
import { notForYou, otherKinds } from './problems.ts';
import { readOverlaps } from './readings.ts';
import { openSight, type SegmentParts } from './sight.ts';

/** How segments are held against each other: those of one kind, whose rules the caller may ask. */
export function createComparisons(parts: SegmentParts) {
  const { openTo, find } = openSight(parts);
  const findOpen = async (caller: Caller, ids: readonly string[]) => {
    const rows = await Promise.all([...new Set(ids)].map((id) => find(caller, id)));
    const open = await openTo(caller, rows);
    const closed = rows.find((row) => !open.includes(row));
    if (closed !== undefined) throw notForYou(closed.name);
    if (new Set(rows.map(({ kind }) => kind)).size > 1) throw otherKinds();
    return rows;
  };
  return {
    async compare(caller: Caller, ids: readonly string[]) {
      const rows = await findOpen(caller, ids);
      return readOverlaps(
        await parts.warehouse(caller.workspace),
        rows.map(({ id }) => id),
      );
    },
    async contrast(caller: Caller, { left, right }: Parsed<typeof contract.contrastSegments>) {
      const rows = await findOpen(caller, [left, right]);
      const kind = rows[0]?.kind ?? 'person';
      const rules = rows.map(({ id: segment }) => ({ segment }));
      return contrast(await parts.warehouse(caller.workspace), {
        kind,
        left,
        right,
        catalogue: await parts.seen(caller, kind),
        world: await parts.world(caller, rules),
        now: parts.clock(),
      });
    },
  };
}
