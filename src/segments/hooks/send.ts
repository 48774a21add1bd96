import type { Kind } from '../../fields/index.ts';
import { signStandard } from '../../connectors/index.ts';
import { type Bilingual, isProblem } from '../../lib/problem.ts';
import { profileId } from '../../lib/profile-id.ts';
import { createId } from '../../access/index.ts';
import { openSecret } from '../../sources/index.ts';
import { postHttp, type PrivateHosts } from '../../store/foreign/index.ts';
import { jsonText, type Operational } from '../../store/operational/index.ts';
import type { Warehouse } from '../../store/warehouse/index.ts';
import { changesOfBatch, readBatch, readRefreshes } from './changes.ts';
import {
  type DeliveryRow,
  getHook,
  type HookRow,
  insertDeliveries,
  listDue,
  listHooks,
  moveMark,
  noteSent,
  removeOld,
  segmentOf,
} from './tables.ts';

/** What sending works with. */
export interface SendParts {
  readonly operational: Operational;
  readonly clock: () => Date;
  readonly warehouse: (workspace: string) => Promise<Warehouse>;
  /** 32 bytes in base64 that secrets are sealed with. */
  readonly encryptionKey: string;
  /** Hosts of private networks that may be reached all the same. */
  readonly allowed: PrivateHosts;
}

const minuteMs = 60_000;
/** How long after a failure it is tried again; after the last it is given up. */
const pauses = [1, 5, 30, 120, 360, 720, 1_440].map((minutes) => minutes * minuteMs);
const answerMs = 15_000;
const keptMs = 30 * 24 * 60 * minuteMs;
/** In one turn; the rest goes with the next. */
const mostSent = 1_000;

/** Makes deliveries of what has changed, and sends those that are due; an address that does not answer holds up nothing but its own. */
export async function sendChanges(parts: SendParts, workspace: string, signal: AbortSignal): Promise<number> {
  const { operational, clock } = parts;
  const hooks = await operational.rows(listHooks, [workspace, null]);
  if (hooks.length === 0) return 0;
  for (const hook of hooks) await makeDeliveries(parts, hook);
  await operational.run(removeOld, [workspace, new Date(clock().getTime() - keptMs)]);
  let sent = 0;
  while (sent < mostSent) {
    const due = await operational.rows(listDue, [workspace, clock()]);
    if (due.length === 0) break;
    signal.throwIfAborted();
    await Promise.all(due.map((delivery) => sendOne(parts, workspace, { delivery, signal })));
    sent += due.length;
  }
  return sent;
}

/** The batches of a refresh and how far it is come are written down together: each change is in one delivery, whatever is cut off. */
async function makeDeliveries({ operational, clock, warehouse }: SendParts, hook: HookRow): Promise<void> {
  const { workspace, segment } = hook;
  for (const { at, changes } of await readRefreshes(await warehouse(workspace), segment, hook.mark)) {
    const ids = Array.from({ length: Math.ceil(changes / changesOfBatch) }, () => createId('msg', clock()));
    await operational.transaction(async (runner) => {
      await runner.run(insertDeliveries, [workspace, hook.id, at, ids, clock()]);
      await runner.run(moveMark, [workspace, hook.id, at]);
    });
  }
}

interface Sending {
  readonly delivery: DeliveryRow;
  readonly signal: AbortSignal;
}

async function sendOne(parts: SendParts, workspace: string, { delivery, signal }: Sending): Promise<void> {
  const { operational, clock } = parts;
  const hook = await operational.row(getHook, [workspace, delivery.hook]);
  const segment = hook && (await operational.row(segmentOf, [workspace, hook.segment]));
  if (hook === undefined || segment === undefined) return;
  const asked = { segment: hook.segment, at: delivery.refreshed_at, batch: delivery.batch };
  const changes = await readBatch(await parts.warehouse(workspace), asked);
  const note = (state: 'sent' | 'waiting' | 'failed', answer: Answer, retryAt: Date) =>
    operational.run(noteSent, [
      workspace,
      delivery.id,
      state,
      changes.length,
      answer.status,
      jsonText(answer.reason),
      retryAt,
      state === 'sent' ? clock() : null,
    ]);
  const body = bodyOf({ ...segment, id: hook.segment }, { delivery, changes });
  // All of a batch may have been told before: then there is nothing to send.
  const answer = changes.length === 0 ? taken : await post(parts, hook, { id: delivery.id, body, signal });
  if (answer.reason === null) return void (await note('sent', answer, clock()));
  const pause = pauses[delivery.tries];
  const retryAt = new Date(clock().getTime() + (pause ?? 0));
  await note(pause === undefined ? 'failed' : 'waiting', answer, retryAt);
}

interface Answer {
  readonly status: number | null;
  /** Why it was not taken; null where it was. */
  readonly reason: Bilingual | null;
}

const taken: Answer = { status: null, reason: null };

interface Message {
  readonly id: string;
  readonly body: string;
  readonly signal: AbortSignal;
}

async function post(parts: SendParts, hook: HookRow, { id, body, signal }: Message): Promise<Answer> {
  const time = String(Math.floor(parts.clock().getTime() / 1_000));
  const secret = openSecret(hook.secret, Buffer.from(parts.encryptionKey, 'base64'));
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': time,
    'webhook-signature': signStandard(secret, { id, time, body }),
  };
  const limit = AbortSignal.any([signal, AbortSignal.timeout(answerMs)]);
  try {
    const status = await postHttp({ url: hook.url, headers, allowed: parts.allowed, signal: limit, body });
    return status >= 200 && status < 300 ? { status, reason: null } : { status, reason: answered(status) };
  } catch (error) {
    signal.throwIfAborted();
    if (isProblem(error)) return { status: null, reason: error.text };
    throw error;
  }
}

function answered(status: number): Bilingual {
  return {
    en: `The address answered with status ${status}; it must answer with 200 to 299 within 15 seconds.`,
    zh: `该地址返回状态 ${status}；应在 15 秒内返回 200–299。`,
  };
}

interface Told {
  readonly delivery: DeliveryRow;
  readonly changes: readonly { readonly profile: number; readonly entered: number }[];
}

function bodyOf(segment: { id: string; name: string; kind: Kind }, { delivery, changes }: Told): string {
  return JSON.stringify({
    type: 'segment.changed',
    timestamp: delivery.refreshed_at.toISOString(),
    data: {
      segment,
      changes: changes.map(({ profile, entered }) => ({
        profile: profileId(segment.kind, profile),
        change: entered === 1 ? 'entered' : 'left',
      })),
    },
  });
}
