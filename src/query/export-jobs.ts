import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import { atLeast, createId, type Caller, type Seer } from '../access/index.ts';
import type { Field, Kind } from '../fields/index.ts';
import { jobHandler, type JobHandler, type Queue } from '../jobs/index.ts';
import { roles } from '../lib/endpoint.ts';
import { Problem } from '../lib/problem.ts';
import { jsonText, type Operational } from '../store/operational/index.ts';
import type { Space } from '../store/space.ts';
import type { Warehouse } from '../store/warehouse/index.ts';
import { type Export, exportRequest, type ExportRequest } from './contract.ts';
import { exportProfiles } from './exports.ts';
import { findField } from './nodes/field.ts';
import { parseRule } from './rule/parse.ts';
import { planRule } from './rule/tree.ts';
import {
  type ExportRow,
  finishRow,
  getRow,
  insertRow,
  listRows,
  type result,
  setJob,
} from './export-tables.ts';
import { sortColumns } from './sort.ts';
import type { ReadWorld } from './world.ts';

/** The role is whose eyes the file is for; a job of before had none. */
const task = z.object({ export: z.string(), request: exportRequest, role: z.enum(roles).default('viewer') });
const kindOfJob = 'export';

interface ExportParts {
  readonly operational: Operational;
  readonly clock: () => Date;
  readonly warehouse: (workspace: string) => Promise<Warehouse>;
  /** The catalogue as the asker sees it. */
  readonly fields: (seer: Seer, kind: Kind) => Promise<readonly Field[]>;
  readonly world: ReadWorld;
  /** Since when the workspace's roles see what they see; null: from the start. */
  readonly seenSince: (workspace: string) => Promise<Date | null>;
  readonly space: Space;
  /** Where the files are kept, a folder for each workspace. */
  readonly directory: string;
}

export type Exports = ReturnType<typeof createExports>;

/** Exports: started and looked up here, written by a job. */
export function createExports(parts: ExportParts) {
  const { operational, clock } = parts;
  const find = async (workspace: string, id: string): Promise<ExportRow> => {
    const row = await operational.row(getRow, [workspace, id]);
    if (row === undefined) throw noSuchExport(id);
    return row;
  };
  return {
    /** The job that writes the files; safe to run again. */
    handler: exportHandler(parts),
    /** Checks the request and puts it in the queue. Throws `rule.*`. */
    async create(
      caller: Caller,
      request: ExportRequest,
      queue: Pick<Queue, 'enqueue'>,
    ): Promise<{ export: string; job: string }> {
      const { workspace, role } = caller;
      await checkRequest(parts, request, caller);
      const id = createId('export', clock());
      await operational.run(insertRow, [workspace, id, jsonText(request), caller.id, role, clock()]);
      const job = await queue.enqueue({
        workspace,
        kind: kindOfJob,
        input: { export: id, request, role },
        createdBy: caller.id,
      });
      await operational.run(setJob, [workspace, id, job.id]);
      return { export: id, job: job.id };
    },
    async get(workspace: string, id: string): Promise<Export> {
      return showExport(await find(workspace, id));
    },
    async list(
      workspace: string,
      page: { after?: string | undefined; limit: number },
    ): Promise<{ rows: Export[]; next: string | null }> {
      const rows = await operational.rows(listRows, [workspace, page.after ?? null, page.limit + 1]);
      const shown = rows.slice(0, page.limit);
      return {
        rows: shown.map(showExport),
        next: rows.length > page.limit ? (shown.at(-1)?.id ?? null) : null,
      };
    },
    /** The file of a finished export, for whoever sees what is in it. Throws `query.export-not-ready` and `query.export-not-yours`. */
    async file(
      { workspace, role }: Seer,
      id: string,
    ): Promise<{ path: string; fileName: string; contentType: string }> {
      const row = await find(workspace, id);
      const since = role === 'owner' ? null : await parts.seenSince(workspace);
      const isOld = since !== null && new Date(row.created_at) < since;
      if (isOld || !atLeast(role, row.role)) throw notYours(id);
      const { format, kind } = row.request;
      if (row.state !== 'done') throw notReady(id);
      const day = row.created_at.slice(0, 10);
      return {
        path: filePath(parts.directory, workspace, row),
        fileName: `${kind}-${day}.${format}`,
        contentType: contentTypes[format],
      };
    },
  };
}

