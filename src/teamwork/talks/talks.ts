import { z } from 'zod';

import { createId, type Caller } from '../../access/index.ts';
import type { Output, Parsed } from '../../lib/endpoint.ts';
import { Problem } from '../../lib/problem.ts';
import { statement } from '../../store/operational/index.ts';
import { gone, mayChange, notYours, removeThing, type Parts } from '../parts.ts';
import type { Tasks } from '../tasks.ts';
import {
  talkDirections,
  talkOutcomes,
  talkWays,
  type createTalk,
  type listTalks,
  type Talk,
  type updateTalk,
} from './contract.ts';

const time = z.date().transform((date) => date.toISOString());
const talkRow = z.object({
  id: z.string(),
  way: z.enum(talkWays),
  direction: z.enum(talkDirections),
  outcome: z.enum(talkOutcomes),
  at: time,
  minutes: z.number().nullable(),
  spoke_with: z.string(),
  text: z.string(),
  next_step: z.string(),
  next_due: z.string().nullable(),
  author: z.string(),
  author_name: z.string(),
  created_at: time,
  updated_at: time,
});
export type TalkRow = z.output<typeof talkRow>;

const columns =
  'id, way, direction, outcome, at, minutes, spoke_with, text, next_step, next_due::text AS next_due, author, author_name, created_at, updated_at';

/** Calls and visits that people wrote down. */
export const talkTables = {
  list: statement({
    name: 'teamwork.talks.list',
    sql: `SELECT ${columns} FROM talks WHERE workspace = $1 AND id = ANY($2) ORDER BY at DESC, id DESC`,
    row: talkRow,
  }),
  get: statement({
    name: 'teamwork.talks.get',
    sql: `SELECT ${columns} FROM talks WHERE workspace = $1 AND id = $2`,
    row: talkRow,
  }),
  create: statement({
    name: 'teamwork.talks.create',
    sql: `
      INSERT INTO talks (workspace, id, way, direction, outcome, at, minutes, spoke_with, text, next_step, next_due, author, author_name, created_at, updated_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::date, $12, $13, $14, $14)
      RETURNING ${columns}`,
    row: talkRow,
  }),
  update: statement({
    name: 'teamwork.talks.update',
    sql: `
      UPDATE talks SET way = $3, direction = $4, outcome = $5, at = $6, minutes = $7, spoke_with = $8, text = $9, next_step = $10,
        next_due = $11::date, updated_at = $12
      WHERE workspace = $1 AND id = $2
      RETURNING ${columns}`,
    row: talkRow,
  }),
  remove: statement({
    name: 'teamwork.talks.remove',
    sql: 'DELETE FROM talks WHERE workspace = $1 AND id = $2',
    row: z.unknown(),
  }),
};

function show(row: TalkRow, caller: Caller): Talk {
  const { spoke_with, next_step, next_due, author, author_name, created_at, updated_at, ...rest } = row;
  return {
    ...rest,
    with: spoke_with,
    next: next_step,
    nextDue: next_due,
    author: { id: author, name: author_name },
    mine: mayChange(caller, author),
    createdAt: created_at,
    updatedAt: updated_at,
  };
}

const valuesOf = (talk: Omit<Talk, 'id' | 'author' | 'mine' | 'createdAt' | 'updatedAt'>) => [
  talk.way,
  talk.direction,
  talk.outcome,
  talk.at,
  talk.minutes,
  talk.with,
  talk.text,
  talk.next,
  talk.nextDue,
];

/** Calls and visits, written down by hand; changed and taken back by their authors and by administrators. */
export function createTalks(parts: Parts, tasks: Pick<Tasks, 'create'>) {
  const { operational, clock, anchors } = parts;
  const find = async (caller: Caller, id: string): Promise<TalkRow> => {
    const row = await operational.row(talkTables.get, [caller.workspace, id]);
    if (row === undefined) throw gone(id);
    return row;
  };
  const checkTime = (at: string): void => {
    if (Date.parse(at) > clock().getTime() + 60_000) throw tooEarly();
  };
  return {
    async list(caller: Caller, id: string): Promise<Output<typeof listTalks>> {
      const ends = await anchors.on(caller.workspace, await parts.place(caller, id), 'talk_');
      const items = ends.map(({ item }) => item);
      const rows = await operational.rows(talkTables.list, [caller.workspace, items]);
      return { rows: rows.map((row) => show(row, caller)) };
    },
    async create(caller: Caller, { id, ...given }: Parsed<typeof createTalk>): Promise<Talk> {
      const place = await parts.place(caller, id);
      const at = given.at ?? clock().toISOString();
      checkTime(at);
      const item = createId('talk', clock());
      return operational.transaction(async (runner) => {
        await anchors.add(caller.workspace, { item, side: 0 }, place);
        const by = [caller.id, caller.name, clock()];
        const values = [caller.workspace, item, ...valuesOf({ ...given, at }), ...by];
        const row = await runner.row(talkTables.create, values);
        if (row === undefined) throw new Error(`talk ${item} was not stored`);
        const assignee = caller.kind === 'user' ? caller.id : null;
        if (given.next !== '')
          await tasks.create(caller, { id, title: given.next, due: given.nextDue, assignee });
        return show(row, caller);
      });
    },
    async update(caller: Caller, { id, ...change }: Parsed<typeof updateTalk>): Promise<Talk> {
      const before = await find(caller, id);
      if (!mayChange(caller, before.author)) throw notYours();
      const said = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      const next = { ...show(before, caller), ...said };
      checkTime(next.at);
      const row = await operational.row(talkTables.update, [
        caller.workspace,
        id,
        ...valuesOf(next),
        clock(),
      ]);
      if (row === undefined) throw gone(id);
      return show(row, caller);
    },
    async remove(caller: Caller, id: string): Promise<void> {
      await removeThing(parts, caller, { thing: await find(caller, id), statement: talkTables.remove });
    },
  };
}

function tooEarly(): Problem {
  return new Problem('teamwork.talk-time', {
    en: 'A call or visit is written down when it has been. Correct the time, or add a task for one to come.',
    zh: '通话或拜访在发生之后记录。请更正时间，或为将来的联系添加任务。',
  });
}
