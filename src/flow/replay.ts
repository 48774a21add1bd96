import { z } from 'zod';

import { nameTables, planKeys, resolveProfiles } from '../identity/index.ts';
import { kinds, type Kind } from '../fields/index.ts';
import { buildProfiles, planChange } from '../profiles/index.ts';
import {
  addFieldColumns,
  closeStage,
  listIdentifiers,
  nameStage,
  openStage,
  planIntake,
  readAgain,
  readHeads,
  readTie,
  type BatchHead,
} from '../records/index.ts';
import { openSources } from '../sources/index.ts';
import { statement, type Warehouse } from '../store/warehouse/index.ts';
import { exchangeSteps, exchangeTables } from './exchange.ts';
import type { House } from './house.ts';
import { takeTurn } from './turn.ts';

/**
 * Builds every profile of a workspace anew from its raw records, beside the visible ones, and exchanges them at the end:
 * nothing is missing meanwhile, and a replay that is cut off has changed nothing or is ended by whoever comes next.
 * With `only`, nothing is done where no record would say more than it said.
 */
export async function replay(
  house: House,
  workspace: string,
  { only, report }: { readonly only?: 'days' | undefined; readonly report: (progress: number) => void },
): Promise<void> {
  for (const [index, kind] of kinds.entries()) {
    if (only === undefined || (await hasFarDays(house, workspace, kind)))
      await takeTurn(house, workspace, () => replayKind(house, { workspace, kind }));
    report((index + 1) / kinds.length);
  }
}

/** Years before 1900 and after 2299, as they stand in dates. */
const farYear = '(^|[^0-9])(1[0-8]|2[3-9]|[3-9][0-9])[0-9]{2}([^0-9]|[0-9]{4}$|$)';

/** True where a date failed its check in a cell with such a year: earlier programs could not keep those days. */
async function hasFarDays(house: House, workspace: string, kind: Kind): Promise<boolean> {
  const warehouse = await house.warehouse(workspace);
  const dates = new Set(
    (await house.fields(workspace, kind)).filter(({ type }) => type === 'date').map(({ key }) => key),
  );
  for (const [columns, batches] of groupByDates(await readHeads(warehouse), { kind, dates })) {
    const asked = { dates: [...dates], year: farYear, columns, batches };
    if (((await warehouse.row(farDays(kind), asked))?.n ?? 0) > 0) return true;
  }
  return false;
}

/** The batches of a kind by the columns, counted from 1, in which they have dates. */
function groupByDates(
  heads: readonly BatchHead[],
  { kind, dates }: { kind: Kind; dates: ReadonlySet<string> },
): (readonly [columns: number[], batches: number[]])[] {
  const groups = new Map<string, readonly [columns: number[], batches: number[]]>();
  for (const { batch, mapping } of heads.filter((head) => head.kind === kind)) {
    const columns = mapping.filter(({ field }) => dates.has(field)).map(({ column }) => column + 1);
    const group = groups.get(columns.join());
    if (group === undefined) groups.set(columns.join(), [columns, [batch]]);
    else group[1].push(batch);
  }
  return [...groups.values()].filter(([columns]) => columns.length > 0);
}

function farDays(kind: Kind) {
  return statement({
    name: 'flow.replay.far-days',
    sql: `SELECT count() AS n FROM (
      SELECT 1 FROM {db}.records
      WHERE batch IN {batches:Array(UInt32)}
        AND no IN (SELECT _no FROM {db}.facts_${kind} WHERE hasAny(_invalid, {dates:Array(String)}))
        AND arrayExists(at -> match(cells[at], {year:String}), {columns:Array(UInt32)})
      LIMIT 1)`,
    row: z.object({ n: z.coerce.number() }),
    lane: 'count',
  });
}

async function replayKind(
  house: House,
  { workspace, kind }: { workspace: string; kind: Kind },
): Promise<void> {
  const warehouse = await house.warehouse(workspace);
  const batches = house.batches(workspace);
  const number = await batches.create({ task: { does: 'replay', kind } });
  const stage = nameStage(number, kind);
  const heads = await readTrusted(house, { warehouse, workspace, kind });
  const used = new Set(heads.flatMap((head) => [...head.mapping.map(({ field }) => field), ...head.sets]));
  const fields = (await house.fields(workspace, kind)).filter(
    ({ key }) => used.has(key) || key === 'region' || key === 'name',
  );
  await addFieldColumns(warehouse, kind, fields);
  await openStage(warehouse, stage);
  for (const head of heads)
    await replayBatch(house, { warehouse, workspace, head, facts: stage.table('facts') });
  await listIdentifiers(warehouse, stage);
  const tables = nameTables(stage);
  await resolveProfiles({ warehouse, kind, tables, besideVisible: false });
  await planChange(warehouse, kind, {
    ...tables,
    touched: stage.table('touched'),
    links: stage.table('links'),
  });
  await buildProfiles(
    warehouse,
    { kind, batch: number, at: house.clock(), rows: 0, own: fields, all: fields },
    {
      singles: tables.facts,
      groups: [tables.facts],
      members: tables.members,
      target: stage.table('profiles'),
    },
  );
  await batches.mark(number, exchangeSteps.ready);
  await exchangeTables(warehouse, stage, batches);
  await closeStage(warehouse, stage);
  await batches.remove(number);
}

/** The live batches of a kind, each with the trust that its source has today. */
async function readTrusted(
  house: House,
  { warehouse, workspace, kind }: { warehouse: Warehouse; workspace: string; kind: Kind },
): Promise<BatchHead[]> {
  const sources = await openSources(house.operational, house.clock).list(workspace);
  const trust = new Map(sources.map((source) => [source.name, source.trust]));
  const heads = await readHeads(warehouse);
  return heads
    .filter((head) => head.kind === kind)
    .map((head) => ({ ...head, trust: trust.get(head.source) ?? head.trust }));
}

/** The facts of one batch, read again from its raw records by today's rules. */
async function replayBatch(
  house: House,
  task: { warehouse: Warehouse; workspace: string; head: BatchHead; facts: string },
): Promise<void> {
  const { warehouse, head } = task;
  const fields = await house.fields(task.workspace, head.kind);
  const mapped = new Set(head.mapping.map(({ field }) => field));
  const tie = await readTie(warehouse, head);
  const intake = planIntake(
    { ...head, fields, currency: house.currency, tie },
    { records: 'records', rejects: 'rejects', facts: task.facts },
    (plan) =>
      planKeys({
        kind: head.kind,
        source: head.source,
        fields: fields.filter(
          ({ key }) => mapped.has(key) || plan.columns.some(([column]) => column === key),
        ),
        checked: new Set(plan.invalid.map(([field]) => field)),
      }),
  );
  await readAgain(warehouse, intake, { batch: head.batch, records: 'records' });
}
