import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import type { Caller } from '../../access/index.ts';
import { jobHandler, type JobHandler, type Queue } from '../../jobs/index.ts';
import { Problem } from '../../lib/problem.ts';
import { inspectFile, spoolFile, type Sources, type Uploads } from '../../sources/index.ts';
import type { Operational } from '../../store/operational/index.ts';
import { command, type Warehouse } from '../../store/warehouse/index.ts';
import { closeLoad, finishLoad, loadSettings, nameLoad, openLoad, type Loaded } from '../intake/load.ts';
import { eventImportInput, type EventImport, type EventImportResult } from './contract.ts';
import { arriveEvents, arriveOrders, readRows, refuseRows, rowTable } from './file-sql.ts';

/** What imports of events work with. */
export interface EventImportOptions {
  readonly operational: Pick<Operational, 'lock'>;
  readonly clock: () => Date;
  readonly warehouse: (workspace: string) => Promise<Warehouse>;
  readonly sources: Pick<Sources, 'ensure'>;
  readonly uploads: Pick<Uploads, 'get'>;
  readonly spool: string;
  readonly loaded: (workspace: string, loaded: Loaded) => void;
}

const kind = 'event-import';

/** Queues the import of a file. Problems: `events.import.columns`, `uploads.not-found`. */
export async function startEventImport(
  { sources, uploads }: EventImportOptions,
  queue: Pick<Queue, 'enqueue'>,
  { caller, input }: { readonly caller: Pick<Caller, 'workspace' | 'id'>; readonly input: EventImport },
): Promise<{ job: string }> {
  checkColumns(input);
  await uploads.get(caller.workspace, input.upload);
  await sources.ensure(
    caller.workspace,
    { name: input.source, party: 'first', channel: 'file', trust: 50, basis: 'unknown', note: '' },
    caller.id,
  );
  const job = await queue.enqueue({ workspace: caller.workspace, kind, input, createdBy: caller.id });
  return { job: job.id };
}

function checkColumns({ columns, what, name }: EventImport): void {
  const has = new Set(Object.values(columns));
  const lacking = [
    ...(has.has('time') ? [] : ['time']),
    ...(has.has('customer') || has.has('email') ? [] : ['customer']),
    ...(what === 'orders' && !has.has('order') ? ['order'] : []),
    ...(what === 'events' && !has.has('name') && name === undefined ? ['name'] : []),
  ];
  if (lacking.length === 0) return;
  throw new Problem(
    'events.import.columns',
    {
      en: 'No column of the file is said to hold: {lacking}. Say which one does; an e-mail may stand for the customer, and events may all have one name.',
      zh: '没有指定哪一列是：{lacking}。请指定；客户可用邮箱列代替，事件也可统一命名。',
    },
    { lacking: lacking.join(', ') },
  );
}

/** The job that takes a file of events in; one that was cut off begins again, and what it had done counts once. */
export function eventImportJob(options: EventImportOptions): JobHandler {
  return jobHandler({
    kind,
    lane: 'events',
    input: eventImportInput,
    async run({ job, input, signal, report }) {
      const upload = await options.uploads.get(job.workspace, input.upload);
      const warehouse = await options.warehouse(job.workspace);
      const number = numberOf(job.id);
      const rows = `import_${number}_rows`;
      try {
        await make(warehouse, rows);
        const read = await readFile({ ...upload, rows, signal, report }, { options, warehouse, of: input });
        const result = await loadRows(
          { number, rows, total: read.rows, input },
          { options, warehouse, workspace: job.workspace },
        );
        await rm(upload.path, { force: true });
        return { ...read, ...result } satisfies EventImportResult;
      } finally {
        await drop(warehouse, rows);
      }
    },
    clearUp: async (job) => drop(await options.warehouse(job.workspace), `import_${numberOf(job.id)}_rows`),
  });
}

/** The same number for the same job, so that its loads are known again. */
function numberOf(job: string): bigint {
  return createHash('sha256').update(job).digest().readBigUInt64LE() >> 12n;
}

async function make(warehouse: Warehouse, table: string): Promise<void> {
  await drop(warehouse, table);
  await warehouse.run(
    command(
      'events.import.rows',
      `CREATE TABLE {db}.${table} (${rowTable}) ENGINE = MergeTree ORDER BY (order, line)`,
    ),
  );
}

async function drop(warehouse: Warehouse, table: string): Promise<void> {
  await warehouse.run(command('events.import.drop', `DROP TABLE IF EXISTS {db}.${table} SYNC`));
}

interface FileRun {
  readonly id: string;
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
  readonly rows: string;
  readonly signal: AbortSignal;
  readonly report: (progress: number) => void;
}

interface Tools {
  readonly options: EventImportOptions;
  readonly warehouse: Warehouse;
}

/** The file, a chunk at a time → its rows in the warehouse. */
async function readFile(
  { id, path, name, bytes, rows, signal, report }: FileRun,
  { options, warehouse, of }: Tools & { readonly of: EventImport },
): Promise<Pick<EventImportResult, 'rows' | 'unread'>> {
  const shape = await inspectFile(path, {}, name);
  const sql = readRows(rows, { headers: shape.headers, of });
  const directory = join(options.spool, `batch-events-${id}`);
  const sum = { rows: 0, unread: 0 };
  try {
    for await (const chunk of spoolFile(path, { shape, directory }, { name, signal })) {
      if (chunk.rows > 0)
        await warehouse.run(
          command('events.import.read', sql),
          {},
          {
            paths: [chunk.path],
            format: 'RowBinary',
            structure: 'line UInt32, cells Array(String), hints Array(String)',
          },
        );
      sum.rows += chunk.rows;
      sum.unread += chunk.rejected;
      await Promise.all(
        [chunk.path, chunk.rejectsPath ?? chunk.path].map((file) => rm(file, { force: true })),
      );
      report(0.8 * (chunk.bytesRead / bytes));
    }
    return sum;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** Rows that are loaded at a time. */
const atOnce = 400_000;

interface RowLoad {
  readonly number: bigint;
  readonly rows: string;
  readonly total: number;
  readonly input: EventImport;
}

/** Its rows → orders or events, a part at a time. */
async function loadRows(
  { number, rows, total, input }: RowLoad,
  { options, warehouse, workspace }: Tools & { readonly workspace: string },
): Promise<Pick<EventImportResult, 'events' | 'refused'>> {
  const slices = Math.max(1, Math.ceil(total / atOnce));
  const received = options.clock().getTime();
  const by = input.what === 'orders' ? "if(order = '', toString(line), order)" : 'toString(same)';
  let [events, refused] = [0, 0];
  for (let slice = 0; slice < slices; slice += 1) {
    const load = nameLoad(number + BigInt(slice), true);
    const arriving = { rows, arrived: load.tables.arrived, source: input.source, of: input, received };
    const arrive = input.what === 'orders' ? arriveOrders : arriveEvents;
    const lock = await options.operational.lock(`events:${workspace}`);
    try {
      await openLoad(warehouse, load);
      const steps = [
        arrive(arriving, `cityHash64(${by}) % ${slices} = ${slice}`),
        ...(slice === 0 ? [refuseRows(arriving)] : []),
      ];
      for (const sql of steps) await warehouse.run(command('events.import.arrive', sql, loadSettings));
      const loaded = await finishLoad(warehouse, load);
      refused += loaded.refused;
      events += loaded.fresh - loaded.refused;
      options.loaded(workspace, loaded);
    } finally {
      await closeLoad(warehouse, load);
      await lock.release();
    }
  }
  return { events, refused };
}
