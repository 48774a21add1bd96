import { z } from 'zod';

import { atLeast, createId, systemActor, type Caller } from '../../access/index.ts';
import { jobHandler, type JobHandler, type Queue } from '../../jobs/index.ts';
import type { Output, Parsed } from '../../lib/endpoint.ts';
import { isProblem } from '../../lib/problem.ts';
import { jsonText, type Operational } from '../../store/operational/index.ts';
import type * as contract from './contract.ts';
import { mayNotSee, noSuchMailing, notYours, tooManyMailings } from './problems.ts';
import { asCaller, createSending, problemOf, type MailMember, type SendParts } from './send.ts';
import * as tables from './tables.ts';
import { nextTime } from './times.ts';

/** What mailings work with. */
export interface MailingParts extends SendParts {
  readonly operational: Operational;
  readonly queue: Pick<Queue, 'enqueue'>;
  /** Writes a line of the audit trail. */
  readonly trail: (line: {
    readonly actor: ReturnType<typeof systemActor>;
    readonly workspace: string;
    readonly action: string;
    readonly target: string;
    readonly details: Readonly<Record<string, unknown>>;
  }) => Promise<void>;
}

const mostMailings = 500;
const mostTries = 5;
const retryMs = 15 * 60_000;
const kindOfJob = 'send-mailing';
const kindOfRound = 'send-mailings';

/** When it is looked for what is due. */
export const mailingSchedule = {
  name: kindOfRound,
  seconds: 60,
  workspace: 'installation',
  kind: kindOfRound,
  input: {},
} as const;

/** Sends one mailing, and notes how that went: what failed is due again a quarter of an hour later, then half an hour, up to five times. */
function sendingHandler(parts: MailingParts, sending: ReturnType<typeof createSending>): JobHandler {
  const { operational, clock } = parts;
  return jobHandler({
    kind: kindOfJob,
    lane: 'mail',
    input: z.object({ id: z.string() }),
    async run({ job: { workspace }, input: { id } }) {
      const row = await operational.row(tables.getRow, [workspace, id]);
      if (row === undefined) return { sent: false };
      try {
        const target = await sending.send(row);
        await operational.run(tables.noteSent, [workspace, id, clock()]);
        const details = { mailing: id, dashboard: row.dashboard };
        const actor = systemActor(workspace);
        await parts.trail({ actor, workspace, action: 'mailingSent', target, details });
        return { sent: true };
      } catch (error) {
        const again = row.tries + 1 < mostTries ? retryMs * 2 ** row.tries : 366 * 86_400_000;
        const { text } = problemOf(error);
        const next = new Date(clock().getTime() + again);
        await operational.run(tables.noteFailed, [workspace, id, clock(), jsonText(text), next]);
        if (isProblem(error)) return { sent: false };
        throw error;
      }
    },
  });
}

/** Puts what is due in the queue, and moves each on to its next time. */
function roundHandler({ operational, clock, queue, place }: MailingParts): JobHandler {
  return jobHandler({
    kind: kindOfRound,
    lane: 'mail',
    input: z.object({}),
    async run({ job: { createdBy } }) {
      for (const row of await operational.rows(tables.listDue, [clock()])) {
        const { timeZone } = await place(row.workspace);
        const next = nextTime(row, clock(), timeZone);
        const moved = await operational.row(tables.moveOn, [row.workspace, row.id, row.next_at, next]);
        if (moved === undefined) continue;
        const { id, workspace } = row;
        await queue.enqueue({ workspace, kind: kindOfJob, input: { id }, createdBy });
      }
    },
  });
}

function isChangeable(caller: Caller, { created_by, recipient }: tables.MailingRow): boolean {
  return created_by === caller.id || recipient === caller.id || atLeast(caller.role, 'admin');
}

