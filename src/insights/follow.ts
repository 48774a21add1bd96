import { z } from 'zod';

import { kinds, type Kind } from '../fields/index.ts';
import { statement, type Warehouse } from '../store/warehouse/index.ts';
import type { InsightStatus } from './contract.ts';

const number = z.coerce.number();

/** How many profiles there are, and by which batch the last one was built: one of them differs whenever any came, went or changed. */
const state = (kind: Kind) =>
  statement({
    name: `follow.state.${kind}`,
    sql: `SELECT count() AS profiles, max(_batch) AS batch FROM {db}.profiles_${kind}`,
    row: z.object({ profiles: number, batch: number }),
  });

/** Whose an order is, as one number: millions of pairs are a small set. */
const pair = 'cityHash64(entity, profile)';

/** Counts orders of a kind that belong to another customer than when they were written down, or to nobody. */
const moved = (kind: Kind) =>
  statement({
    name: `follow.moved.${kind}`,
    sql: `SELECT count() AS n FROM {db}.purchases WHERE kind = '${kind}' AND entity != 0
      AND ${pair} NOT IN (SELECT ${pair} FROM {db}.owners WHERE kind = '${kind}')`,
    row: z.object({ n: number }),
  });

const states = kinds.map(state);
const counts = kinds.map(moved);

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
const restTimes = 10;

/** Whether purchases belong to other customers than when they were written down. */
async function areMoved(warehouse: Warehouse): Promise<boolean> {
  for (const count of counts) if (((await warehouse.row(count))?.n ?? 0) > 0) return true;
  return false;
}

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
    const seen = JSON.stringify(await Promise.all(states.map((one) => place.row(one))));
    if (known.get(workspace)?.seen === seen) return;
    await owners(workspace);
    const isMoved = await areMoved(place);
    const took = performance.now() - started + (isMoved ? ms : 0);
    known.set(workspace, { seen, notBefore: performance.now() + restTimes * took });
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
