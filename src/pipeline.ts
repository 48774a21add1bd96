import { rm } from 'node:fs/promises';

import type { Field } from './fields/index.ts';
import { nameTables, planKeys, resolveProfiles } from './identity/index.ts';
import {
  buildProfiles,
  countOutcome,
  finishIndex,
  planChange,
  publishProfiles,
  type Outcome,
} from './profiles/index.ts';
import {
  addFieldColumns,
  closeStage,
  dropRepeats,
  findRepeats,
  listIdentifiers,
  nameStage,
  openStage,
  planIntake,
  publishStep,
  publishTable,
  readAgain,
  readTie,
  readUsedFields,
  takeChunk,
  writeHead,
  type BatchHead,
  type Journal,
  type RowChunk,
  type Stage,
} from './records/index.ts';
import { settleAll } from './lib/settle-all.ts';
import type { Warehouse } from './store/warehouse/index.ts';

/** Everything that one batch needs on its way from rows to golden profiles. */
export interface BatchRun {
  readonly warehouse: Warehouse;
  readonly head: BatchHead;
  /** The fields of this kind, the workspace's own among them. */
  readonly fields: readonly Field[];
  readonly currency: string;
  /** Rows, a chunk at a time, or what draws them from the warehouse itself. */
  readonly chunks: AsyncIterable<RowChunk> | DrawnRows;
  /** Reserves record numbers; answers the first. */
  readonly takeNumbers: (count: number) => Promise<number>;
  /** Waits for the turn to change profiles. */
  readonly turn: <T>(work: () => Promise<T>) => Promise<T>;
  readonly journal: Journal;
  /** Asked once it is the batch's turn; what it throws stops the batch. */
  readonly check?: () => Promise<void>;
  readonly dryRun: boolean;
  /** `small` keeps the work in memory: for a few records, whose call fails as a whole when it is cut off. */
  readonly size?: 'large' | 'small';
  /** Takes work that nobody has to wait for: a few small tables that go. */
  readonly later?: (work: Promise<void>) => void;
  readonly report: (progress: number, step: PipelineStep) => Promise<void>;
  /** Looks at the stage before it is closed: examples, issues, ids. */
  readonly look?: (stage: Stage) => Promise<void>;
  /** Told what a batch will do, before it is published. */
  readonly decide?: (outcome: BatchOutcome) => Promise<void>;
  readonly now: Date;
}

/** Records that the warehouse makes of what it has, without any of them leaving it. */
export interface DrawnRows {
  /** Puts the raw records into the table `records` of the stage; answers how many. */
  draw(stage: Stage): Promise<number>;
}

/** The steps of the flow, in its order. */
export const pipelineSteps = ['read', 'resolve', 'build', 'publish'] as const;
export type PipelineStep = (typeof pipelineSteps)[number];

/** Chunks that are taken in side by side. */
const chunksAtOnce = 2;

/** What a batch did: rows read and rejected, and what became of the rest. */
export interface BatchOutcome extends Outcome {
  readonly rows: number;
  readonly rejected: number;
}

/**
 * The whole flow. Rows become raw records and typed facts; facts that say nothing new are dropped; records that share
 * an identifier become one profile; each profile gets its golden values; and only then does anyone see any of it.
 */
export async function takeIn(run: BatchRun): Promise<BatchOutcome> {
  const stage = nameStage(run.head.batch, run.head.kind, run.size ?? 'large');
  await addFieldColumns(run.warehouse, run.head.kind, fieldsOf(run));
  await openStage(run.warehouse, stage);
  const counts = await readRows(run, stage);
  const outcome = await run.turn(async () => {
    await run.check?.();
    const known = await resolveIdentity(run, stage, counts);
    const whole = { ...counts, ...known };
    await run.look?.(stage);
    await run.decide?.(whole);
    if (!run.dryRun) await publish(run, stage);
    return whole;
  });
  if (!run.dryRun) await finishIndex(run.warehouse, run.head.kind, outcome.rows);
  const closed = closeStage(run.warehouse, stage);
  if (run.later === undefined) await closed;
  else run.later(closed);
  return outcome;
}

/** The fields that a batch may state: those of its columns, the region that places and addresses tell, the name that its parts make. */
function fieldsOf({ head, fields }: BatchRun): Field[] {
  const mapped = new Set(head.mapping.map(({ field }) => field));
  return fields.filter(
    ({ key }) =>
      mapped.has(key) ||
      (key === 'region' && placeFields.some((place) => mapped.has(place))) ||
      (key === 'name' && nameParts.some((part) => mapped.has(part))),
  );
}

const nameParts = ['family_name', 'given_name'] as const;
const placeFields = ['address', 'state', 'city', 'district'] as const;

/** Rows → raw records and typed facts, all in the stage. */
async function readRows(run: BatchRun, stage: Stage): Promise<{ rows: number; rejected: number }> {
  const { head } = run;
  const checked = (names: readonly (readonly [string, string])[]) => new Set(names.map(([field]) => field));
  const mapped = new Set(head.mapping.map(({ field }) => field));
  const intake = planIntake(
    { ...head, fields: run.fields, currency: run.currency, tie: await readTie(run.warehouse, head) },
    { records: stage.table('records'), facts: stage.table('facts'), rejects: stage.table('rejects') },
    (plan) =>
      planKeys({
        kind: head.kind,
        source: head.source,
        fields: run.fields.filter(
          ({ key }) => mapped.has(key) || plan.columns.some(([column]) => column === key),
        ),
        checked: checked(plan.invalid),
      }),
  );
  return 'draw' in run.chunks
    ? drawRows(run, { stage, intake, rows: run.chunks })
    : readChunks(run, { stage, intake, chunks: run.chunks });
}

