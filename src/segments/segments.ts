import { z } from 'zod';

import { createId, type Caller } from '../access/index.ts';
import type { Kind } from '../fields/index.ts';
import type { Output, Parsed } from '../lib/endpoint.ts';
import { mayAsk, namesSegments } from '../query/index.ts';
import { jsonText } from '../store/operational/index.ts';
import { statement } from '../store/warehouse/index.ts';
import type * as contract from './contract.ts';
import { inUse, isFixed, mayChange, tooMany } from './problems.ts';
import { readChanges } from './readings.ts';
import { openSight, type SegmentParts } from './sight.ts';
import { createComparisons } from './comparisons.ts';
import { stockedSegments } from './stocked.ts';
import { countRows, insertRow, listRows, removeRow, type SegmentRow, updateRow } from './tables.ts';

const mostSegments = 200;

const valuesThere = statement({
  name: 'segments.has-values',
  sql: 'SELECT toFloat64(count()) AS n FROM {db}.customer_values WHERE kind = {kind:String}',
  row: z.object({ n: z.number() }),
});

/** Segments: seen by all of the workspace, as far as their rules' fields may be asked about; changed by owners and administrators. */
export function createSegments(parts: SegmentParts) {
  const { operational, clock } = parts;
  const { show, showOne, find, check, guard } = openSight(parts);
  return {
    async list(caller: Caller, kind: Kind | undefined): Promise<contract.Segment[]> {
      return show(caller, await operational.rows(listRows, [caller.workspace, kind ?? null]));
    },
    async get(caller: Caller, id: string): Promise<Output<typeof contract.getSegment>> {
      const row = await find(caller, id);
      const segment = await showOne(caller, row, id);
      const changes =
        segment.rule !== null ? await readChanges(await parts.warehouse(caller.workspace), row) : [];
      return { ...segment, changes };
    },
    async create(caller: Caller, content: Parsed<typeof contract.createSegment>): Promise<contract.Segment> {
      await check(caller, content.rule, { kind: content.kind, inside: [] });
      await checkRoom(operational, caller);
      const id = createId('seg', clock());
      const values = newValues(caller, content);
      const row = await operational.row(insertRow, [caller.workspace, id, ...values, clock()]);
      await parts.refresh(caller);
      return showOne(caller, row, id);
    },
    async update(caller: Caller, { id, ...changes }: Parsed<typeof contract.updateSegment>) {
      const row = await find(caller, id);
      mayChange(caller, row);
      // A rule that the caller may not see is not changed by parts: saying another one takes its place.
      const isOther = changes.rule !== undefined && JSON.stringify(changes.rule) !== JSON.stringify(row.rule);
      if (isOther && row.fixed) throw isFixed(row.name);
      if (isOther) await check(caller, changes.rule, { kind: row.kind, inside: [id] });
      const values = changedValues(row, changes);
      const changed = await operational.row(updateRow, [caller.workspace, id, ...values, clock(), isOther]);
      if (isOther) await parts.refresh(caller);
      return showOne(caller, changed, id);
    },
    async remove(caller: Caller, id: string): Promise<void> {
      const row = await find(caller, id);
      mayChange(caller, row);
      await checkUnused(operational, caller, row);
      await operational.run(removeRow, [caller.workspace, id]);
    },
    guard,
    ...createComparisons(parts),
    async stocked(caller: Caller, kind: Kind) {
      const warehouse = await parts.warehouse(caller.workspace);
      const hasValues = ((await warehouse.row(valuesThere, { kind }))?.n ?? 0) > 0;
      const catalogue = await parts.seen(caller, kind);
      return stockedSegments(hasValues).filter(({ rule }) => mayAsk({ rule, kind }, catalogue, {}));
    },
    refresh: parts.refresh,
  };
}

export type Segments = ReturnType<typeof createSegments>;

async function checkRoom(operational: SegmentParts['operational'], { workspace }: Caller): Promise<void> {
  const count = (await operational.row(countRows, [workspace]))?.n ?? 0;
  if (count >= mostSegments) throw tooMany(mostSegments);
}

/** Refuses where the rules of other segments name this one. */
async function checkUnused(
  operational: SegmentParts['operational'],
  { workspace }: Caller,
  { id, name }: SegmentRow,
): Promise<void> {
  const rows = await operational.rows(listRows, [workspace, null]);
  const users = rows.filter((row) => row.id !== id && speaksOf(row.rule, id));
  if (users.length === 0) return;
  throw inUse(
    name,
    users.map((user) => user.name),
  );
}

function speaksOf(rule: unknown, id: string): boolean {
  return namesSegments(rule) && JSON.stringify(rule).includes(`"segment":${JSON.stringify(id)}`);
}

function newValues(caller: Caller, content: Parsed<typeof contract.createSegment>) {
  const { kind, name, description, folder, rule, fixed } = content;
  return [kind, caller.id, caller.name, name, description, folder, jsonText(rule), fixed] as const;
}

type Changes = Omit<Parsed<typeof contract.updateSegment>, 'id'>;

function changedValues(row: SegmentRow, changes: Changes) {
  const { name = row.name, description = row.description, folder = row.folder, rule = row.rule } = changes;
  return [name, description, folder, jsonText(rule)] as const;
}
