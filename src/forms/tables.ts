import { z } from 'zod';

import { formKinds } from '../lib/form.ts';
import { statement } from '../store/operational/index.ts';
import { formDesignSchema, submissionStates } from './contract.ts';

const time = z.date().transform((date) => date.toISOString());
const nothingBack = z.unknown();

const formRow = z.object({
  id: z.string(),
  workspace: z.string(),
  source: z.string(),
  source_name: z.string(),
  name: z.string(),
  kind: z.enum(formKinds),
  version: z.number(),
  open: z.boolean(),
  updated_at: time,
  pending: z.number(),
  waiting: z.number(),
  taken: z.number(),
  rejected: z.number(),
});
/** A form as it is stored, with how often it was sent. */
export type FormRow = z.output<typeof formRow>;

/** What came along with the answers. */
export const contextSchema = z.object({
  page: z.string(),
  referrer: z.string(),
  language: z.enum(['en', 'zh']),
  agent: z.string(),
  ip: z.string(),
  anonymous: z.string(),
  raw: z.string().default(''),
});
export type Context = z.output<typeof contextSchema>;

/** Answers by question: a text, or several. */
export const answersSchema = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
export type Answers = z.output<typeof answersSchema>;

const submissionRow = z.object({
  id: z.string(),
  workspace: z.string(),
  form: z.string(),
  version: z.number(),
  state: z.enum(submissionStates),
  reason: z.string().nullable(),
  digest: z.string(),
  answers: answersSchema,
  allowed: z.array(z.string()),
  context: contextSchema,
  profile: z.string().nullable(),
  created_at: z.date(),
  confirmed_at: z.date().nullable(),
  tries: z.number(),
});
/** What was sent once. */
export type SubmissionRow = z.output<typeof submissionRow>;

/** After so many tries it waits for somebody to look at it. */
export const mostTries = 20;

const counted = submissionStates
  .map((state) => `count(u.id) FILTER (WHERE u.state = '${state}')::int AS ${state}`)
  .join(', ');
const formSelect = (
  where: string,
) => `SELECT f.id, f.workspace, f.source, s.name AS source_name, f.name, f.kind, f.version, f.open,
    f.updated_at, ${counted}
  FROM forms AS f JOIN sources AS s ON s.id = f.source LEFT JOIN form_submissions AS u ON u.form = f.id
  WHERE ${where} GROUP BY f.id, s.name ORDER BY f.name, f.id LIMIT 500`;
const submissionColumns =
  'id, workspace, form, version, state, reason, digest, answers, allowed, context, profile, created_at, confirmed_at, tries';
const submission = { row: submissionRow } as const;

export const listRows = statement({ name: 'forms.list', sql: formSelect('f.workspace = $1'), row: formRow });

export const getRow = statement({
  name: 'forms.get',
  sql: formSelect('f.workspace = $1 AND f.id = $2'),
  row: formRow,
});

/** A form by its public number, whosesoever it is, as cheap as can be: anybody may ask. */
export const findRow = statement({
  name: 'forms.find',
  sql: `SELECT f.id, f.workspace, f.kind, f.name, f.version, f.open, v.design
    FROM forms AS f JOIN form_versions AS v ON v.form = f.id AND v.version = coalesce($2::int, f.version) WHERE f.id = $1`,
  row: z.object({
    id: z.string(),
    workspace: z.string(),
    kind: z.enum(formKinds),
    name: z.string(),
    version: z.number(),
    open: z.boolean(),
    design: formDesignSchema,
  }),
});
export type FoundForm = z.output<typeof findRow.row>;

export const insertRow = statement({
  name: 'forms.create',
  sql: `INSERT INTO forms (id, workspace, source, name, kind, version, open, created_by, created_at, updated_at)
    VALUES ($1, $2, $3, $4, $5, 1, true, $6, $7, $7)`,
  row: nothingBack,
});

