import { createId, type Caller } from '../access/index.ts';
import type { Kind } from '../fields/index.ts';
import type { Output, Parsed } from '../lib/endpoint.ts';
import { profileId } from '../lib/profile-id.ts';
import { readNames } from '../profiles/index.ts';
import type { createTask, listMyTasks, listTasks, updateTask } from './contract.ts';
import { gone, removeThing, type Parts } from './parts.ts';
import { tasks, type TaskRow } from './tables.ts';

type Task = Output<typeof createTask>;
type Named = NonNullable<Output<typeof listMyTasks>['rows'][number]['profile']>;

function showTask(row: TaskRow): Task {
  const { id, title, due, assignee, assignee_name: name, author, author_name } = row;
  return {
    id,
    title,
    due,
    assignee: assignee === null ? null : { id: assignee, name: name ?? assignee },
    doneAt: row.done_at,
    author: { id: author, name: author_name },
    createdAt: row.created_at,
  };
}

/** What profiles are called, as the caller sees them, by kind and number. */
export async function nameProfiles(
  parts: Parts,
  caller: Caller,
  found: Iterable<{ readonly kind: Kind; readonly no: number }>,
): Promise<(one: { readonly kind: Kind; readonly no: number }) => Named> {
  const warehouse = await parts.warehouse(caller.workspace);
  const all = [...found];
  const namesOf = async (kind: Kind) => {
    const numbers = all.filter((one) => one.kind === kind).map(({ no }) => no);
    return readNames(warehouse, numbers, { kind, fields: await parts.seen(caller, kind) });
  };
  const names = { organization: await namesOf('organization'), person: await namesOf('person') };
  return ({ kind, no }) => ({ id: profileId(kind, no), kind, name: names[kind].get(no) ?? '' });
}

/** Tasks on profiles: what is to be done, by whom, until when. */
export function createTasks(parts: Parts) {
  const { operational, clock, anchors } = parts;
  const find = async (caller: Caller, id: string): Promise<TaskRow> => {
    const row = await operational.row(tasks.get, [caller.workspace, id]);
    if (row === undefined) throw gone(id);
    return row;
  };
  const nameOf = async (caller: Caller, assignee: string | null) =>
    assignee === null ? null : (await parts.member(caller, assignee)).name;
  return {
    async list(caller: Caller, id: string): Promise<Output<typeof listTasks>> {
      const ends = await anchors.on(caller.workspace, await parts.place(caller, id), 'task_');
      const rows = await operational.rows(tasks.list, [caller.workspace, ends.map(({ item }) => item)]);
      return { rows: rows.map(showTask) };
    },
    async mine(caller: Caller, limit: number): Promise<Output<typeof listMyTasks>> {
      const rows = await operational.rows(tasks.mine, [caller.workspace, caller.id, limit]);
      const found = await anchors.profilesOf(
        caller.workspace,
        rows.map(({ id }) => id),
      );
      const name = await nameProfiles(parts, caller, found.values());
      const profileOf = (id: string) => {
        const place = found.get(`${id}:0`);
        return place === undefined ? null : name(place);
      };
      return { rows: rows.map((row) => ({ ...showTask(row), profile: profileOf(row.id) })) };
    },
    async create(caller: Caller, { id, title, due, assignee }: Parsed<typeof createTask>): Promise<Task> {
      const [place, name] = await Promise.all([parts.place(caller, id), nameOf(caller, assignee)]);
      const item = createId('task', clock());
      return operational.transaction(async (runner) => {
        await anchors.add(caller.workspace, { item, side: 0 }, place);
        const by = [caller.id, caller.name, clock()];
        const values = [caller.workspace, item, title, due, assignee, name, ...by];
        const row = await runner.row(tasks.create, values);
        if (row === undefined) throw new Error(`task ${item} was not stored`);
        return showTask(row);
      });
    },
    async update(caller: Caller, { id, done, ...change }: Parsed<typeof updateTask>): Promise<Task> {
      const before = await find(caller, id);
      const assignee = change.assignee === undefined ? before.assignee : change.assignee;
      const name = assignee === before.assignee ? before.assignee_name : await nameOf(caller, assignee);
      const doneAt = done === undefined ? before.done_at : done ? (before.done_at ?? clock()) : null;
      const due = change.due === undefined ? before.due : change.due;
      const values = [change.title ?? before.title, due, assignee, name, doneAt, clock()];
      const row = await operational.row(tasks.update, [caller.workspace, id, ...values]);
      if (row === undefined) throw gone(id);
      return showTask(row);
    },
    async remove(caller: Caller, id: string): Promise<void> {
      await removeThing(parts, caller, { thing: await find(caller, id), statement: tasks.remove });
    },
  };
}

export type Tasks = ReturnType<typeof createTasks>;