function show(row: tables.MailingRow, caller: Caller, member: MailMember | undefined): contract.Mailing {
  return {
    id: row.id,
    dashboard: row.dashboard,
    recipient: member === undefined ? null : { id: member.id, name: member.name, email: member.email },
    every: row.every,
    weekday: row.weekday,
    hour: row.hour,
    language: row.language,
    createdBy: row.created_name,
    nextAt: row.next_at,
    sentAt: row.sent_at,
    problem: row.problem,
    changeable: isChangeable(caller, row),
  };
}

/** Refuses who is no member, or does not see the dashboard. */
async function checkRecipient(
  { dashboards, member }: MailingParts,
  caller: Caller,
  { dashboard, recipient }: { readonly dashboard: string | null; readonly recipient: string },
): Promise<void> {
  if (dashboard !== null) await dashboards.get(caller, dashboard);
  const found = await member(caller.workspace, recipient);
  if (found === undefined) throw mayNotSee(recipient);
  if (dashboard === null) return;
  await dashboards.get(asCaller(found, caller.workspace), dashboard).catch((error: unknown) => {
    throw isProblem(error, 'dashboards.not-found') ? mayNotSee(found.name) : error;
  });
}

/** Dashboards and findings by mail: to members who may see them, at their times and on demand. */
export function createMailings(parts: MailingParts) {
  const { operational, clock, queue, dashboards, mailer, member, place } = parts;
  const sending = createSending(parts);
  const find = async ({ workspace }: Caller, id: string): Promise<tables.MailingRow> => {
    const row = await operational.row(tables.getRow, [workspace, id]);
    if (row === undefined) throw noSuchMailing(id);
    return row;
  };
  const mine = async (caller: Caller, id: string): Promise<void> => {
    if (!isChangeable(caller, await find(caller, id))) throw notYours();
  };
  return {
    handlers: [sendingHandler(parts, sending), roundHandler(parts)],
    async list(caller: Caller, dashboard: string | undefined): Promise<Output<typeof contract.listMailings>> {
      if (dashboard !== undefined) await dashboards.get(caller, dashboard);
      const { workspace } = caller;
      const rows = await operational.rows(tables.listRows, [workspace, dashboard ?? null]);
      const shown = await Promise.all(
        rows.map(async (row) => show(row, caller, await member(workspace, row.recipient))),
      );
      return { isSet: mailer.isSet, timeZone: (await place(workspace)).timeZone, rows: shown };
    },
    async create(caller: Caller, asked: Parsed<typeof contract.createMailing>) {
      const { dashboard, recipient = caller.id, language, every, weekday, hour } = asked;
      const { workspace } = caller;
      await checkRecipient(parts, caller, { dashboard, recipient });
      const count = (await operational.row(tables.countRows, [workspace]))?.n ?? 0;
      if (count >= mostMailings) throw tooManyMailings(mostMailings);
      const [id, now] = [createId('mail', clock()), clock()];
      const next = nextTime({ every, weekday, hour }, now, (await place(workspace)).timeZone);
      const when = [language, every, weekday, hour];
      const values = [id, workspace, dashboard, recipient, ...when, caller.id, caller.name, now, next];
      await operational.run(tables.insertRow, values);
      return { id };
    },
    async remove(caller: Caller, id: string): Promise<void> {
      await mine(caller, id);
      await operational.run(tables.removeRow, [caller.workspace, id]);
    },
    async send(caller: Caller, id: string): Promise<{ job: string }> {
      await mine(caller, id);
      const { workspace } = caller;
      const job = await queue.enqueue({ workspace, kind: kindOfJob, input: { id }, createdBy: caller.id });
      return { job: job.id };
    },
    async download(caller: Caller, { id, language }: Parsed<typeof contract.downloadDashboard>) {
      const dashboard = await dashboards.get(caller, id);
      const file = await sending.sheet({ caller, dashboard, language });
      const stream = new Blob([new Uint8Array(file)]).stream();
      return { stream, fileName: `${dashboard.name}.pdf`, contentType: 'application/pdf' };
    },
  };
}

export type Mailings = ReturnType<typeof createMailings>;
