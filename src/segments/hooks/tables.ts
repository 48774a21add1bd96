import { z } from 'zod';

import { kinds } from '../../fields/index.ts';
import { statement } from '../../store/operational/index.ts';
import { deliveryStates } from './contract.ts';

const none = z.unknown();
const time = z.date().transform((date) => date.toISOString());

const hookRow = z.object({
  id: z.string(),
  workspace: z.string(),
  segment: z.string(),
  url: z.string(),
  secret: z.string(),
  mark: z.date(),
  created_at: time,
  waiting: z.number(),
  failed: z.number(),
  sent_at: time.nullable(),
});
/** Where the changes of a segment are sent to. */
export type HookRow = z.output<typeof hookRow>;

const count = (state: string) =>
  `(SELECT count(*)::int FROM segment_deliveries AS d WHERE d.hook = h.id AND d.state = '${state}') AS ${state}`;
const hookColumns = `h.id, h.workspace, h.segment, h.url, h.secret, h.mark, h.created_at, ${count('waiting')}, ${count('failed')},
  (SELECT max(d.sent_at) FROM segment_deliveries AS d WHERE d.hook = h.id) AS sent_at`;

export const listHooks = statement({
  name: 'listSegmentHooks',
  sql: `SELECT ${hookColumns} FROM segment_hooks AS h WHERE h.workspace = $1 AND ($2::text IS NULL OR h.segment = $2) ORDER BY h.id`,
  row: hookRow,
});

export const getHook = statement({
  name: 'getSegmentHook',
  sql: `SELECT ${hookColumns} FROM segment_hooks AS h WHERE h.workspace = $1 AND h.id = $2`,
  row: hookRow,
});

export const insertHook = statement({
  name: 'createSegmentHook',
  sql: `INSERT INTO segment_hooks (workspace, id, segment, url, secret, mark, created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $6)`,
  row: none,
});

export const removeHook = statement({
  name: 'removeSegmentHook',
  sql: 'DELETE FROM segment_hooks WHERE workspace = $1 AND id = $2',
  row: none,
});

export const moveMark = statement({
  name: 'moveSegmentHookMark',
  sql: 'UPDATE segment_hooks SET mark = $3 WHERE workspace = $1 AND id = $2',
  row: none,
});

/** Batches of one refresh. */
export const insertDeliveries = statement({
  name: 'createSegmentDeliveries',
  sql: `INSERT INTO segment_deliveries (workspace, hook, refreshed_at, id, batch, state, retry_at, created_at)
    SELECT $1, $2, $3, i.id, i.batch - 1, 'waiting', $5, $5 FROM unnest($4::text[]) WITH ORDINALITY AS i (id, batch)
    ON CONFLICT (hook, refreshed_at, batch) DO NOTHING`,
  row: none,
});

const deliveryRow = z.object({
  id: z.string(),
  hook: z.string(),
  refreshed_at: z.date(),
  batch: z.number(),
  state: z.enum(deliveryStates),
  changes: z.number().nullable(),
  tries: z.number(),
  status: z.number().nullable(),
  reason: z.object({ en: z.string(), zh: z.string() }).nullable(),
  retry_at: time,
  sent_at: time.nullable(),
});
/** A batch of changes that is or was sent. */
export type DeliveryRow = z.output<typeof deliveryRow>;

const columns = 'id, hook, refreshed_at, batch, state, changes, tries, status, reason, retry_at, sent_at';

export const listDeliveries = statement({
  name: 'listSegmentDeliveries',
  sql: `SELECT ${columns} FROM segment_deliveries WHERE workspace = $1 AND hook = $2 AND ($3::text IS NULL OR id < $3) ORDER BY id DESC LIMIT $4`,
  row: deliveryRow,
});

/** The first that waits of each address, where it is due: those behind it wait for it, so that nobody leaves before having come. */
export const listDue = statement({
  name: 'listDueSegmentDeliveries',
  sql: `SELECT ${columns} FROM (
      SELECT DISTINCT ON (hook) * FROM segment_deliveries WHERE workspace = $1 AND state = 'waiting' ORDER BY hook, id
    ) AS first WHERE retry_at <= $2 ORDER BY id`,
  row: deliveryRow,
});

export const noteSent = statement({
  name: 'noteSegmentDelivery',
  sql: `UPDATE segment_deliveries SET state = $3, tries = tries + 1, changes = $4, status = $5, reason = $6::jsonb, retry_at = $7, sent_at = $8
    WHERE workspace = $1 AND id = $2`,
  row: none,
});

export const retryAll = statement({
  name: 'retrySegmentDeliveries',
  sql: `UPDATE segment_deliveries SET state = 'waiting', retry_at = $3, tries = 0 WHERE workspace = $1 AND hook = $2 AND state <> 'sent'`,
  row: none,
});

export const removeOld = statement({
  name: 'removeOldSegmentDeliveries',
  sql: `DELETE FROM segment_deliveries WHERE workspace = $1 AND state <> 'waiting' AND created_at < $2`,
  row: none,
});

export const segmentOf = statement({
  name: 'segmentOfHook',
  sql: 'SELECT name, kind FROM segments WHERE workspace = $1 AND id = $2',
  row: z.object({ name: z.string(), kind: z.enum(kinds) }),
});
