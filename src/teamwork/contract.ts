import { z } from 'zod';

import { kinds } from '../fields/types.ts';
import { endpoint, nothing } from '../lib/endpoint.ts';
import { directions, foundTypes, relationshipTypes, relationTypes } from '../lib/relationship.ts';

const id = z.string().min(1).max(64);
const author = z.object({ id: z.string(), name: z.string() });
/** A profile as something else names it; `name` is empty where the caller may not see it. */
const named = z.object({ id: z.string(), kind: z.enum(kinds), name: z.string() });
const day = z.iso.date();

export const noteSchema = z.object({
  id: z.string(),
  text: z.string(),
  pinned: z.boolean(),
  author,
  /** The caller may change and remove it. */
  mine: z.boolean(),
  createdAt: z.string(),
  updatedAt: z.string(),
});

/** The most characters of a note. */
export const longestNote = 20_000;
const noteText = z.string().trim().min(1).max(longestNote);

export const listNotes = endpoint({
  name: 'listNotes',
  method: 'GET',
  path: '/api/profiles/:id/notes',
  access: 'viewer',
  summary: 'The notes on a profile, pinned ones first, then the newest.',
  input: z.object({ id }),
  output: z.object({ rows: z.array(noteSchema) }),
});

export const createNote = endpoint({
  name: 'createNote',
  method: 'POST',
  path: '/api/profiles/:id/notes',
  access: 'editor',
  summary: 'Writes a note on a profile: plain text with line breaks.',
  input: z.object({ id, text: noteText, pinned: z.boolean().default(false) }),
  output: noteSchema,
});

export const updateNote = endpoint({
  name: 'updateNote',
  method: 'PATCH',
  path: '/api/notes/:id',
  access: 'editor',
  summary: 'Changes a note, by its author or an administrator; any editor may pin it.',
  input: z.object({ id, text: noteText.optional(), pinned: z.boolean().optional() }),
  output: noteSchema,
});

export const removeNote = endpoint({
  name: 'removeNote',
  method: 'DELETE',
  path: '/api/notes/:id',
  access: 'editor',
  summary: 'Removes a note, by its author or an administrator.',
  input: z.object({ id }),
  output: nothing,
});

export const taskSchema = z.object({
  id: z.string(),
  title: z.string(),
  due: z.string().nullable(),
  assignee: author.nullable(),
  doneAt: z.string().nullable(),
  author,
  createdAt: z.string(),
});
const taskFields = {
  title: z.string().trim().min(1).max(500),
  due: day.nullable(),
  assignee: id.nullable(),
};

export const listTasks = endpoint({
  name: 'listTasks',
  method: 'GET',
  path: '/api/profiles/:id/tasks',
  access: 'viewer',
  summary: 'The tasks on a profile: open ones by their due date, then those that are done.',
  input: z.object({ id }),
  output: z.object({ rows: z.array(taskSchema) }),
});

export const listMyTasks = endpoint({
  name: 'listMyTasks',
  method: 'GET',
  path: '/api/tasks',
  access: 'viewer',
  summary: 'The caller’s open tasks on all profiles, the most urgent first.',
  input: z.object({ limit: z.coerce.number().int().min(1).max(200).default(50) }),
  output: z.object({ rows: z.array(taskSchema.extend({ profile: named.nullable() })) }),
});

export const createTask = endpoint({
  name: 'createTask',
  method: 'POST',
  path: '/api/profiles/:id/tasks',
  access: 'editor',
  summary: 'Adds a task to a profile, for oneself or for another member.',
  input: z.object({
    id,
    title: taskFields.title,
    due: taskFields.due.default(null),
    assignee: taskFields.assignee.default(null),
  }),
  output: taskSchema,
});

export const updateTask = endpoint({
  name: 'updateTask',
  method: 'PATCH',
  path: '/api/tasks/:id',
  access: 'editor',
  summary: 'Changes a task, or marks it as done or open.',
  input: z.object({
    id,
    title: taskFields.title.optional(),
    due: taskFields.due.optional(),
    assignee: taskFields.assignee.optional(),
    done: z.boolean().optional(),
  }),
  output: taskSchema,
});

export const removeTask = endpoint({
  name: 'removeTask',
  method: 'DELETE',
  path: '/api/tasks/:id',
  access: 'editor',
  summary: 'Removes a task, by its author or an administrator.',
  input: z.object({ id }),
  output: nothing,
});

/** Bytes that a file on a profile may have. */
export const largestFile = 100_000_000;

export const attachmentSchema = z.object({
  id: z.string(),
  name: z.string(),
  bytes: z.number(),
  author,
  mine: z.boolean(),
  createdAt: z.string(),
});

export const listAttachments = endpoint({
  name: 'listAttachments',
  method: 'GET',
  path: '/api/profiles/:id/files',
  access: 'viewer',
  summary: 'The files on a profile, the newest first.',
  input: z.object({ id }),
  output: z.object({ rows: z.array(attachmentSchema) }),
});

export const createAttachment = endpoint({
  name: 'createAttachment',
  method: 'POST',
  path: '/api/profiles/:id/files',
  access: 'editor',
  summary: 'Adds a file of up to 100 MB to a profile; the body is the raw file.',
  input: z.object({ id, name: z.string().trim().min(1).max(255) }),
  output: attachmentSchema,
  upload: true,
});

export const getAttachment = endpoint({
  name: 'getAttachment',
  method: 'GET',
  path: '/api/files/:id',
  access: 'viewer',
  summary: 'Downloads a file of a profile; never shown by the browser itself.',
  input: z.object({ id }),
  output: z.unknown(),
  download: true,
});

export const removeAttachment = endpoint({
  name: 'removeAttachment',
  method: 'DELETE',
  path: '/api/files/:id',
  access: 'editor',
  summary: 'Removes a file, by whoever added it or an administrator.',
  input: z.object({ id }),
  output: nothing,
});

export const relationshipSchema = z.object({
  /** Null for those that are found in the facts: they go when the facts change. */
  id: z.string().nullable(),
  type: z.enum(relationTypes),
  /** `out`: from the profile that was asked for to the other. */
  direction: z.enum(directions),
  profile: named,
  /** What it was found by: the name, number or address that both share. */
  because: z.string(),
  author: author.nullable(),
  createdAt: z.string().nullable(),
});

export const listRelationships = endpoint({
  name: 'listRelationships',
  method: 'GET',
  path: '/api/profiles/:id/relationships',
  access: 'viewer',
  summary: 'The profiles that one is related with: by hand, and by what the facts say.',
  input: z.object({ id }),
  output: z.object({
    rows: z.array(relationshipSchema),
    /** Kinds of found relationships of which there are more than are listed. */
    more: z.array(z.enum(foundTypes)),
  }),
});

export const createRelationship = endpoint({
  name: 'createRelationship',
  method: 'POST',
  path: '/api/profiles/:id/relationships',
  access: 'editor',
  summary: 'Relates a profile to another.',
  input: z.object({ id, type: z.enum(relationshipTypes), other: id }),
  output: z.object({ id: z.string() }),
});

export const removeRelationship = endpoint({
  name: 'removeRelationship',
  method: 'DELETE',
  path: '/api/relationships/:id',
  access: 'editor',
  summary: 'Removes a relationship that was set by hand.',
  input: z.object({ id }),
  output: nothing,
});
