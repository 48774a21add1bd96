import { z } from 'zod';

import { kinds } from '../../fields/index.ts';
import { statement } from '../../store/operational/index.ts';
import { lawfulBases } from '../contract.ts';
import { agreedConsent, listColumn } from './contract.ts';

const agreementRow = z.object({
  id: z.string(),
  source: z.string(),
  source_name: z.string(),
  partner: z.string(),
  kind: z.enum(kinds),
  fields: z.array(z.string()),
  purpose: z.string(),
  basis: z.enum(lawfulBases),
  until: z.string(),
  consent: agreedConsent.nullable(),
  waiting: z.coerce.number(),
  created_at: z.date(),
});
export type AgreementRow = z.output<typeof agreementRow>;

const listRow = z.object({
  id: z.string(),
  agreement: z.string(),
  upload: z.string(),
  name: z.string(),
  bytes: z.coerce.number(),
  columns: z.array(listColumn),
  state: z.enum(['waiting', 'accepted', 'refused']),
  import: z.string().nullable(),
  given_by_name: z.string(),
  given_at: z.date(),
  decided_by_name: z.string().nullable(),
  decided_at: z.date().nullable(),
});
export type ListRow = z.output<typeof listRow>;

/**
 * Accepted by a process that ended before it had the list imported: nobody has it, and it waits again. Between the one and
 * the other lie milliseconds; a minute is enough.
 */
const stuck = `state = 'accepted' AND decided_at < now() - interval '1 minute'
  AND NOT EXISTS (SELECT FROM imports AS i WHERE i.id = partner_lists.import AND i.job IS NOT NULL)`;

/** Condition on lists that wait for a decision. */
export const isWaiting = `(state = 'waiting' OR ${stuck})`;

const shown = (column: string, otherwise: string) =>
  `CASE WHEN ${stuck} THEN ${otherwise} ELSE ${column} END AS ${column}`;
const listColumns = `id, agreement, upload, name, bytes, columns, ${shown('state', "'waiting'")}, ${shown('import', 'NULL')},
  given_by_name, given_at, ${shown('decided_by_name', 'NULL')}, ${shown('decided_at', 'NULL')}`;
const agreementColumns = `a.id, a.source, s.name AS source_name, a.partner, a.kind, a.fields, s.purpose, s.basis, a.until, a.consent, a.created_at,
  (SELECT count(*) FROM partner_lists WHERE agreement = a.id AND ${isWaiting}) AS waiting
  FROM agreements AS a JOIN sources AS s ON s.id = a.source`;
const none = z.unknown();

/** Agreements with partners. */
export const agreementTables = {
  list: statement({
    name: 'agreements.list',
    sql: `SELECT ${agreementColumns} WHERE a.workspace = $1 ORDER BY a.id DESC`,
    row: agreementRow,
  }),
  get: statement({
    name: 'agreements.get',
    sql: `SELECT ${agreementColumns} WHERE a.workspace = $1 AND a.id = $2`,
    row: agreementRow,
  }),
  ofSource: statement({
    name: 'agreements.of-source',
    sql: `SELECT ${agreementColumns} WHERE a.workspace = $1 AND s.name = $2`,
    row: agreementRow,
  }),
  create: statement({
    name: 'agreements.create',
    sql: `INSERT INTO agreements (id, workspace, source, partner, kind, fields, until, consent, created_by, created_at)
      VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7, $8::jsonb, $9, $10)`,
    row: none,
  }),
  update: statement({
    name: 'agreements.update',
    sql: `UPDATE agreements SET fields = $3::jsonb, until = $4, consent = $5::jsonb WHERE workspace = $1 AND id = $2`,
    row: none,
  }),
  end: statement({
    name: 'agreements.end',
    sql: 'UPDATE sources SET ends_on = $3, purpose = $4 WHERE workspace = $1 AND id = $2',
    row: none,
  }),
};

/** Lists that came under agreements. */
export const listTables = {
  list: statement({
    name: 'partner-lists.list',
    sql: `SELECT ${listColumns} FROM partner_lists WHERE workspace = $1 AND agreement = $2 ORDER BY id DESC LIMIT 500`,
    row: listRow,
  }),
  get: statement({
    name: 'partner-lists.get',
    sql: `SELECT ${listColumns} FROM partner_lists WHERE workspace = $1 AND id = $2`,
    row: listRow,
  }),
  create: statement({
    name: 'partner-lists.create',
    sql: `INSERT INTO partner_lists (id, workspace, agreement, upload, name, bytes, columns, state, given_by, given_by_name, given_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb, 'waiting', $8, $9, $10) RETURNING ${listColumns}`,
    row: listRow,
  }),
  // Whoever decides first has decided.
  decide: statement({
    name: 'partner-lists.decide',
    sql: `UPDATE partner_lists SET state = $3, import = $4, decided_by = $5, decided_by_name = $6, decided_at = $7
      WHERE workspace = $1 AND id = $2 AND ${isWaiting} RETURNING ${listColumns}`,
    row: listRow,
  }),
  known: statement({
    name: 'partner-lists.known',
    sql: "SELECT id FROM partner_lists WHERE workspace = $1 AND upload = $2 AND state <> 'refused' LIMIT 1",
    row: z.object({ id: z.string() }),
  }),
};
