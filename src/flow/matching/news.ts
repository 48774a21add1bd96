import { z } from 'zod';

import { kinds, type Kind } from '../../fields/index.ts';
import { keepFresh, matchFresh, openSteps, type FreshOutcome, type Steps } from '../../identity/index.ts';
import { statement, type Warehouse } from '../../store/warehouse/index.ts';
import type { House } from '../house.ts';
import { forgetPairs, judgePairs, writePairs } from './judge.ts';
import { openMatchModels, type IndexRow, type ModelRow } from './models.ts';
import { attributesFor, matchingLock, mostGrowth } from './scan.ts';
import { openMatchStore, type RunRow } from './tables.ts';

/** More profiles than this, and more than a tenth of all, are looked at by a scan instead. */
const mostNews = 50_000;

/** So many newcomers are worth a second thread. */
const severalThreads = 500;
const threadsFor = ({ fresh }: { fresh: number }) => (fresh > severalThreads ? 2 : 1);

/** Where fewer were learnt from, what is shipped counts for so much that it lasts until there are more. */
const fewest = 250;

const seenRow = z.object({ fresh: z.coerce.number(), all: z.coerce.number(), last: z.coerce.number() });
const nameRow = z.object({ name: z.string() });

/** What became of those that came: nothing to do, matched, or too many, so that a scan is due; or nobody has ever looked. */
type NewsOutcome = 'nothing' | 'first' | 'scan' | FreshOutcome;

/**
 * Profiles that may not be known yet: a SELECT of everything of those that are not. What is known is looked up by number,
 * so that neither table is read whole: an index tells where later batches are.
 */
function newsSql(kind: Kind, { prefix, seen }: IndexRow): string {
  const later = `{db}.profiles_${kind} WHERE _batch >= ${seen}`;
  return `SELECT _no AS no, toUInt8(0) AS side, _batch AS batch, * FROM ${later}
    AND (_no, _batch) NOT IN (SELECT no, batch FROM {db}.${prefix}_values WHERE batch >= ${seen} AND no IN (SELECT _no FROM ${later}))`;
}

/**
 * Compares the profiles of a kind that came or changed since with everybody, by the saved model, and puts the pairs into
 * the bands of the last scan. Cut off, it is done again: what came counts as known once its pairs are written.
 */
async function matchNews(house: House, workspace: string, kind: Kind): Promise<NewsOutcome> {
  const models = openMatchModels(house.operational, workspace, house.clock);
  const store = openMatchStore(house.operational, workspace, house.clock);
  if ((await store.latest(kind)) === undefined) return 'first';
  const lock = await house.operational.lock(matchingLock(workspace, kind));
  try {
    const [index, model] = [await models.index(kind), await models.latest(kind)];
    const run = await store.latest(kind);
    if (run === undefined || run.number === null) return 'nothing';
    if (index === undefined || model === undefined) return 'scan';
    const warehouse = await house.warehouse(workspace);
    if (!(await isThere(warehouse, index.prefix))) return 'scan';
    const seen = await findSeen(house, warehouse, { workspace, kind, index });
    if (seen.fresh === 0) return 'nothing';
    if (isTooMuch(seen, index)) return 'scan';
    const steps = await openSteps(warehouse, `news_${kind}`, {
      small: true,
      threads: threadsFor(seen),
      check: () => house.stopping.throwIfAborted(),
    });
    try {
      const outcome = await compareNews(house, steps, {
        workspace,
        kind,
        index,
        model,
        run: { ...run, number: run.number },
      });
      if (outcome === 'scan') return outcome;
      await models.setSeen(kind, index.prefix, seen.next);
      await store.addNews(run.id, outcome);
      return outcome;
    } finally {
      await steps.close();
    }
  } finally {
    await lock.release();
  }
}

function isTooMuch({ fresh, all }: { fresh: number; all: number }, { profiles }: IndexRow): boolean {
  return fresh > Math.max(mostNews, all / 10) || all > Math.max(fewest, profiles) * mostGrowth;
}

/** The tables of what is known may be gone: of another server, or of a copy that was made without them. */
async function isThere(warehouse: Warehouse, prefix: string): Promise<boolean> {
  const sql = "SELECT name FROM system.tables WHERE database = '{db}' AND startsWith(name, {prefix:String})";
  const rows = await warehouse.rows(statement({ name: 'flow.matching.known', sql, row: nameRow }), {
    prefix: `${prefix}_`,
  });
  return rows.length === 3;
}

