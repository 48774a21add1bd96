import { z } from 'zod';

import { createId, type Caller, type Seer } from '../../access/index.ts';
import { isOpen } from '../../fields/index.ts';
import { jobHandler, type Queue } from '../../jobs/index.ts';
import { Problem } from '../../lib/problem.ts';
import {
  compileRule,
  mayAsk,
  openEditStore,
  parseRule,
  presentEdit,
  type Edit,
  type EditDesk,
  type EditStore,
  type StoredEdit,
} from '../../query/index.ts';
import type { Sources } from '../../sources/index.ts';
import { checkEdit } from '../edit.ts';
import type { House } from '../house.ts';
import { manual } from '../manual.ts';
import { recoverWorkspace } from '../recover.ts';
import { takeBack } from '../undo.ts';
import { checkValues, countEdit, makeEdit } from './make.ts';
import { planEdit } from './plan.ts';
import type { EditTask } from './task.ts';

interface Tools {
  readonly house: House;
  readonly sources: Sources;
  readonly queue: Queue;
  readonly edits: EditStore;
}

const jobInput = z.object({ edit: z.string() });

/** Edits of many profiles at once: counted, made by a job, and taken back as a whole. */
export function openEditDesk(house: House, sources: Sources, queue: Queue): EditDesk {
  const edits = openEditStore(house.operational, house.clock);
  const tools = { house, sources, queue, edits };
  queue.register(editJob(tools));
  queue.register(undoJob(tools));
  return {
    async preview(caller, input) {
      await checkSight(house, caller, input);
      const plan = await planEdit(house, taskOf(caller, input));
      await checkValues(plan);
      return countEdit(plan);
    },
    async start(caller, input) {
      await checkSight(house, caller, input);
      const task = taskOf(caller, input);
      await checkValues(await planEdit(house, task));
      const { workspace, kind, rule, ids, set } = task;
      const id = createId('edit', house.clock());
      await edits.create(
        { id, workspace, kind, rule: rule ?? null, ids: ids === null ? null : [...ids], changes: { ...set } },
        caller,
      );
      return enqueue(tools, caller, { kind: 'edit', id });
    },
    async show(seer, id) {
      return seeEdit(house, seer, presentEdit(await edits.get(seer.workspace, id)));
    },
    async list(seer, page) {
      const rows = await edits.list(seer.workspace, page);
      const shown = rows.slice(0, page.limit);
      return {
        rows: await Promise.all(shown.map((row) => seeEdit(house, seer, presentEdit(row)))),
        next: rows.length > page.limit ? (shown.at(-1)?.id ?? null) : null,
      };
    },
    async startUndo(caller, id) {
      const { state } = await edits.get(caller.workspace, id);
      if (state !== 'done') throw notUndoable(state);
      return enqueue(tools, caller, { kind: 'edit-undo', id });
    },
  };
}

/** What one does not see in full is neither asked about nor changed: counts would tell it. */
async function checkSight(
  house: House,
  caller: Caller,
  { kind, rule, set }: Pick<EditTask, 'kind' | 'set'> & { rule?: unknown },
): Promise<void> {
  const catalogue = await house.seen(caller, kind);
  checkEdit(catalogue, set);
  if (rule !== undefined && rule !== null)
    compileRule(parseRule(rule), {
      ...(await house.world(caller, rule)),
      kind,
      catalogue,
      now: house.clock(),
    });
}

/** An edit as somebody sees it: without values of fields that they do not see, in what it set and in its rule. */
async function seeEdit(house: House, seer: Seer, edit: Edit): Promise<Edit> {
  const catalogue = await house.seen(seer, edit.kind);
  const open = new Set(catalogue.filter(isOpen).map(({ key }) => key));
  const set = Object.fromEntries(Object.entries(edit.set).filter(([key]) => open.has(key)));
  const world = await house.world(seer, edit.rule);
  const isForThem = edit.rule === null || mayAsk({ rule: edit.rule, kind: edit.kind }, catalogue, world);
  return { ...edit, set, rule: isForThem ? edit.rule : null };
}

async function enqueue(
  { queue, edits }: Tools,
  caller: Caller,
  { kind, id }: { kind: 'edit' | 'edit-undo'; id: string },
): Promise<{ edit: string; job: string }> {
  const job = await queue.enqueue({
    workspace: caller.workspace,
    kind,
    input: { edit: id },
    createdBy: caller.id,
  });
  await edits.setJob(id, job.id);
  return { edit: id, job: job.id };
}

function taskOf(
  { workspace }: Caller,
  input: {
    kind: EditTask['kind'];
    rule?: unknown;
    ids?: readonly string[] | undefined;
    set: EditTask['set'];
  },
): EditTask {
  return {
    workspace,
    kind: input.kind,
    rule: input.rule ?? null,
    ids: input.ids ?? null,
    set: input.set,
  };
}

/** The job that makes an edit; cut off before its end, nothing of it is there and it is made anew. */
function editJob({ house, sources, edits }: Tools) {
  return jobHandler({
    kind: 'edit',
    lane: 'write',
    input: jobInput,
    async run({ job, input, signal, report }) {
      const stored = await edits.get(job.workspace, input.edit);
      if (await isMade(house, stored)) {
        await edits.setState(stored.id, 'done');
        return { edit: stored.id, edited: stored.edited };
      }
      await edits.setState(stored.id, 'running');
      try {
        const made = await makeEdit(house, {
          task: { ...stored, set: stored.changes },
          source: await sources.ensure(job.workspace, manual, stored.created_by),
          actor: stored.created_by,
          note: (batch, edited) => edits.setBatch(stored.id, batch, edited),
          signal,
          report,
        });
        await edits.setState(stored.id, 'done', made.edited);
        return { edit: stored.id, ...made };
      } catch (error) {
        if (error instanceof Problem) await edits.setState(stored.id, 'failed');
        throw error;
      }
    },
    clearUp: ({ workspace }) => recoverWorkspace(house, workspace),
  });
}

/** An earlier run of the job may have come to the end of its batch, and no further. */
async function isMade(house: House, { workspace, batch, state }: StoredEdit): Promise<boolean> {
  if (state === 'done') return true;
  if (batch === null) return false;
  return (await house.batches(workspace).get(batch))?.state === 'published';
}

/** The job that takes an edit back. */
function undoJob({ house, edits }: Tools) {
  return jobHandler({
    kind: 'edit-undo',
    lane: 'write',
    input: jobInput,
    async run({ job, input }) {
      const { id, batch } = await edits.get(job.workspace, input.edit);
      if (batch !== null) await takeBack(house, job.workspace, [batch]);
      await edits.setState(id, 'undone');
      return { edit: id };
    },
    clearUp: ({ workspace }) => recoverWorkspace(house, workspace),
  });
}

function notUndoable(state: StoredEdit['state']): Problem {
  return new Problem(
    'edits.not-undoable',
    {
      en: 'This edit cannot be taken back: it is {state}. Wait until it is done.',
      zh: '该批量修改无法撤销：当前状态为 {state}。请等待其完成。',
    },
    { state },
  );
}
