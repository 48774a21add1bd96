import { z } from 'zod';

import { statement } from '../../store/operational/index.ts';
import { rhythms } from './contract.ts';

const time = z.date().transform((date) => date.toISOString());

const mailingRow = z.object({
  id: z.string(),
  workspace: z.string(),
  dashboard: z.string().nullable(),
  recipient: z.string(),
  language: z.enum(['en', 'zh']),
  every: z.enum(rhythms),
  weekday: z.number(),
  hour: z.number(),
  created_by: z.string(),
  created_name: z.string(),
  next_at: time,
  sent_at: time.nullable(),
  problem: z.object({ en: z.string(), zh: z.string() }).nullable(),
  tries: z.number(),
});
/** A mailing as it is stored. */
export type MailingRow = z.output<typeof mailingRow>;

const columns =
  'id, workspace, dashboard, recipient, language, every, weekday, hour, created_by, created_name, next_at, sent_at, problem, tries';
const nothingBack = z.unknown();

export const listRows = statement({
  name: 'listMailings',
  sql: `SELECT ${columns} FROM dashboard_mailings
    WHERE workspace = $1 AND dashboard IS NOT DISTINCT FROM $2 ORDER BY created_at, id LIMIT 200`,
  row: mailingRow,
});

export const getRow = statement({
  name: 'getMailing',
  sql: `SELECT ${columns} FROM dashboard_mailings WHERE workspace = $1 AND id = $2`,
  row: mailingRow,
});

export const countRows = statement({
  name: 'countMailings',
  sql: 'SELECT count(*)::int AS n FROM dashboard_mailings WHERE workspace = $1',
  row: z.object({ n: z.number() }),
});

export const insertRow = statement({
  name: 'createMailing',
  sql: `INSERT INTO dashboard_mailings (id, workspace, dashboard, recipient, language, every, weekday, hour, created_by, created_name, created_at, next_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
  row: nothingBack,
});

export const removeRow = statement({
  name: 'removeMailing',
  sql: 'DELETE FROM dashboard_mailings WHERE workspace = $1 AND id = $2',
  row: nothingBack,
});

/** What is due; of several servers the one that moves its time does it. */
export const listDue = statement({
  name: 'listDueMailings',
  sql: `SELECT ${columns} FROM dashboard_mailings WHERE next_at <= $1 ORDER BY next_at, id LIMIT 500`,
  row: mailingRow,
});

export const moveOn = statement({
  name: 'moveMailing',
  sql: 'UPDATE dashboard_mailings SET next_at = $4 WHERE workspace = $1 AND id = $2 AND next_at = $3 RETURNING id',
  row: z.object({ id: z.string() }),
});

export const noteSent = statement({
  name: 'noteMailingSent',
  sql: 'UPDATE dashboard_mailings SET sent_at = $3, problem = NULL, tries = 0 WHERE workspace = $1 AND id = $2',
  row: nothingBack,
});

export const noteFailed = statement({
  name: 'noteMailingFailed',
  sql: `UPDATE dashboard_mailings SET failed_at = $3, problem = $4::jsonb, tries = tries + 1, next_at = least(next_at, $5)
    WHERE workspace = $1 AND id = $2`,
  row: nothingBack,
});
