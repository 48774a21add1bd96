import { randomBytes } from 'node:crypto';

import { createId, type Caller } from '../../access/index.ts';
import type { Output, Parsed } from '../../lib/endpoint.ts';
import { Problem } from '../../lib/problem.ts';
import { sealSecret } from '../../sources/index.ts';
import type { Operational } from '../../store/operational/index.ts';
import type * as contract from './contract.ts';
import {
  type DeliveryRow,
  getHook,
  type HookRow,
  insertHook,
  listDeliveries,
  listHooks,
  removeHook,
  retryAll,
} from './tables.ts';

/** What addresses of segments are worked with. */
export interface HookParts {
  readonly operational: Operational;
  readonly clock: () => Date;
  readonly encryptionKey: string;
  /** Refuses where the caller may not ask a segment's rule, or there is no such segment. */
  readonly guard: (caller: Caller, segment: string) => Promise<void>;
  /** Puts the sending into the queue. */
  readonly send: (caller: Pick<Caller, 'workspace' | 'id'>) => Promise<void>;
}

const mostHooks = 10;

/** Addresses that the changes of segments are sent to. */
export function createHooks(parts: HookParts) {
  const { operational, clock } = parts;
  const find = async ({ workspace }: Caller, id: string): Promise<HookRow> => {
    const row = await operational.row(getHook, [workspace, id]);
    if (row === undefined) throw noSuchHook(id);
    return row;
  };
  return {
    async list(caller: Caller, segment: string): Promise<Output<typeof contract.listSegmentHooks>> {
      await parts.guard(caller, segment);
      const rows = await operational.rows(listHooks, [caller.workspace, segment]);
      return { rows: rows.map(show) };
    },
    async create(caller: Caller, { id: segment, url }: Parsed<typeof contract.createSegmentHook>) {
      await parts.guard(caller, segment);
      const { length } = await operational.rows(listHooks, [caller.workspace, segment]);
      if (length >= mostHooks) throw tooMany();
      const id = createId('hook', clock());
      const secret = `whsec_${randomBytes(32).toString('base64')}`;
      const { sealed } = sealSecret(secret, Buffer.from(parts.encryptionKey, 'base64'));
      await operational.run(insertHook, [caller.workspace, id, segment, url, sealed, clock(), caller.id]);
      return { ...show(await find(caller, id)), secret };
    },
    async remove(caller: Caller, id: string): Promise<void> {
      await find(caller, id);
      await operational.run(removeHook, [caller.workspace, id]);
    },
    async deliveries(
      caller: Caller,
      { id, after, limit }: Parsed<typeof contract.listSegmentDeliveries>,
    ): Promise<Output<typeof contract.listSegmentDeliveries>> {
      await find(caller, id);
      const rows = await operational.rows(listDeliveries, [caller.workspace, id, after ?? null, limit + 1]);
      const shown = rows.slice(0, limit);
      return { rows: shown.map(showDelivery), next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null };
    },
    async retry(caller: Caller, id: string) {
      await find(caller, id);
      const waiting = await operational.run(retryAll, [caller.workspace, id, clock()]);
      await parts.send(caller);
      return { waiting };
    },
  };
}

/** Whether anything of a workspace's segments is sent anywhere. */
export async function hasHooks(operational: Operational, workspace: string): Promise<boolean> {
  return (await operational.rows(listHooks, [workspace, null])).length > 0;
}

export type Hooks = ReturnType<typeof createHooks>;

function show({ id, url, created_at, waiting, failed, sent_at }: HookRow): contract.SegmentHook {
  return { id, url, createdAt: created_at, waiting, failed, sentAt: sent_at };
}

function showDelivery(row: DeliveryRow): contract.SegmentDelivery {
  const { id, state, refreshed_at, changes, tries, status, reason, retry_at, sent_at } = row;
  return {
    id,
    state,
    refreshedAt: refreshed_at.toISOString(),
    changes,
    tries,
    status,
    reason,
    retryAt: state === 'waiting' ? retry_at : null,
    sentAt: sent_at,
  };
}

function noSuchHook(id: string): Problem {
  return new Problem(
    'segment-hooks.not-found',
    {
      en: 'There is no address "{id}" of a segment here; it may have been removed. Look at the segment.',
      zh: '此处没有分群推送地址“{id}”，可能已被删除。请查看该分群。',
    },
    { id },
  );
}

function tooMany(): Problem {
  return new Problem(
    'segments.too-many-hooks',
    {
      en: 'The segment has {most} addresses already. Remove one that nobody needs.',
      zh: '该分群已有 {most} 个推送地址，请删除不再需要的。',
    },
    { most: mostHooks },
  );
}
