import { z } from 'zod';

import type { Bilingual } from '../../lib/problem.ts';
import { Problem } from '../../lib/problem.ts';
import { takeIn, type PipelineStep } from '../../pipeline.ts';
import { closeStage, nameStage, tieField, type BatchHead, type Stage } from '../../records/index.ts';
import type { Source } from '../../sources/index.ts';
import { command, statement } from '../../store/warehouse/index.ts';
import type { House } from '../house.ts';
import { openPublishing } from '../turn.ts';
import { cellSql, planEdit, type EditPlan } from './plan.ts';
import type { EditTask } from './task.ts';

const countRow = z.object({ total: z.coerce.number(), changed: z.coerce.number() });
const failedRow = z.object({ failed: z.array(z.string()) });

/** The names that a record's columns have: a field each, then the profile that it is about. */
const profileColumn = 'profile';

/** How many profiles an edit is about, and how many say something else now. */
export async function countEdit(plan: EditPlan): Promise<{ total: number; changed: number }> {
  const row = await plan.warehouse.row(
    statement({
      name: 'flow.edits.count',
      sql: `SELECT count() AS total, countIf(${plan.differs}) AS changed
FROM {db}.profiles_${plan.kind}
CROSS JOIN (${plan.template.sql}) AS template
WHERE ${plan.where}`,
      row: countRow,
    }),
    plan.parameters,
  );
  return row ?? { total: 0, changed: 0 };
}

/** Refuses a value that fails its check: what nobody can read is not written to many. Problem: `edits.invalid`. */
export async function checkValues(plan: EditPlan): Promise<void> {
  const row = await plan.warehouse.row(
    statement({
      name: 'flow.edits.check',
      // The workspace's database stands here because no statement goes without it; the row is given.
      sql: `SELECT failed FROM (${plan.template.sql}) AS template WHERE '{db}' != ''`,
      row: failedRow,
    }),
    plan.parameters,
  );
  const failed = plan.fields.filter(({ key }) => row?.failed.includes(key));
  if (failed.length === 0) return;
  throw new Problem(
    'edits.invalid',
    {
      en: 'These values fail the check of their field and would be marked so in every profile: {en}. Mend them.',
      zh: '以下字段的值未通过校验，写入后每个档案都会被标记：{zh}。请修正。',
    },
    {
      fields: failed.map(({ key }) => key),
      en: failed.map(({ label }) => label.en).join(', '),
      zh: failed.map(({ label }) => label.zh).join('、'),
    },
  );
}

/** Puts one record for each profile that the edit changes into the stage; answers how many. */
async function drawRecords(house: House, { plan, stage }: { plan: EditPlan; stage: Stage }, task: EditTask) {
  const targets = stage.table('targets');
  const { warehouse, changes, parameters } = plan;
  const cells = changes.map((change, at) => `${cellSql(change, at)} AS cell${at}`);
  await warehouse.run(
    command(
      'flow.edits.targets',
      `CREATE TABLE {db}.${targets} (no UInt32, cells Array(String) CODEC(ZSTD(1))) ENGINE = MergeTree ORDER BY no`,
    ),
  );
  await warehouse.run(
    command(
      'flow.edits.targets.find',
      `INSERT INTO {db}.${targets}
SELECT _no, [${[...changes.map((_, at) => `cell${at}`), 'toString(_no)'].join(', ')}] FROM (
  SELECT _no, {cells:Array(String)} AS cells${cells.map((cell) => `, ${cell}`).join('')}
  FROM {db}.profiles_${plan.kind}
  CROSS JOIN (${plan.template.sql}) AS template
  WHERE ${plan.where} AND ${plan.differs}
)`,
      { max_insert_threads: 2 },
    ),
    parameters,
  );
  const found = await warehouse.row(
    statement({
      name: 'flow.edits.targets.count',
      sql: `SELECT count() AS n FROM {db}.${targets}`,
      row: z.object({ n: z.coerce.number() }),
    }),
  );
  const rows = found?.n ?? 0;
  if (rows === 0) return 0;
  const first = await house.batches(task.workspace).takeRecords(rows);
  await warehouse.run(
    command(
      'flow.edits.records',
      `INSERT INTO {db}.${stage.table('records')} (no, batch, line, cells, hints)
SELECT {first:UInt32} + rowNumberInAllBlocks(), ${stage.batch}, 0, cells, {hints:Array(String)}
FROM (SELECT cells FROM {db}.${targets} ORDER BY no)`,
    ),
    { ...parameters, first },
  );
  return rows;
}

/** What making an edit needs to know beside the edit itself. */
export interface EditRun {
  readonly task: EditTask;
  readonly source: Source;
  readonly actor: string;
  /** Told the number of the batch when it begins, and again with how many profiles it edits before anyone sees it. */
  readonly note: (batch: number, edited: number | null) => Promise<void>;
  readonly report: (progress: number, note: Bilingual) => void;
  readonly signal: AbortSignal;
}

const notes: Readonly<Record<PipelineStep, Bilingual>> = {
  read: { en: 'Writing the edits', zh: '正在写入修改' },
  resolve: { en: 'Finding their profiles', zh: '正在匹配档案' },
  build: { en: 'Building profiles', zh: '正在生成档案' },
  publish: { en: 'Publishing', zh: '正在发布' },
};

/**
 * Edits all profiles that fit when its turn has come, as one batch of the source "manual": a record for each, tied to
 * its profile. Answers how many there were.
 */
export async function makeEdit(house: House, run: EditRun): Promise<{ edited: number }> {
  const { task } = run;
  await house.space.check();
  const plan = await planEdit(house, task);
  await checkValues(plan);
  const batches = house.batches(task.workspace);
  const number = await batches.create({ task: { does: 'records', kind: task.kind } });
  await run.note(number, null);
  const publishing = openPublishing(house, {
    workspace: task.workspace,
    number,
    again: false,
    awaited: true,
  });
  try {
    // Who fits, and what their lists hold, must not change between here and the end.
    const outcome = await publishing.turn(() =>
      takeIn({
        warehouse: plan.warehouse,
        head: headOf(house, run, { plan, number }),
        fields: plan.fields,
        currency: house.currency,
        chunks: { draw: (stage) => drawRecords(house, { plan, stage }, task) },
        takeNumbers: (count) => batches.takeRecords(count),
        turn: (work) => work(),
        journal: publishing.journal,
        dryRun: false,
        report: async (progress, step) => {
          run.signal.throwIfAborted();
          run.report(progress, notes[step]);
        },
        decide: ({ rows }) => run.note(number, rows),
        now: house.clock(),
      }),
    );
    return { edited: outcome.rows };
  } catch (error) {
    if (publishing.journal.done.size === 0) {
      await closeStage(plan.warehouse, nameStage(number, task.kind));
      await batches.remove(number);
    }
    throw error;
  }
}

function headOf(
  house: House,
  { source, actor }: EditRun,
  { plan, number }: { plan: EditPlan; number: number },
): BatchHead {
  const columns = [...plan.mapping.map(({ field }) => field), profileColumn];
  return {
    batch: number,
    kind: plan.kind,
    source: source.name,
    party: source.party,
    channel: source.channel,
    basis: source.basis,
    trust: source.trust,
    file: '',
    columns,
    mapping: [...plan.mapping, { column: plan.mapping.length, field: tieField }],
    sets: plan.mapping.map(({ field }) => field),
    tied: 0,
    actor,
    observedAt: house.clock(),
    receivedAt: house.clock(),
  };
}
