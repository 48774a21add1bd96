import { z } from 'zod';

import { statement } from '../store/operational/index.ts';

const time = z.date().transform((date) => date.toISOString());
const none = z.unknown();
const made = { id: z.string(), author: z.string(), author_name: z.string(), created_at: time };

const noteRow = z.object({ ...made, text: z.string(), pinned: z.boolean(), updated_at: time });
export type NoteRow = z.output<typeof noteRow>;
const noteColumns = 'id, text, pinned, author, author_name, created_at, updated_at';

export const notes = {
  list: statement({
    name: 'teamwork.notes.list',
    sql: `SELECT ${noteColumns} FROM notes WHERE workspace = $1 AND id = ANY($2) ORDER BY pinned DESC, id DESC`,
    row: noteRow,
  }),
  get: statement({
    name: 'teamwork.notes.get',
    sql: `SELECT ${noteColumns} FROM notes WHERE workspace = $1 AND id = $2`,
    row: noteRow,
  }),
  create: statement({
    name: 'teamwork.notes.create',
    sql: `
      INSERT INTO notes (workspace, id, text, pinned, author, author_name, created_at, updated_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $7)
      RETURNING ${noteColumns}`,
    row: noteRow,
  }),
  update: statement({
    name: 'teamwork.notes.update',
    sql: `
      UPDATE notes SET text = $3, pinned = $4, updated_at = $5
      WHERE workspace = $1 AND id = $2
      RETURNING ${noteColumns}`,
    row: noteRow,
  }),
  remove: statement({
    name: 'teamwork.notes.remove',
    sql: 'DELETE FROM notes WHERE workspace = $1 AND id = $2',
    row: none,
  }),
};

const taskRow = z.object({
  ...made,
  title: z.string(),
  due: z.string().nullable(),
  assignee: z.string().nullable(),
  assignee_name: z.string().nullable(),
  done_at: time.nullable(),
});
export type TaskRow = z.output<typeof taskRow>;
const taskColumns =
  'id, title, due::text AS due, assignee, assignee_name, done_at, author, author_name, created_at';
const byUrgency = 'done_at DESC NULLS FIRST, tasks.due ASC NULLS LAST, id DESC';

export const tasks = {
  list: statement({
    name: 'teamwork.tasks.list',
    sql: `SELECT ${taskColumns} FROM tasks WHERE workspace = $1 AND id = ANY($2) ORDER BY ${byUrgency}`,
    row: taskRow,
  }),
  mine: statement({
    name: 'teamwork.tasks.mine',
    sql: `
      SELECT ${taskColumns} FROM tasks
      WHERE workspace = $1 AND assignee = $2 AND done_at IS NULL
      ORDER BY ${byUrgency}
      LIMIT $3`,
    row: taskRow,
  }),
  get: statement({
    name: 'teamwork.tasks.get',
    sql: `SELECT ${taskColumns} FROM tasks WHERE workspace = $1 AND id = $2`,
    row: taskRow,
  }),
  create: statement({
    name: 'teamwork.tasks.create',
    sql: `
      INSERT INTO tasks (workspace, id, title, due, assignee, assignee_name, author, author_name, created_at, updated_at)
      VALUES ($1, $2, $3, $4::date, $5, $6, $7, $8, $9, $9)
      RETURNING ${taskColumns}`,
    row: taskRow,
  }),
  update: statement({
    name: 'teamwork.tasks.update',
    sql: `
      UPDATE tasks SET title = $3, due = $4::date, assignee = $5, assignee_name = $6, done_at = $7, updated_at = $8
      WHERE workspace = $1 AND id = $2
      RETURNING ${taskColumns}`,
    row: taskRow,
  }),
  remove: statement({
    name: 'teamwork.tasks.remove',
    sql: 'DELETE FROM tasks WHERE workspace = $1 AND id = $2',
    row: none,
  }),
};

const attachmentRow = z.object({ ...made, name: z.string(), bytes: z.coerce.number() });
export type AttachmentRow = z.output<typeof attachmentRow>;
const attachmentColumns = 'id, name, bytes, author, author_name, created_at';

export const attachments = {
  list: statement({
    name: 'teamwork.attachments.list',
    sql: `SELECT ${attachmentColumns} FROM attachments WHERE workspace = $1 AND id = ANY($2) ORDER BY id DESC`,
    row: attachmentRow,
  }),
  get: statement({
    name: 'teamwork.attachments.get',
    sql: `SELECT ${attachmentColumns} FROM attachments WHERE workspace = $1 AND id = $2`,
    row: attachmentRow,
  }),
  create: statement({
    name: 'teamwork.attachments.create',
    sql: `
      INSERT INTO attachments (workspace, id, name, bytes, author, author_name, created_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7)
      RETURNING ${attachmentColumns}`,
    row: attachmentRow,
  }),
  remove: statement({
    name: 'teamwork.attachments.remove',
    sql: 'DELETE FROM attachments WHERE workspace = $1 AND id = $2',
    row: none,
  }),
};

const relationshipRow = z.object({ ...made, type: z.string() });
const relationshipColumns = 'id, type, author, author_name, created_at';

export const relationships = {
  list: statement({
    name: 'teamwork.relationships.list',
    sql: `SELECT ${relationshipColumns} FROM relationships WHERE workspace = $1 AND id = ANY($2) ORDER BY id DESC`,
    row: relationshipRow,
  }),
  create: statement({
    name: 'teamwork.relationships.create',
    sql: `
      INSERT INTO relationships (workspace, id, type, author, author_name, created_at)
      VALUES ($1, $2, $3, $4, $5, $6)`,
    row: none,
  }),
  remove: statement({
    name: 'teamwork.relationships.remove',
    sql: 'DELETE FROM relationships WHERE workspace = $1 AND id = $2 RETURNING id',
    row: z.object({ id: z.string() }),
  }),
};
