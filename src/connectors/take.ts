import { setTimeout as sleep } from 'node:timers/promises';

import { findTracked, type Consents } from '../consent/index.ts';
import type { Events } from '../events/index.ts';
import type { Kind } from '../fields/index.ts';
import { openDesk } from '../jobs/index.ts';
import { isProblem } from '../lib/problem.ts';
import { profileId } from '../lib/profile-id.ts';
import type { Operational } from '../store/operational/index.ts';
import type { Warehouse } from '../store/warehouse/index.ts';
import { findCustomers } from './customers.ts';
import { readDelivery, type Read, typeEvents } from './outcome.ts';
import { causeOf, faultBehind, recordRefused } from './problems.ts';
import type { Sealing } from './sealing.ts';
import {
  countTaken,
  dropTaken,
  failDelivery,
  findRow,
  finishDelivery,
  listWaiting,
  listWaitingPlaces,
  noteTry,
  postpone,
  type ConnectorRow,
  type DeliveryRow,
} from './tables.ts';

/** What reading deliveries works with. */
export interface TakeParts {
  readonly operational: Operational;
  readonly clock: () => Date;
  readonly warehouse: (workspace: string) => Promise<Warehouse>;
  readonly sealing: Sealing;
  /** Takes records in by the usual path; answers which were refused. */
  readonly takeRecords: (task: {
    readonly workspace: string;
    readonly kind: Kind;
    readonly source: string;
    readonly records: readonly Readonly<Record<string, unknown>>[];
  }) => Promise<{ readonly rejected: readonly number[] }>;
  readonly intake: Pick<Events['intake'], 'take'>;
  readonly plans: Pick<Events['plans'], 'find'>;
  readonly consents: Pick<Consents, 'take'>;
  readonly later: (work: Promise<unknown>) => void;
  /** Aborted when the application closes. */
  readonly stopping: AbortSignal;
}

interface Taking extends TakeParts {
  /** Looks again in a moment. */
  readonly again: (workspace: string) => void;
}

/** What fails for a reason outside is tried again this much later, and so often. */
const retryMs = 30_000;
const mostTries = 20;
/** How long what comes a moment before its order waits. */
const momentMs = 2_000;
const keepMs = 30 * 86_400_000;

/** Makes records, events and consents of deliveries; every step may be done twice and counts once. */
export function openTaking(parts: TakeParts) {
  const { operational, clock } = parts;
  const { later, stopping } = parts;
  const { wake } = openDesk({
    work: (workspace) => takeAll({ ...parts, again }, workspace),
    later,
    stopping,
  });
  const again = (workspace: string): void =>
    parts.later(
      sleep(momentMs + 100, undefined, { signal: parts.stopping }).then(
        () => wake(workspace),
        () => undefined,
      ),
    );
  return {
    /** To be called when something waits. */
    wake,
    /** Goes on with what was left, by an earlier process or for a while; what was taken long ago goes. */
    async resume(): Promise<void> {
      const now = clock();
      await operational.run(dropTaken, [new Date(now.getTime() - keepMs)]);
      for (const { workspace } of await operational.rows(listWaitingPlaces, [now])) wake(workspace);
    },
  };
}

async function takeAll(parts: Taking, workspace: string): Promise<void> {
  const { operational, clock } = parts;
  const lock = await operational.lock(`connectors:${workspace}`);
  try {
    for (;;) {
      lock.check();
      const rows = await operational.rows(listWaiting, [workspace, clock()]);
      if (rows.length === 0) return;
      await operational.run(noteTry, [rows.map(({ id }) => id), new Date(clock().getTime() + retryMs)]);
      for (const list of byConnector(rows).values()) await takeOfConnector(parts, list);
    }
  } finally {
    await lock.release();
  }
}

function byConnector(rows: readonly DeliveryRow[]): Map<string, DeliveryRow[]> {
  const groups = new Map<string, DeliveryRow[]>();
  for (const row of rows) groups.set(row.connector, [...(groups.get(row.connector) ?? []), row]);
  return groups;
}