export const updateRow = statement({
  name: 'forms.update',
  sql: `UPDATE forms SET version = version + CASE WHEN $4::boolean THEN 1 ELSE 0 END, open = coalesce($3, open), updated_at = $5
    WHERE workspace = $1 AND id = $2 RETURNING version`,
  row: z.object({ version: z.number() }),
});

export const insertVersion = statement({
  name: 'forms.version',
  sql: 'INSERT INTO form_versions (form, version, design, made_by, made_at) VALUES ($1, $2, $3, $4, $5)',
  row: nothingBack,
});

export const listVersions = statement({
  name: 'forms.versions',
  sql: 'SELECT version, design FROM form_versions WHERE form = $1',
  row: z.object({ version: z.number(), design: formDesignSchema }),
});

/** A puzzle is spent once; of what is rejected no more than a thousand of a form are kept in a day. */
export const insertSubmission = statement({
  name: 'forms.submit',
  sql: `INSERT INTO form_submissions (id, workspace, form, version, state, reason, puzzle, digest, answers, allowed, context, token, created_at)
    SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, $10::jsonb, $11::jsonb, $12, $13
    WHERE $5 <> 'rejected' OR (SELECT count(*) FROM form_submissions
      WHERE form = $3 AND state = 'rejected' AND created_at > $13::timestamptz - interval '1 day') < 1000
    ON CONFLICT (puzzle) DO NOTHING RETURNING ${submissionColumns}`,
  ...submission,
});

export const findByPuzzle = statement({
  name: 'forms.puzzle',
  sql: `SELECT ${submissionColumns} FROM form_submissions WHERE puzzle = $1`,
  ...submission,
});

export const countPending = statement({
  name: 'forms.pending',
  sql: `SELECT count(*)::int AS n FROM form_submissions
    WHERE workspace = $1 AND state = 'pending' AND context->>'mail' = $2 AND created_at > $3`,
  row: z.object({ n: z.number() }),
});

export const findByToken = statement({
  name: 'forms.token',
  sql: `SELECT ${submissionColumns} FROM form_submissions WHERE token = $1 AND created_at > $2`,
  ...submission,
});

export const confirmSubmission = statement({
  name: 'forms.confirm',
  sql: `UPDATE form_submissions SET state = 'waiting', confirmed_at = $2 WHERE id = $1 AND state = 'pending'`,
  row: nothingBack,
});

export const listWaiting = statement({
  name: 'forms.waiting',
  sql: `SELECT ${submissionColumns} FROM form_submissions
    WHERE workspace = $1 AND state = 'waiting' AND tries < ${mostTries} ORDER BY created_at, id LIMIT 200`,
  ...submission,
});

export const listWaitingPlaces = statement({
  name: 'forms.waiting.places',
  sql: `SELECT DISTINCT workspace FROM form_submissions WHERE state = 'waiting'`,
  row: z.object({ workspace: z.string() }),
});

export const noteTry = statement({
  name: 'forms.try',
  sql: 'UPDATE form_submissions SET tries = tries + 1 WHERE id = ANY ($1::text[])',
  row: nothingBack,
});

export const finishSubmission = statement({
  name: 'forms.taken',
  sql: `UPDATE form_submissions SET state = 'taken', profile = $2 WHERE id = $1 AND state = 'waiting'`,
  row: nothingBack,
});

export const retryRow = statement({
  name: 'forms.retry',
  sql: `UPDATE form_submissions SET tries = 0 WHERE workspace = $1 AND form = $2 AND id = $3 AND state = 'waiting'`,
  row: nothingBack,
});

export const listSubmissionRows = statement({
  name: 'forms.submissions',
  sql: `SELECT ${submissionColumns} FROM form_submissions
    WHERE workspace = $1 AND form = $2 AND ($3::text IS NULL OR state = $3) AND ($4::text IS NULL OR id < $4)
    ORDER BY id DESC LIMIT $5`,
  ...submission,
});