/** How many came, and from which batch on some may be missing once they are done. */
async function findSeen(
  house: House,
  warehouse: Warehouse,
  { workspace, kind, index }: { workspace: string; kind: Kind; index: IndexRow },
): Promise<{ fresh: number; all: number; next: number }> {
  const open = await house.batches(workspace).open();
  const row = await warehouse.row(
    statement({
      name: 'flow.matching.news',
      sql: `SELECT count() AS fresh, max(batch) AS last, (SELECT count() FROM {db}.profiles_${kind}) AS all FROM (${newsSql(kind, index)})`,
      row: seenRow,
    }),
  );
  const { fresh = 0, all = 0, last = 0 } = row ?? {};
  return { fresh, all, next: Math.max(index.seen, Math.min(...open, last)) };
}

interface Compare {
  readonly workspace: string;
  readonly kind: Kind;
  readonly index: IndexRow;
  readonly model: ModelRow;
  readonly run: RunRow & { readonly number: number };
}

async function compareNews(
  house: House,
  steps: Steps,
  { workspace, kind, index, model, run }: Compare,
): Promise<'scan' | FreshOutcome> {
  const byKey = new Map(
    (await attributesFor(house, steps.warehouse, { workspace, kind })).map((one) => [one.key, one]),
  );
  const attributes = index.attributes.flatMap((key) => byKey.get(key) ?? []);
  if (attributes.length !== index.attributes.length) return 'scan';
  const input = { from: `(${newsSql(kind, index)})`, attributes, sided: false };
  const known = { prefix: index.prefix, rules: index.rules, rows: index.profiles };
  const present = (numbers: string) => `SELECT _no FROM {db}.profiles_${kind} WHERE _no IN (${numbers})`;
  const outcome = await matchFresh(steps, { input, known, model: model.model, present });
  if (outcome.rows === 0) return outcome;
  const fresh = steps.table('fresh');
  await forgetPairs(steps, { kind, number: run.number, fresh });
  if (outcome.scored > 0) {
    await judgePairs(steps, run, { fresh, number: run.number });
    await writePairs(steps, { kind, number: run.number, count: attributes.length });
  }
  await keepFresh(steps, attributes, known);
  return outcome;
}

interface NewsDesk {
  /** Is told that everybody is to be compared. */
  readonly onScanDue: (about: { workspace: string; kind: Kind }) => Promise<void>;
  /** How long nothing changes before everybody is compared for the first time. */
  readonly quietMs: number;
}

/** Opens what is told that a workspace has changed: one look at it at a time, and one more for whatever came meanwhile. */
export function openNewsDesk(house: House, { onScanDue, quietMs }: NewsDesk): (workspace: string) => void {
  const { stopping } = house;
  const running = new Set<string>();
  const waiting = new Set<string>();
  const untilQuiet = createQuiet(house, quietMs);
  const look = async (workspace: string): Promise<void> => {
    for (const kind of kinds) {
      if (stopping.aborted) return;
      const outcome = await matchNews(house, workspace, kind);
      const due = () => onScanDue({ workspace, kind });
      if (outcome === 'scan') await due();
      if (outcome === 'first') untilQuiet(`${workspace} ${kind}`, due);
    }
  };
  const work = async (workspace: string): Promise<void> => {
    try {
      while (!stopping.aborted && waiting.delete(workspace)) await look(workspace);
    } catch (error) {
      if (!stopping.aborted) throw error;
    } finally {
      running.delete(workspace);
    }
  };
  return (workspace) => {
    waiting.add(workspace);
    if (running.has(workspace)) return;
    running.add(workspace);
    house.later(work(workspace));
  };
}

/** Does a thing once nobody has asked for it again for a while. */
function createQuiet({ stopping, later }: House, quietMs: number) {
  const timers = new Map<string, NodeJS.Timeout>();
  stopping.addEventListener('abort', () => timers.forEach((timer) => clearTimeout(timer)), { once: true });
  return (what: string, work: () => Promise<void>): void => {
    clearTimeout(timers.get(what));
    if (stopping.aborted || !Number.isFinite(quietMs)) return;
    const timer = setTimeout(() => {
      timers.delete(what);
      later(work());
    }, quietMs);
    timers.set(what, timer.unref());
  };
}