async function takeOfConnector(parts: Taking, rows: readonly DeliveryRow[]): Promise<void> {
  const { operational, sealing } = parts;
  const [first] = rows;
  const connector = first === undefined ? undefined : await operational.row(findRow, [first.connector]);
  if (connector === undefined) return;
  const fail = async ({ id }: DeliveryRow, error: unknown): Promise<void> => {
    if (!isProblem(error)) throw error;
    await operational.run(failDelivery, [id, causeOf(error)]);
  };
  const settings = sealing.open(connector);
  const read: Read[] = [];
  for (const row of rows) {
    if (row.tries >= mostTries) await fail(row, faultBehind());
    else
      try {
        read.push(readDelivery(row, { connector, settings }));
      } catch (error) {
        await fail(row, error);
      }
  }
  const plan = await parts.plans.find(connector.workspace);
  const known = await findCustomers(await parts.warehouse(connector.workspace), connector, read);
  const typed: Read[] = [];
  const later: string[] = [];
  for (const one of read)
    try {
      typed.push(await typeEvents(one, { connector, known, now: parts.clock(), plan }));
    } catch (error) {
      if (mayComeYet(error, one.row, parts.clock())) later.push(one.row.id);
      else await fail(one.row, error);
    }
  if (later.length > 0) await putOff(parts, connector.workspace, later);
  await takeRead(parts, { connector, read: typed, fail });
}

/** What is acknowledged reaches the warehouse a little later: an order that just came is asked for again. */
function mayComeYet(error: unknown, { received_at: at }: DeliveryRow, now: Date): boolean {
  return isProblem(error, 'connectors.order') && now.getTime() - at.getTime() < retryMs;
}

async function putOff(
  { operational, clock, again }: Taking,
  workspace: string,
  ids: readonly string[],
): Promise<void> {
  await operational.run(postpone, [[...ids], new Date(clock().getTime() + momentMs)]);
  again(workspace);
}

interface Taken {
  readonly connector: ConnectorRow;
  readonly read: readonly Read[];
  readonly fail: (row: DeliveryRow, error: unknown) => Promise<void>;
}

async function takeRead(parts: TakeParts, { connector, read, fail }: Taken): Promise<void> {
  if (read.length === 0) return;
  const refused = await takeAllRecords(parts, connector, read);
  const good = read.filter(({ row }) => !refused.has(row.id));
  for (const { row } of read.filter((one) => refused.has(one.row.id))) await fail(row, recordRefused());
  const arrivals = good.flatMap((one) => one.arrivals);
  if (arrivals.length > 0) await parts.intake.take(connector.workspace, arrivals);
  await finishAll(parts, connector, good);
}

/** Writes down who it was and what they allow; only then is a delivery done with. */
async function finishAll(
  { operational, clock, warehouse, consents }: TakeParts,
  { id: connector, workspace }: ConnectorRow,
  good: readonly Read[],
): Promise<void> {
  const ids = good.flatMap(({ people }) => people.map(({ id }) => id));
  const owners = await findTracked(await warehouse(workspace), ids);
  for (const { row, people } of good) {
    for (const { id, words } of people) {
      const owner = owners.get(id);
      // On this record alone: if it should go to somebody else's profile by mistake, the word goes back with it.
      if (owner !== undefined)
        await consents.take(workspace, { kind: 'person', numbers: [owner.record] }, words);
    }
    const owner = owners.get(people[0]?.id ?? '');
    const profile = owner === undefined ? null : profileId('person', owner.profile);
    await operational.run(finishDelivery, [row.id, profile, clock()]);
  }
  if (good.length > 0) await operational.run(countTaken, [connector, good.length, clock()]);
}

/** Takes the records of each kind in together; answers the deliveries of which one was refused. */
async function takeAllRecords(
  parts: TakeParts,
  { workspace, source_name: source }: ConnectorRow,
  read: readonly Read[],
): Promise<ReadonlySet<string>> {
  const refused = new Set<string>();
  for (const kind of ['organization', 'person'] as const) {
    const all = read.flatMap(({ row, records }) =>
      records.filter((one) => one.kind === kind).map(({ values }) => ({ id: row.id, values })),
    );
    if (all.length === 0) continue;
    const { rejected } = await parts.takeRecords({
      workspace,
      kind,
      source,
      records: all.map(({ values }) => values),
    });
    for (const index of rejected) refused.add(all[index]?.id ?? '');
  }
  return refused;
}
