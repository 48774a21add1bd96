import { z } from 'zod';

import type { Seer } from '../access/index.ts';
import { concealed, isOpen, type Field, type Kind } from '../fields/index.ts';
import { readRecordId, recordId, profileId } from '../lib/profile-id.ts';
import { findOwners, readNames } from '../profiles/index.ts';
import { readHeads, type BatchHead } from '../records/index.ts';
import type { Source, SourceDesk, SourceRecord } from '../sources/index.ts';
import { pointSettings, statement, type Warehouse } from '../store/warehouse/index.ts';
import type { House } from './house.ts';

type Asked = Parameters<SourceDesk['records']>[1];

/** Records may have any number of columns and cells of any length: so much of them is shown. */
const shownColumns = 100;
const shownCharacters = 500;

const recordRow = z.object({
  no: z.coerce.number(),
  batch: z.coerce.number(),
  line: z.coerce.number(),
  file: z.string(),
  cells: z.array(z.string()),
});
type RecordRow = z.output<typeof recordRow>;

const newestRecords = statement({
  name: 'flow.records.newest',
  sql: `SELECT no, batch, line, file,
    arrayMap(cell -> substringUTF8(toValidUTF8(cell), 1, ${shownCharacters}), arraySlice(cells, 1, ${shownColumns})) AS cells
  FROM {db}.records
  PREWHERE no < {before:UInt32} AND batch IN (SELECT batch FROM {db}.batches WHERE source = {source:String})
  ORDER BY no DESC
  LIMIT {limit:UInt32}`,
  row: recordRow,
});

const takenBack = statement({
  name: 'flow.records.taken-back',
  sql: `SELECT no FROM {db}.retractions WHERE no IN {numbers:Array(UInt32)}
  UNION DISTINCT
  SELECT no FROM {db}.records PREWHERE no IN {numbers:Array(UInt32)}
  WHERE batch IN (SELECT batch FROM {db}.batches FINAL WHERE batch IN {batches:Array(UInt32)} AND retracted = 1)`,
  row: z.object({ no: z.coerce.number() }),
  settings: pointSettings,
});

/** What one kind of a workspace is for whoever asks: all its fields, and those they see. */
interface Sight {
  readonly known: ReadonlySet<string>;
  readonly seen: ReadonlyMap<string, Field>;
  readonly all: boolean;
}

/** A page of what a source has sent, as it arrived and as somebody may see it. */
export async function showSourceRecords(
  house: House,
  seer: Seer,
  { source, after, limit }: { readonly source: Source } & Pick<Asked, 'after' | 'limit'>,
): ReturnType<SourceDesk['records']> {
  const warehouse = await house.warehouse(seer.workspace);
  const found = await warehouse.rows(newestRecords, {
    source: source.name,
    before: after === undefined ? 0xffff_ffff : (readRecordId(after) ?? 0),
    limit: limit + 1,
  });
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  if (last === undefined) return { rows: [], next: null };
  const batches = [...new Set(rows.map(({ batch }) => batch))];
  const [heads, imports, gone] = await Promise.all([
    readHeads(warehouse, batches),
    house.batches(seer.workspace).importsOf(batches),
    warehouse.rows(takenBack, { numbers: rows.map(({ no }) => no), batches }),
  ]);
  const page: Page = {
    rows,
    heads: new Map(heads.map((head) => [head.batch, head])),
    imports,
    gone: new Set(gone.map(({ no }) => no)),
  };
  const kinds = [...new Set(heads.map(({ kind }) => kind))];
  const shown = await Promise.all(kinds.map((kind) => showKind({ house, warehouse, seer, kind }, page)));
  const order = new Map(rows.map(({ no }, at) => [recordId(no), at]));
  const place = ({ record }: SourceRecord) => order.get(record) ?? 0;
  return {
    rows: shown.flat().toSorted((a, b) => place(a) - place(b)),
    next: found.length > limit ? recordId(last.no) : null,
  };
}

interface Page {
  readonly rows: readonly RecordRow[];
  readonly heads: ReadonlyMap<number, BatchHead>;
  readonly imports: ReadonlyMap<number, string>;
  readonly gone: ReadonlySet<number>;
}

interface Showing {
  readonly house: House;
  readonly warehouse: Warehouse;
  readonly seer: Seer;
  readonly kind: Kind;
}

/** The records of one kind on a page, with the customers that they belong to now. */
async function showKind({ house, warehouse, seer, kind }: Showing, page: Page): Promise<SourceRecord[]> {
  const of = page.rows.flatMap((row) => {
    const head = page.heads.get(row.batch);
    return head?.kind === kind ? [{ row, head }] : [];
  });
  const [fields, seen, owners] = await Promise.all([
    house.fields(seer.workspace, kind),
    house.seen(seer, kind),
    findOwners(
      warehouse,
      kind,
      of.map(({ row }) => row.no),
    ),
  ]);
  const names = await readNames(warehouse, [...new Set(owners.values())], { kind, fields: seen });
  const sight: Sight = {
    known: new Set(fields.map(({ key }) => key)),
    seen: new Map(seen.map((field) => [field.key, field])),
    all: fields.length === seen.filter(isOpen).length,
  };
  return of.map(({ row, head }) => {
    const owner = owners.get(row.no);
    return {
      record: recordId(row.no),
      kind,
      state: owner !== undefined ? 'counts' : page.gone.has(row.no) ? 'taken-back' : 'rejected',
      profile: owner === undefined ? null : { id: profileId(kind, owner), name: names.get(owner) ?? '' },
      receivedAt: head.receivedAt.toISOString(),
      channel: head.channel,
      file: row.file === '' ? head.file : row.file,
      line: row.line,
      import: page.imports.get(row.batch) ?? null,
      cells: showCells(row, head, sight),
    };
  });
}

/** A column that went to no field may hold anything: its cells are for those alone who see everything. */
function showCells({ cells }: RecordRow, { columns, mapping }: BatchHead, sight: Sight) {
  return cells.flatMap((text, at): SourceRecord['cells'] => {
    const targets = mapping.filter(({ column }) => column === at).map(({ field }) => field);
    const hidden = targets.some((field) => sight.known.has(field) && !sight.seen.has(field));
    if (text === '' || hidden) return [];
    const open = targets.length === 0 ? sight.all : targets.every((field) => isShown(sight, field));
    const [field = null] = targets;
    return [{ column: columns[at] ?? '', field, text: open ? text : concealed }];
  });
}

function isShown({ seen, all }: Sight, key: string): boolean {
  const field = seen.get(key);
  return field === undefined ? all : isOpen(field) && field.type !== 'secret';
}