type Intake = ReturnType<typeof planIntake>;

/** What the warehouse has → raw records → typed facts. */
async function drawRows(
  run: BatchRun,
  { stage, intake, rows }: { stage: Stage; intake: Intake; rows: DrawnRows },
): Promise<{ rows: number; rejected: number }> {
  const drawn = await rows.draw(stage);
  await run.report(0.2, 'read');
  await readAgain(run.warehouse, intake, { batch: run.head.batch, records: stage.table('records') });
  return { rows: drawn, rejected: 0 };
}

/** Chunks of rows → raw records and typed facts. */
async function readChunks(
  run: BatchRun,
  { stage, intake, chunks }: { stage: Stage; intake: Intake; chunks: AsyncIterable<RowChunk> },
): Promise<{ rows: number; rejected: number }> {
  let rows = 0;
  let rejected = 0;
  const take = async (chunk: RowChunk): Promise<void> => {
    const taken = await takeChunk(run.warehouse, intake, { chunk, stage, takeNumbers: run.takeNumbers });
    rows += chunk.rows + chunk.rejected;
    rejected += chunk.rejected + taken.nameless;
    await run.report(chunk.progress * 0.5, 'read');
    for (const path of [chunk.path, chunk.rejectsPath]) if (path !== null) await rm(path, { force: true });
  };
  // A chunk is worked on by one core; two at a time keep both busy.
  let running: Promise<void>[] = [];
  try {
    for await (const chunk of chunks) {
      const one = take(chunk);
      // It is waited for below; if it fails before, that is no fault of nobody's.
      one.catch(() => undefined);
      running.push(one);
      if (running.length < chunksAtOnce) continue;
      await running[0];
      running = running.slice(1);
    }
    await Promise.all(running);
  } finally {
    // Nobody may drop the stage while a chunk is still on its way into it.
    await Promise.allSettled(running);
  }
  return { rows, rejected };
}

/** Facts → whose they are → golden profiles, still in the stage. */
async function resolveIdentity(run: BatchRun, stage: Stage, { rows }: { rows: number }): Promise<Outcome> {
  const { warehouse, head } = run;
  await run.report(0.5, 'resolve');
  // In the turn, so that nobody takes away meanwhile what is not said again because of it.
  const repeats = await findRepeats(warehouse, stage, head);
  const tables = nameTables(stage);
  const resolve = async (): Promise<void> => {
    await listIdentifiers(warehouse, stage, repeats);
    await resolveProfiles({ warehouse, kind: head.kind, tables, besideVisible: true });
  };
  await settleAll([resolve(), ...(repeats === 0 ? [] : [dropRepeats(warehouse, stage)])]);
  await planChange(warehouse, head.kind, {
    ...tables,
    touched: stage.table('touched'),
    links: stage.table('links'),
  });
  await run.report(0.6, 'build');
  const used = await readUsedFields(warehouse, head.kind, tables.members);
  const mapped = new Set(head.mapping.map(({ field }) => field));
  const plan = {
    kind: head.kind,
    batch: head.batch,
    at: run.now,
    rows,
    own: fieldsOf(run),
    all: run.fields.filter(
      ({ key }) => used.has(key) || mapped.has(key) || key === 'region' || key === 'name',
    ),
  };
  const spread = await buildProfiles(warehouse, plan, {
    singles: stage.table('facts'),
    groups: [stage.table('facts'), `facts_${head.kind}`],
    members: tables.members,
    target: stage.table('profiles'),
  });
  return countOutcome(
    warehouse,
    { kind: head.kind, fields: plan.all, repeats, spread },
    {
      facts: stage.table('facts'),
      members: tables.members,
      nodes: tables.nodes,
      touched: stage.table('touched'),
      profiles: stage.table('profiles'),
    },
  );
}

/** Makes the stage visible; each step is marked, so that one cut off half-way is finished the same after a restart. */
async function publish(run: BatchRun, stage: Stage): Promise<void> {
  const { warehouse, head, journal } = run;
  await run.report(0.9, 'publish');
  await publishStep(journal, 'head', () => writeHead(warehouse, head));
  await finishPublication(warehouse, stage, journal);
}

/** The rest of a publication of which the first step is done: the stage is complete. */
export async function finishPublication(warehouse: Warehouse, stage: Stage, journal: Journal): Promise<void> {
  const { kind } = stage;
  const batchColumn = 'batch';
  for (const name of ['records', 'rejects'])
    await publishTable(warehouse, stage, { staged: name, visible: name, batchColumn, journal });
  await publishTable(warehouse, stage, {
    staged: 'facts',
    visible: `facts_${kind}`,
    batchColumn: '_batch',
    grows: true,
    journal,
  });
  await publishTable(warehouse, stage, {
    staged: 'identifiers',
    visible: `identifiers_${kind}`,
    batchColumn,
    journal,
  });
  await publishProfiles(warehouse, stage, { journal, version: stage.batch });
}
