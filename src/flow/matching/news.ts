import { kinds, type Kind } from '../../fields/index.ts';
import { listTables, openSteps, type Attribute } from '../../identity/index.ts';
import type { Warehouse } from '../../store/warehouse/index.ts';
import type { House } from '../house.ts';
import { openMatchModels, type IndexRow, type ModelRow } from './models.ts';
import { compareNewcomers, countNews, newsAtOnce } from './newcomers.ts';
import { attributesFor, matchingLock, mostGrowth } from './scan.ts';
import { openMatchStore, type RunRow } from './tables.ts';

/** More profiles than this, and more than a tenth of all, are looked at by a scan instead. */
const mostNews = 50_000;

/** So many newcomers are worth a second thread. */
const severalThreads = 500;
const threadsFor = ({ fresh }: { fresh: number }) => (fresh > severalThreads ? 2 : 1);

/** Where fewer were learnt from, what is shipped counts for so much that it lasts until there are more. */
const fewest = 250;

/** What became of those that came: nothing to do, matched, or too many, so that a scan is due; or nobody has ever looked. */
type NewsOutcome = 'nothing' | 'first' | 'scan' | 'matched';

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
    if (!(await isThere(warehouse, workspace, index.prefix))) return 'scan';
    const seen = await countNews(warehouse, newsOf(kind, index));
    if (seen.fresh === 0) return 'nothing';
    if (isTooMuch(seen, index)) return 'scan';
    // Whatever is published from here on may not be in what is read below.
    const next = Math.max(index.seen, Math.min(...(await house.batches(workspace).open()), seen.last));
    const attributes = await attributesOfIndex(house, warehouse, { workspace, kind, index });
    if (attributes === null) return 'scan';
    const task = { workspace, kind, attributes, index, model, run: { ...run, number: run.number } };
    await compareNews(house, warehouse, { ...task, threads: threadsFor(seen) });
    await models.setSeen(kind, index.prefix, next);
    return 'matched';
  } finally {
    await lock.release();
  }
}

function isTooMuch({ fresh, all }: { fresh: number; all: number }, { profiles }: IndexRow): boolean {
  return fresh > Math.max(mostNews, all / 10) || all > Math.max(fewest, profiles) * mostGrowth;
}

const newsOf = (kind: Kind, { prefix, seen }: IndexRow) => ({ profiles: `profiles_${kind}`, prefix, seen });

/** What is known to be there: a name is given once, and its tables go with the next scan, which has another. */
const there = new Set<string>();

/** The tables of what is known may be gone: of another server, or of a copy that was made without them. */
async function isThere(warehouse: Warehouse, workspace: string, prefix: string): Promise<boolean> {
  const named = `${workspace} ${prefix}`;
  if (there.has(named)) return true;
  const found = (await listTables(warehouse, prefix)).length === 3;
  if (found) there.add(named);
  return found;
}

interface OfIndex {
  readonly workspace: string;
  readonly kind: Kind;
  readonly index: IndexRow;
}

/** What was compared when the index was made; null where a field of it is not in use any more. */
async function attributesOfIndex(
  house: House,
  warehouse: Warehouse,
  { workspace, kind, index }: OfIndex,
): Promise<readonly Attribute[] | null> {
  const byKey = new Map(
    (await attributesFor(house, warehouse, { workspace, kind })).map((one) => [one.key, one]),
  );
  const attributes = index.attributes.flatMap((key) => byKey.get(key) ?? []);
  return attributes.length === index.attributes.length ? attributes : null;
}

interface Compare extends OfIndex {
  readonly attributes: readonly Attribute[];
  readonly model: ModelRow;
  readonly run: RunRow & { readonly number: number };
  readonly threads: number;
}

/** Compares all that came, some at a time: those of before are known to those that follow. */
async function compareNews(
  house: House,
  warehouse: Warehouse,
  { workspace, kind, attributes, index, model, run, threads }: Compare,
): Promise<void> {
  const store = openMatchStore(house.operational, workspace, house.clock);
  const check = () => house.stopping.throwIfAborted();
  const steps = await openSteps(warehouse, `news_${kind}`, { small: true, threads, check });
  const task = {
    news: newsOf(kind, index),
    attributes,
    known: { prefix: index.prefix, rules: index.rules, rows: index.profiles },
    model: model.model,
    run,
  };
  try {
    for (let rows = newsAtOnce; rows === newsAtOnce;) {
      const outcome = await compareNewcomers(steps, task);
      await store.addNews(run.id, outcome);
      rows = outcome.rows;
    }
  } finally {
    await steps.close();
  }
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
  const isBusy = async (workspace: string) => (await house.batches(workspace).open()).length > 0;
  /** Whatever is being imported comes first: the two would share the machine, and the scan would not know what comes. */
  const scanOnceQuiet = (about: { workspace: string; kind: Kind }): void =>
    untilQuiet(`${about.workspace} ${about.kind}`, async () => {
      if (await isBusy(about.workspace)) scanOnceQuiet(about);
      else await onScanDue(about);
    });
  const look = async (workspace: string): Promise<void> => {
    for (const kind of kinds) {
      if (stopping.aborted) return;
      const outcome = await matchNews(house, workspace, kind);
      if (outcome === 'scan' && !(await isBusy(workspace))) await onScanDue({ workspace, kind });
      else if (outcome === 'scan' || outcome === 'first') scanOnceQuiet({ workspace, kind });
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
