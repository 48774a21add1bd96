import { z } from 'zod';

import { systemActor, type AccessRoom, type Caller } from '../access/index.ts';
import { kinds, type Kind } from '../fields/index.ts';
import { jobHandler, type Queue } from '../jobs/index.ts';
import type { openSources, Source, SourceDesk } from '../sources/index.ts';
import { statement as operationalStatement } from '../store/operational/index.ts';
import { statement } from '../store/warehouse/index.ts';
import { askedOf, expiredBatches, expireEvents, removeExpired, type Expiry } from './expiry.ts';
import type { House } from './house.ts';
import { scrubDeleted } from './scrub.ts';
import { takeTurn } from './turn.ts';
import { foreseeWithout } from './undo-preview.ts';

/** The kind of job that takes out what is past its time. */
export const retentionKind = 'retention';
const dayMs = 86_400_000;

/** What taking out what is past its time works with. */
export interface RetentionParts {
  readonly house: House;
  readonly sources: ReturnType<typeof openSources>;
  readonly queue: Queue;
  readonly trail: AccessRoom['audit']['append'];
  readonly workspaces: () => Promise<{ id: string }[]>;
}

/** When records that may not be kept any longer go, of all workspaces. */
export const retentionSchedule = {
  name: retentionKind,
  seconds: 86_400,
  workspace: 'installation',
  kind: retentionKind,
  input: {},
} as const;

type Tools = Pick<SourceDesk, 'foreseeRetention' | 'setRetention'>;

/** For how long records of a source are kept: what that would take out, and setting it. */
export function openRetention({
  house,
  sources,
  queue,
}: Omit<RetentionParts, 'trail' | 'workspaces'>): Tools {
  return {
    async foreseeRetention(workspace, { id, days }) {
      const source = await sources.get(workspace, id);
      const expiry = expiryOf(house, source.name, days);
      const warehouse = await house.warehouse(workspace);
      const asked = askedOf(expiry);
      const events = await warehouse.row(countEvents, asked);
      const mine = (kind: Kind) => `_batch IN (${expiredBatches(kind)})`;
      return {
        before: new Date(expiry.before * 1_000).toISOString(),
        ...(await foreseeWithout(warehouse, { mine, asked })),
        events: events?.n ?? 0,
      };
    },
    async setRetention(caller: Caller, { id, days }) {
      const { keepDays } = await sources.keep(caller.workspace, id, days);
      if (days === null) return { keepDays, job: null };
      const job = await queue.enqueue({
        workspace: caller.workspace,
        kind: retentionKind,
        input: { source: id },
        createdBy: caller.id,
      });
      return { keepDays, job: job.id };
    },
  };
}

const countRow = z.object({ n: z.coerce.number() });
const countEvents = statement({
  name: 'flow.retention.events',
  sql: 'SELECT count() AS n FROM {db}.events WHERE source = {source:String} AND received < toDateTime64({before:UInt32}, 3)',
  row: countRow,
  lane: 'count',
});

function expiryOf(house: House, source: string, days: number): Expiry {
  return { source, before: Math.floor((house.clock().getTime() - days * dayMs) / 1_000) };
}

/** What is past its time: everything where an agreement has ended, else what came too long ago. */
function dueOf(house: House, { name, keepDays, endsOn }: Source): Expiry | undefined {
  if (endsOn !== null && endsOn < house.clock().toISOString().slice(0, 10))
    return { source: name, before: Math.ceil(house.clock().getTime() / 1_000) };
  return keepDays === null ? undefined : expiryOf(house, name, keepDays);
}

