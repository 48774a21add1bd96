import { z } from 'zod';

import { createId, type Caller } from '../access/index.ts';
import type { Kind } from '../fields/index.ts';
import type { Output, Parsed } from '../lib/endpoint.ts';
import { mayAsk } from '../query/index.ts';
import { jsonText } from '../store/operational/index.ts';
import { statement } from '../store/warehouse/index.ts';
import type * as contract from './contract.ts';
import { mayChange, notForYou, otherKinds, tooMany } from './problems.ts';
import { readChanges, readOverlaps } from './readings.ts';
import { openSight, type SegmentParts } from './sight.ts';
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
  const { catalogues, show, showOne, find, check } = openSight(parts);
  return {
    async list(caller: Caller, kind: Kind | undefined): Promise<contract.Segment[]> {
      return show(caller, await operational.rows(listRows, [caller.workspace, kind ?? null]));
    },
    async get(caller: Caller, id: string): Promise<Output<typeof contract.getSegment>> {
      const row = await find(caller, id);
      const segment = await showOne(caller, row, id);
      const isOpen = segment.rule !== null;
      const changes = isOpen ? await readChanges(await parts.warehouse(caller.workspace), row) : [];
      return { ...segment, changes };
    },
    async create(caller: Caller, content: Parsed<typeof contract.createSegment>): Promise<contract.Segment> {
      await check(caller, content.kind, content.rule);
      const count = (await operational.row(countRows, [caller.workspace]))?.n ?? 0;
      if (count >= mostSegments) throw tooMany(mostSegments);
      const id = createId('seg', clock());
      const { kind, name, description, folder, rule } = content;
      const owner = [caller.workspace, id, kind, caller.id, caller.name];
      const values = [...owner, name, description, folder, jsonText(rule), clock()];
      const row = await operational.row(insertRow, values);
      await parts.refresh(caller);
      return showOne(caller, row, id);
    },
    async update(caller: Caller, { id, ...changes }: Parsed<typeof contract.updateSegment>) {
      const row = await find(caller, id);
      mayChange(caller, row);
      // A rule that the caller may not see is not changed by parts: saying another one takes its place.
      if (changes.rule !== undefined) await check(caller, row.kind, changes.rule);
      const isOther = changes.rule !== undefined && JSON.stringify(changes.rule) !== JSON.stringify(row.rule);
      const values = changedValues(row, changes);
      const changed = await operational.row(updateRow, [caller.workspace, id, ...values, clock(), isOther]);
      if (isOther) await parts.refresh(caller);
      return showOne(caller, changed, id);
    },
    async remove(caller: Caller, id: string): Promise<void> {
      mayChange(caller, await find(caller, id));
      await operational.run(removeRow, [caller.workspace, id]);
    },
    async compare(caller: Caller, ids: readonly string[]) {
      const rows = await Promise.all([...new Set(ids)].map((id) => find(caller, id)));
      const seen = await catalogues(caller);
      const closed = rows.find((row) => !mayAsk(row, seen.get(row.kind) ?? []));
      if (closed !== undefined) throw notForYou(closed.name);
      if (new Set(rows.map(({ kind }) => kind)).size > 1) throw otherKinds();
      return readOverlaps(
        await parts.warehouse(caller.workspace),
        rows.map(({ id }) => id),
      );
    },
    async stocked(caller: Caller, kind: Kind) {
      const warehouse = await parts.warehouse(caller.workspace);
      const hasValues = ((await warehouse.row(valuesThere, { kind }))?.n ?? 0) > 0;
      const catalogue = await parts.seen(caller, kind);
      return stockedSegments(hasValues).filter(({ rule }) => mayAsk({ rule, kind }, catalogue));
    },
    refresh: parts.refresh,
  };
}

export type Segments = ReturnType<typeof createSegments>;

type Changes = Omit<Parsed<typeof contract.updateSegment>, 'id'>;

function changedValues(row: SegmentRow, changes: Changes) {
  const { name = row.name, description = row.description, folder = row.folder, rule = row.rule } = changes;
  return [name, description, folder, jsonText(rule)] as const;
}
