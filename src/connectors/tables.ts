import { z } from 'zod';

import { statement } from '../store/operational/index.ts';
import { connectorKinds, deliveryStates, mappingSchema, runStates } from './contract.ts';

const none = z.unknown();
const settings = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
/** Why something failed, as it is kept. */
export const causeSchema = z.object({ code: z.string(), en: z.string(), zh: z.string() });

const connectorRow = z.object({
  id: z.string(),
  workspace: z.string(),
  source: z.string(),
  source_name: z.string(),
  name: z.string(),
  kind: z.enum(connectorKinds),
  settings,
  secrets: z.record(z.string(), z.string()),
  mapping: mappingSchema.nullable(),
  is_on: z.boolean(),
  taken: z.coerce.number(),
  last_at: z.date().nullable(),
  refused: z.coerce.number(),
  refused_at: z.date().nullable(),
  refused_why: z.string().nullable(),
  mark: z.record(z.string(), z.string()).nullable(),
});
/** A connector as it is stored, its secrets sealed. */
export type ConnectorRow = z.output<typeof connectorRow>;

const countedRow = connectorRow.extend({
  waiting: z.number(),
  failed: z.number(),
  last_run: z.enum(runStates).nullable(),
});
/** The same with how many deliveries are open. */
export type CountedRow = z.output<typeof countedRow>;

const deliveryRow = z.object({
  id: z.string(),
  connector: z.string(),
  topic: z.string(),
  body: z.instanceof(Uint8Array),
  state: z.enum(deliveryStates),
  reason: causeSchema.nullable(),
  tries: z.number(),
  profile: z.string().nullable(),
  received_at: z.date(),
});
/** What was sent once. */
export type DeliveryRow = z.output<typeof deliveryRow>;

const connectorColumns = `c.id, c.workspace, c.source, s.name AS source_name, c.name, c.kind, c.settings, c.secrets, c.mapping, c.is_on,
    c.taken, c.last_at, c.refused, c.refused_at, c.refused_why, c.mark`;
const from = 'FROM connectors AS c JOIN sources AS s ON s.id = c.source';
const open = (state: string) =>
  `(SELECT count(*)::int FROM connector_deliveries AS d WHERE d.workspace = c.workspace AND d.connector = c.id AND d.state = '${state}') AS ${state}`;
const lastRun =
  "(SELECT CASE WHEN r.skipped = '[]' THEN r.state ELSE 'failed' END FROM connector_runs AS r WHERE r.connector = c.id AND r.state <> 'running' ORDER BY r.id DESC LIMIT 1) AS last_run";
const counted = `SELECT ${connectorColumns}, ${open('waiting')}, ${open('failed')}, ${lastRun} ${from}`;
const deliveryColumns = 'id, connector, topic, body, state, reason, tries, profile, received_at';

export const listRows = statement({
  name: 'connectors.list',
  sql: `${counted} WHERE c.workspace = $1 ORDER BY c.name, c.id`,
  row: countedRow,
});

export const getRow = statement({
  name: 'connectors.get',
  sql: `${counted} WHERE c.workspace = $1 AND c.id = $2`,
  row: countedRow,
});

/** A connector by its number, whosesoever it is: anybody may knock. */
export const findRow = statement({
  name: 'connectors.find',
  sql: `SELECT ${connectorColumns} ${from} WHERE c.id = $1`,
  row: connectorRow,
});

export const insertRow = statement({
  name: 'connectors.create',
  sql: `INSERT INTO connectors (id, workspace, source, name, kind, settings, secrets, is_on, created_by, created_at, updated_at, next_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $11, $8, $9, $9, $10)`,
  row: none,
});

export const updateRow = statement({
  name: 'connectors.update',
  sql: `UPDATE connectors SET name = coalesce($3, name), settings = coalesce($4::jsonb, settings), secrets = coalesce($5::jsonb, secrets),
      mapping = coalesce($6::jsonb, mapping), is_on = coalesce($7, is_on),
      updated_at = CASE WHEN $4::jsonb IS NULL THEN updated_at ELSE $8 END, mark = CASE WHEN $4::jsonb IS NULL THEN mark END,
      next_at = CASE WHEN next_at IS NULL OR $4::jsonb IS NULL THEN next_at ELSE $8 END
    WHERE workspace = $1 AND id = $2`,
  row: none,
});