async function checkRequest(parts: ExportParts, request: ExportRequest, caller: Seer): Promise<void> {
  const catalogue = await parts.fields(caller, request.kind);
  const world = await parts.world(caller, request);
  planRule(parseRule(request.rule), { ...world, kind: request.kind, catalogue, now: parts.clock() });
  sortColumns(request.sort ?? [], { ...world, kind: request.kind, catalogue }, new Set());
  for (const [i, key] of (request.fields ?? []).entries()) {
    if (!key.startsWith('_') && key !== 'id') findField(key, `fields[${i}]`, catalogue);
  }
}

const contentTypes = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  parquet: 'application/vnd.apache.parquet',
  jsonl: 'application/x-ndjson',
} as const;

function filePath(
  directory: string,
  workspace: string,
  { id, request }: Pick<ExportRow, 'id' | 'request'>,
): string {
  return join(directory, workspace, `${id}.${request.format}`);
}

function exportHandler(parts: ExportParts): JobHandler {
  const { operational, clock, directory } = parts;
  return jobHandler({
    kind: kindOfJob,
    lane: 'export',
    input: task,
    async run({ job: { workspace }, input, signal, report }) {
      const { request, role } = input;
      const path = filePath(directory, workspace, { id: input.export, request });
      await mkdir(join(directory, workspace), { recursive: true });
      const finish = (state: 'done' | 'failed', outcome: z.output<typeof result> | null) =>
        operational.run(finishRow, [workspace, input.export, state, jsonText(outcome), clock()]);
      try {
        await parts.space.check();
        const outcome = await exportProfiles(await parts.warehouse(workspace), {
          ...request,
          ...(await parts.world({ workspace, role }, request)),
          rule: parseRule(request.rule),
          catalogue: await parts.fields({ workspace, role }, request.kind),
          now: clock(),
          path,
          signal,
          onProgress: (done) => report(done, { en: 'Writing the file', zh: '正在写入文件' }),
        });
        await finish('done', outcome);
        return { ...outcome, export: input.export };
      } catch (error) {
        if (!signal.aborted) await finish('failed', null);
        throw error;
      }
    },
  });
}

function showExport({ id, request, job, state, result: outcome, ...row }: ExportRow): Export {
  return {
    id,
    job,
    kind: request.kind,
    format: request.format,
    state,
    rows: outcome?.rows ?? null,
    bytes: outcome?.bytes ?? null,
    createdBy: row.created_by,
    createdAt: row.created_at,
    finishedAt: row.finished_at,
  };
}

function noSuchExport(id: string): Problem {
  return new Problem(
    'query.not-found',
    {
      en: 'There is no export "{id}" here. Look at the list of exports.',
      zh: '此处没有导出“{id}”。请查看导出列表。',
    },
    { id },
  );
}

function notYours(id: string): Problem {
  return new Problem(
    'query.export-not-yours',
    {
      en: 'The export {id} was written for a stronger role, or before what roles see was changed. Export the list again.',
      zh: '导出 {id} 是以更高的角色生成的，或生成于可见范围调整之前。请重新导出。',
    },
    { id },
  );
}

function notReady(id: string): Problem {
  return new Problem(
    'query.export-not-ready',
    {
      en: 'The file of the export {id} is not there: it is still being written, or failed. Look at the export or its job.',
      zh: '导出 {id} 的文件尚不可用：仍在写入或已失败。请查看该导出或其任务。',
    },
    { id },
  );
}
