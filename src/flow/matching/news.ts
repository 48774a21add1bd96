import { kinds, type Kind } from '../../fields/index.ts';
import { namesSql, type Attribute } from '../../identity/index.ts';
import type { Warehouse } from '../../store/warehouse/index.ts';
import { openDesk } from '../../jobs/index.ts';
import type { House } from '../house.ts';
import { openMatchModels, type IndexRow, type ModelRow } from './models.ts';
import { compareNews, countNews, type News } from './newcomers.ts';
import { isThere } from './changed.ts';
import { attributesFor, matchingLock, mostGrowth } from './scan.ts';
import { openMatchStore, type RunRow } from './tables.ts';

/** More profiles than this, and more than a tenth of all, are looked at by a scan instead. */
const mostNews = 50_000;

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
    return await matchBy(house, warehouse, { workspace, index, model, run: { ...run, number: run.number } });
  } finally {
    await lock.release();
  }
}

/** Looks for those that came, and compares them by what was learnt. */
async function matchBy(
  house: House,
  warehouse: Warehouse,
  { workspace, index, model, run }: Omit<Compare, 'attributes' | 'news'>,
): Promise<NewsOutcome> {
  const { kind } = run;
  const models = openMatchModels(house.operational, workspace, house.clock);
  const batches = house.batches(workspace);
  const attributes = await attributesOfIndex(house, warehouse, { workspace, kind, index });
  // What is open before those that came are read, or after, may not be among them.
  const before = await batches.open();
  const news = await countNews(warehouse, placeOf(kind, index), namesSql(attributes ?? []));
  if (news.fresh === 0) return 'nothing';
  if (attributes === null || isTooMuch(news, index)) return 'scan';
  const next = Math.max(index.seen, Math.min(...before, ...(await batches.open()), news.last));
  await compareAll(house, warehouse, { workspace, attributes, index, model, run, news });
  await models.setSeen(kind, index.prefix, next);
  return 'matched';
}

function isTooMuch({ fresh, all }: News, { profiles }: IndexRow): boolean {
  return fresh > Math.max(mostNews, all / 10) || all > Math.max(fewest, profiles) * mostGrowth;
}

const placeOf = (kind: Kind, { prefix, seen }: IndexRow) => ({ profiles: `profiles_${kind}`, prefix, seen });

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

/** Compares those that came by what was learnt, and counts them to the run. */
async function compareAll(
  house: House,
  warehouse: Warehouse,
  { workspace, attributes, index, model, run, news }: Compare,
): Promise<void> {
  const store = openMatchStore(house.operational, workspace, house.clock);
  await compareNews(warehouse, {
    place: placeOf(run.kind, index),
    news,
    attributes,
    known: { prefix: index.prefix, rules: index.rules, rows: index.profiles },
    model: model.model,
    run,
    check: () => house.stopping.throwIfAborted(),
    onDone: async (outcome) => {
      await store.addNews(run.id, outcome);
    },
  });
}

interface Compare {
  readonly workspace: string;
  readonly index: IndexRow;
  readonly attributes: readonly Attribute[];
  readonly model: ModelRow;
  readonly run: RunRow & { readonly number: number };
  readonly news: News;
}

interface NewsDesk {
  /** Is told that everybody is to be compared. */
  readonly onScanDue: (about: { workspace: string; kind: Kind }) => Promise<void>;
  /** How long nothing changes before everybody is compared for the first time. */
  readonly quietMs: number;
  /** See the desk's own. */
  readonly retryMs?: number;
}

/** Opens what is told that a workspace has changed: one look at it at a time, and one more for whatever came meanwhile. */
export function openNewsDesk(
  house: House,
  { onScanDue, quietMs, ...patience }: NewsDesk,
): (workspace: string) => void {
  const { stopping, later } = house;
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
  return openDesk({ work: look, later, stopping, ...patience }).wake;
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