export const removeRow = statement({
  name: 'connectors.remove',
  sql: 'DELETE FROM connectors WHERE workspace = $1 AND id = $2',
  row: none,
});

/** At most once in some seconds for each connector, so that strangers make no work. */
export const noteRefusals = statement({
  name: 'connectors.refused',
  sql: 'UPDATE connectors SET refused = refused + $2, refused_at = $3, refused_why = $4 WHERE id = $1',
  row: none,
});

export const insertDelivery = statement({
  name: 'connectors.deliver',
  sql: `INSERT INTO connector_deliveries (id, workspace, connector, topic, digest, body, state, received_at)
    VALUES ($1, $2, $3, $4, $5, $6, 'waiting', $7) ON CONFLICT (connector, digest) DO NOTHING`,
  row: none,
});

export const listDeliveryRows = statement({
  name: 'connectors.deliveries',
  sql: `SELECT ${deliveryColumns} FROM connector_deliveries
    WHERE workspace = $1 AND connector = $2 AND ($3::text IS NULL OR state = $3) AND ($4::text IS NULL OR id < $4)
    ORDER BY id DESC LIMIT $5`,
  row: deliveryRow,
});

export const listWaiting = statement({
  name: 'connectors.waiting',
  sql: `SELECT ${deliveryColumns} FROM connector_deliveries
    WHERE workspace = $1 AND state = 'waiting' AND (retry_at IS NULL OR retry_at <= $2) ORDER BY id LIMIT 100`,
  row: deliveryRow,
});

export const listWaitingPlaces = statement({
  name: 'connectors.waiting.places',
  sql: `SELECT DISTINCT workspace FROM connector_deliveries WHERE state = 'waiting' AND (retry_at IS NULL OR retry_at <= $1)`,
  row: z.object({ workspace: z.string() }),
});

export const noteTry = statement({
  name: 'connectors.try',
  sql: 'UPDATE connector_deliveries SET tries = tries + 1, retry_at = $2 WHERE id = ANY ($1::text[])',
  row: none,
});

/** For a moment, which does not count as a try. */
export const postpone = statement({
  name: 'connectors.postpone',
  sql: 'UPDATE connector_deliveries SET tries = 0, retry_at = $2 WHERE id = ANY ($1::text[])',
  row: none,
});

export const failDelivery = statement({
  name: 'connectors.failed',
  sql: `UPDATE connector_deliveries SET state = 'failed', reason = $2 WHERE id = $1`,
  row: none,
});

export const finishDelivery = statement({
  name: 'connectors.taken',
  sql: `UPDATE connector_deliveries SET state = 'taken', reason = NULL, profile = $2, taken_at = $3 WHERE id = $1 AND state = 'waiting'`,
  row: none,
});

export const countTaken = statement({
  name: 'connectors.count',
  sql: 'UPDATE connectors SET taken = taken + $2, last_at = $3 WHERE id = $1',
  row: none,
});

export const replayDelivery = statement({
  name: 'connectors.replay',
  sql: `UPDATE connector_deliveries SET state = 'waiting', tries = 0, retry_at = NULL, body = coalesce($4, body)
    WHERE workspace = $1 AND connector = $2 AND id = $3 AND state <> 'waiting'`,
  row: none,
});

export const replayFailed = statement({
  name: 'connectors.replay.all',
  sql: `UPDATE connector_deliveries SET state = 'waiting', tries = 0, retry_at = NULL
    WHERE workspace = $1 AND connector = $2 AND state = 'failed'`,
  row: none,
});

export const knowsDelivery = statement({
  name: 'connectors.delivery',
  sql: 'SELECT id FROM connector_deliveries WHERE workspace = $1 AND connector = $2 AND id = $3',
  row: z.object({ id: z.string() }),
});

/** What was taken long ago is in records and events; its body has served its purpose. */
export const dropTaken = statement({
  name: 'connectors.tidy',
  sql: `DELETE FROM connector_deliveries WHERE state = 'taken' AND taken_at < $1`,
  row: none,
});
