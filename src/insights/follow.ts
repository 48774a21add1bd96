import { z } from 'zod';

import { statement, type Warehouse } from '../store/warehouse/index.ts';
import type { InsightStatus } from './contract.ts';

const number = z.coerce.number();

/** Differs whenever a profile came, went, or was built anew. */
const seen = statement({
  name: 'follow.seen',
  sql: `SELECT toString((SELECT (count(), sum(cityHash64(_no, _batch))) FROM {db}.profiles_person)) || toString((SELECT (count(), sum(cityHash64(_no, _batch))) FROM {db}.profiles_organization)) AS seen`,
  row: z.object({ seen: z.string() }),
});

const moved = statement({
  name: 'follow.moved',
  sql: `SELECT count() AS n FROM (
    SELECT p.kind AS kind, p.entity AS entity, p.profile AS profile, o.profile AS owner
    FROM (SELECT kind, entity, profile FROM {db}.purchases WHERE entity != 0 GROUP BY kind, entity, profile) AS p
    LEFT JOIN {db}.owners AS o ON p.kind = o.kind AND p.entity = o.entity
  ) WHERE profile != owner`,
  row: z.object({ n: number }),
});

/** How many customers' purchases belong to another one by now, or to nobody; as of when it was last written down whose they are. */
async function countMoved(warehouse: Warehouse): Promise<number> {
  return (await warehouse.row(moved))?.n ?? 0;
}

interface FollowParts {
  readonly warehouse: (workspace: string) => Promise<Warehouse>;
  /** Brings up to date whose the orders are. */
  readonly owners: (workspace: string) => Promise<void>;
  readonly status: (workspace: string) => Promise<InsightStatus>;
  /** Has everything of a workspace computed anew as of a day. */
  readonly refresh: (workspace: string, asOf: string) => Promise<void>;
}

interface Looked {
  readonly seen: string;
  /** Not looked at again before, by the clock of this process. */
  readonly notBefore: number;
}

/** What looking or computing took, it rests so many times as long. */
const restTimes = 20;

/**
 * Has values computed anew, as of the same day, once customers who bought were joined or parted. Answers after how many
 * milliseconds to ask again; 0 where nothing is left to do.
 */
export function createFollower({ warehouse, owners, status, refresh }: FollowParts) {
  const known = new Map<string, Looked>();
  const restOf = (workspace: string): number =>
    Math.max(0, Math.ceil((known.get(workspace)?.notBefore ?? 0) - performance.now()));
  const look = async (workspace: string, asOf: string, ms: number): Promise<void> => {
    const [place, started] = [await warehouse(workspace), performance.now()];
    const now = (await place.row(seen))?.seen ?? '';
    if (known.get(workspace)?.seen === now) return;
    await owners(workspace);
    const isMoved = (await countMoved(place)) > 0;
    const took = performance.now() - started + (isMoved ? ms : 0);
    known.set(workspace, { seen: now, notBefore: performance.now() + restTimes * took });
    if (isMoved) await refresh(workspace, asOf);
  };
  return async (workspace: string): Promise<number> => {
    const { asOf, ms } = await status(workspace);
    if (asOf === null) return 0;
    const rest = restOf(workspace);
    if (rest === 0) await look(workspace, asOf, ms ?? 0);
    return rest;
  };
}
