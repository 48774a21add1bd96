import { z } from 'zod';

import { createId } from '../access/index.ts';
import { Problem } from '../lib/problem.ts';
import { statement, type Operational } from '../store/operational/index.ts';
import { channels, lawfulBases, parties, type Source } from './contract.ts';

const sourceRow = z
  .object({
    id: z.string(),
    name: z.string(),
    party: z.enum(parties),
    channel: z.enum(channels),
    trust: z.number(),
    basis: z.enum(lawfulBases),
    purpose: z.string(),
    keep_days: z.number().nullable(),
    ends_on: z.string().nullable(),
    note: z.string(),
    created_at: z.date(),
  })
  .transform(({ created_at, keep_days, ends_on, ...source }): Source => ({
    ...source,
    keepDays: keep_days,
    endsOn: ends_on,
    createdAt: created_at.toISOString(),
  }));

const columns = 'id, name, party, channel, trust, basis, purpose, keep_days, ends_on, note, created_at';
const statements = {
  list: statement({
    name: 'sources.list',
    sql: `SELECT ${columns} FROM sources WHERE workspace = $1 ORDER BY name`,
    row: sourceRow,
  }),
  find: statement({
    name: 'sources.find',
    sql: `SELECT ${columns} FROM sources WHERE workspace = $1 AND name = $2`,
    row: sourceRow,
  }),
  get: statement({
    name: 'sources.get',
    sql: `SELECT ${columns} FROM sources WHERE workspace = $1 AND id = $2`,
    row: sourceRow,
  }),
  create: statement({
    name: 'sources.create',
    sql: `INSERT INTO sources (id, workspace, name, party, channel, trust, basis, note, created_by, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (workspace, name) DO NOTHING RETURNING ${columns}`,
    row: sourceRow,
  }),
  update: statement({
    name: 'sources.update',
    sql: `UPDATE sources SET party = coalesce($3, party), trust = coalesce($4, trust), basis = coalesce($5, basis), note = coalesce($6, note), purpose = coalesce($7, purpose)
    WHERE workspace = $1 AND id = $2 RETURNING ${columns}`,
    row: sourceRow,
  }),
  keep: statement({
    name: 'sources.keep',
    sql: `UPDATE sources SET keep_days = $3 WHERE workspace = $1 AND id = $2 RETURNING ${columns}`,
    row: sourceRow,
  }),
  kept: statement({
    name: 'sources.kept',
    sql: 'SELECT workspace, id FROM sources WHERE keep_days IS NOT NULL OR ends_on IS NOT NULL ORDER BY workspace, id',
    row: z.object({ workspace: z.string(), id: z.string() }),
  }),
};

/** A source that is to be made, or found by its name. */
export type NewSource = Pick<Source, 'name' | 'party' | 'channel' | 'trust' | 'basis' | 'note'>;

/** The sources of all workspaces. */
export function openSources(operational: Operational, clock: () => Date) {
  const find = (workspace: string, name: string) => operational.row(statements.find, [workspace, name]);
  const create = async (
    workspace: string,
    source: NewSource,
    createdBy: string,
  ): Promise<Source | undefined> => {
    const { name, party, channel, trust, basis, note } = source;
    const own = [party, channel, trust, basis, note];
    const values = [createId('src', clock()), workspace, name, ...own, createdBy, clock()];
    return operational.row(statements.create, values);
  };
  return {
    list: (workspace: string) => operational.rows(statements.list, [workspace]),
    find,
    /** Problem: `sources.not-found`. */
    async get(workspace: string, id: string): Promise<Source> {
      const row = await operational.row(statements.get, [workspace, id]);
      if (row !== undefined) return row;
      throw sourceNotFound(id);
    },
    /** Makes a source; a name that is taken is the problem `sources.conflict`. */
    async create(workspace: string, source: NewSource, createdBy: string): Promise<Source> {
      const made = await create(workspace, source, createdBy);
      if (made !== undefined) return made;
      throw nameTaken(source.name);
    },
    /** Makes a source, by a name with a number where the name is taken. Problem: `sources.conflict` where there are too many. */
    async createNumbered(workspace: string, source: NewSource, createdBy: string): Promise<Source> {
      for (let count = 1; count <= 100; count += 1) {
        const name = count === 1 ? source.name : `${source.name} ${count}`;
        const made = await create(workspace, { ...source, name }, createdBy);
        if (made !== undefined) return made;
      }
      throw nameTaken(source.name);
    },
    /** The source of a name, made where there is none. */
    async ensure(workspace: string, source: NewSource, createdBy: string): Promise<Source> {
      const known =
        (await find(workspace, source.name)) ??
        (await create(workspace, source, createdBy)) ??
        (await find(workspace, source.name));
      if (known === undefined) throw new Error(`source ${source.name} was not stored`);
      return known;
    },
    /** Changes a source. Problem: `sources.not-found`. */
    async update(
      workspace: string,
      id: string,
      change: Partial<Omit<NewSource, 'name' | 'channel'> & Pick<Source, 'purpose'>>,
    ): Promise<Source> {
      const { party = null, trust = null, basis = null, note = null, purpose = null } = change;
      const values = [workspace, id, party, trust, basis, note, purpose];
      const row = await operational.row(statements.update, values);
      if (row !== undefined) return row;
      throw sourceNotFound(id);
    },
    /** Says for how many days its records are kept, null for ever. Problem: `sources.not-found`. */
    async keep(workspace: string, id: string, days: number | null): Promise<Source> {
      const row = await operational.row(statements.keep, [workspace, id, days]);
      if (row !== undefined) return row;
      throw sourceNotFound(id);
    },
    /** The sources of all workspaces whose records are kept for a time only. */
    kept: () => operational.rows(statements.kept),
  };
}

function nameTaken(name: string): Problem {
  return new Problem(
    'sources.conflict',
    {
      en: 'There is a source called "{name}" already. Choose another name, or change that one.',
      zh: '已存在名为“{name}”的来源。请换一个名称，或修改已有的来源。',
    },
    { name },
  );
}

function sourceNotFound(id: string): Problem {
  return new Problem(
    'sources.not-found',
    {
      en: 'There is no source "{id}" here. Look at the list of sources.',
      zh: '此处没有来源“{id}”。请查看来源列表。',
    },
    { id },
  );
}

export type Sources = ReturnType<typeof openSources>;