/** The job that takes out what is past its time: of one source when that was set, of all sources every day. */
export function retentionJob(parts: RetentionParts) {
  const { house, sources } = parts;
  return jobHandler({
    kind: retentionKind,
    lane: 'retention',
    input: z.object({ source: z.string().optional() }),
    async run({ job, input, signal, report }) {
      const due =
        input.source === undefined ? await sources.kept() : [{ workspace: job.workspace, id: input.source }];
      const sum = { sources: 0, records: 0, events: 0 };
      for (const [index, { workspace, id }] of due.entries()) {
        if (signal.aborted || house.stopping.aborted) break;
        const gone = await expireSource(parts, workspace, await sources.get(workspace, id));
        sum.sources += 1;
        sum.records += gone.records;
        sum.events += gone.events;
        report((index + 1) / due.length);
      }
      if (input.source === undefined) await scrubAll(parts);
      return sum;
    },
  });
}

/** Every night what was deleted leaves the files as well, one workspace after another. */
async function scrubAll({ house, workspaces }: RetentionParts): Promise<void> {
  for (const { id } of await workspaces()) {
    if (house.stopping.aborted) return;
    await takeTurn(house, id, async () => scrubDeleted(await house.warehouse(id)));
  }
}

/** Takes records of a kind out that are past their time, raw ones too; answers how many. */
async function expireRecords(
  house: House,
  workspace: string,
  expiry: Expiry & { kind: Kind },
): Promise<number> {
  const { kind, source, before } = expiry;
  return takeTurn(house, workspace, async () => {
    const warehouse = await house.warehouse(workspace);
    const count = (from: string) =>
      warehouse.row(statement({ name: 'flow.expiry.count', sql: from, row: countRow }), askedOf(expiry));
    const due = await count(`SELECT count() AS n FROM (${expiredBatches(kind)})`);
    if ((due?.n ?? 0) === 0) return 0;
    const found = await count(
      `SELECT count() AS n FROM {db}.records WHERE batch IN (${expiredBatches(kind)})`,
    );
    const task = { does: 'expiry', kind, source, before } as const;
    const number = await house.batches(workspace).create({ task, removing: true });
    await removeExpired(house, workspace, { ...expiry, number });
    return found?.n ?? 0;
  });
}

/** Takes out what is past the time of one source, and writes down how much that was. */
async function expireSource(
  { house, trail }: RetentionParts,
  workspace: string,
  source: Source,
): Promise<{ records: number; events: number }> {
  const expiry = dueOf(house, source);
  if (expiry === undefined) return { records: 0, events: 0 };
  let records = 0;
  for (const kind of kinds) records += await expireRecords(house, workspace, { ...expiry, kind });
  const events = await expireEvents(await house.warehouse(workspace), expiry);
  const before = new Date(expiry.before * 1_000);
  await house.operational.run(statements.examples, [workspace, source.name, before]);
  await house.operational.run(statements.deliveries, [workspace, source.id, before]);
  await house.operational.run(statements.submissions, [workspace, source.id, before]);
  if (records + events > 0)
    await trail({
      actor: systemActor(workspace),
      action: retentionKind,
      target: source.id,
      details: { records, events, before: before.toISOString(), days: source.keepDays, until: source.endsOn },
    });
  return { records, events };
}

const none = z.unknown();

/** What else holds the words of such records: examples that imports show, bodies that came to connectors, answers to forms. */
const statements = {
  examples: operationalStatement({
    name: 'flow.retention.examples',
    sql: `UPDATE imports SET result = jsonb_set(result, '{examples}', '{"created": [], "changed": [], "conflicts": [], "rejected": []}')
    WHERE workspace = $1 AND source = $2 AND created_at < $3 AND result IS NOT NULL`,
    row: none,
  }),
  deliveries: operationalStatement({
    name: 'flow.retention.deliveries',
    sql: `DELETE FROM connector_deliveries WHERE workspace = $1 AND received_at < $3 AND state <> 'waiting'
      AND connector IN (SELECT id FROM connectors WHERE workspace = $1 AND source = $2)`,
    row: none,
  }),
  submissions: operationalStatement({
    name: 'flow.retention.submissions',
    sql: `DELETE FROM form_submissions WHERE workspace = $1 AND created_at < $3 AND state <> 'waiting'
      AND form IN (SELECT id FROM forms WHERE workspace = $1 AND source = $2)`,
    row: none,
  }),
};
