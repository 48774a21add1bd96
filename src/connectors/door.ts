import { createHash } from 'node:crypto';

import { createId } from '../access/index.ts';
import { readRawBody } from '../http/body.ts';
import { defaultLimits } from '../http/types.ts';
import type { Operational } from '../store/operational/index.ts';
import { openHook } from './kinds.ts';
import { connectorNotFound, connectorOff, notBelieved, refusals } from './problems.ts';
import type { Sealing } from './sealing.ts';
import { findSignatureFault, type SignatureFault } from './signature.ts';
import { findRow, insertDelivery, noteRefusals } from './tables.ts';

/** What the door for senders needs. */
export interface HookDoorOptions {
  readonly operational: Operational;
  readonly clock: () => Date;
  readonly sealing: Sealing;
  /** To be called when something waits to be read. */
  readonly wake: (workspace: string) => void;
}

/** The largest body that is taken. */
const mostBytes = 2_000_000;
/** Refusals of a connector are written down together. */
const noteAfterMs = 5_000;

/** Answers programs that send to a connector; undefined for every other request. */
export function openHookDoor(options: HookDoorOptions) {
  const note = createNotes(options);
  return (request: Request): Promise<Response> | undefined => {
    const [, id] = /^\/hooks\/(conn_[0-9a-z]{26})$/.exec(new URL(request.url).pathname) ?? [];
    return id === undefined || request.method !== 'POST'
      ? undefined
      : take(request, id, { ...options, note });
  };
}

type Note = (id: string, fault: SignatureFault) => Promise<void>;

async function take(
  request: Request,
  id: string,
  { operational, clock, sealing, wake, note }: HookDoorOptions & { readonly note: Note },
): Promise<Response> {
  const row = await operational.row(findRow, [id]);
  if (row === undefined) throw connectorNotFound(id);
  if (!row.is_on) throw connectorOff();
  const hook = openHook(row.kind, sealing.open(row));
  const body = await readRawBody(request, { ...defaultLimits, bodyBytes: mostBytes });
  const { headers } = request;
  if (body.length < 100 && hook.isGreeting(body.toString('utf8'), headers)) return answer();
  const fault = findSignatureFault(hook.signature, { headers, body }, clock());
  if (fault !== null) {
    await note(id, fault);
    throw notBelieved(fault);
  }
  const topic = (hook.topicHeader === '' ? '' : (headers.get(hook.topicHeader) ?? '')).slice(0, 200);
  const digest = createHash('sha256').update(`${topic}\n`).update(body).digest('hex');
  // What is acknowledged is in the store by then; the same once more is the same.
  const delivery = [createId('dlv', clock()), row.workspace, id, topic, digest, body, clock()];
  if ((await operational.run(insertDelivery, delivery)) > 0) wake(row.workspace);
  return answer();
}

function answer(): Response {
  return new Response(JSON.stringify({ taken: true }), {
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
  });
}

/** Counts refusals here, and writes them down once in a while: whoever cannot sign makes no work for the store. */
function createNotes({ operational, clock }: Pick<HookDoorOptions, 'operational' | 'clock'>): Note {
  const counted = new Map<string, { count: number; since: number }>();
  return async (id, fault) => {
    const now = Date.now();
    const one = counted.get(id) ?? { count: 0, since: 0 };
    one.count += 1;
    counted.set(id, one);
    if (now - one.since < noteAfterMs) return;
    const { count } = one;
    counted.set(id, { count: 0, since: now });
    await operational.run(noteRefusals, [id, count, clock(), refusals[fault].code]);
  };
}
