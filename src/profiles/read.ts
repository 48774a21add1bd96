import { z } from 'zod';

import { catalogueColumns, type Field, type Kind } from '../fields/index.ts';
import { Problem } from '../lib/problem.ts';
import { profileId, readProfileId, recordId } from '../lib/profile-id.ts';
import { quoteName, statement, type Warehouse } from '../store/warehouse/index.ts';
import { completenessOf } from './completeness.ts';
import type { Profile } from './contract.ts';
import { traceField, type FactsRow, type FieldClaim } from './lineage.ts';

/** More records than this are not shown one by one. */
const shownRecords = 500;

const factsRow = z.looseObject({
  _no: z.coerce.number(),
  _trust: z.coerce.number(),
  _seen: z.coerce.number(),
  _sets: z.array(z.string()),
  _invalid: z.array(z.string()),
  _source: z.string(),
  _profile: z.coerce.number(),
});

const recordRow = z.object({
  no: z.coerce.number(),
  line: z.coerce.number(),
  cells: z.array(z.string()),
  batch: z.coerce.number(),
  party: z.string(),
  channel: z.string(),
  file: z.string(),
  columns: z.array(z.string()),
  mapping: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(z.array(z.object({ column: z.number(), field: z.string() }))),
  received: z.coerce.number(),
});
type RecordRow = z.output<typeof recordRow>;

export interface ReadOptions {
  readonly fields: readonly Field[];
  /** The columns that the facts have. */
  readonly known: ReadonlySet<string>;
  /** The imports that batches belong to, by number; batches of calls and edits belong to none. */
  readonly importsOf: (batches: readonly number[]) => Promise<ReadonlyMap<number, string>>;
}

/** A profile with every claim about each value. Problem: `profiles.not-found`. */
export async function readProfile(warehouse: Warehouse, id: string, options: ReadOptions): Promise<Profile> {
  const key = readProfileId(id);
  if (key === undefined) throw notFound(id);
  const fields = options.fields.filter((field) => options.known.has(field.key));
  const found = await warehouse.rows(factsOf(key.kind, fields), { no: key.no });
  const [first] = found;
  if (first === undefined) throw notFound(id);
  const rows = found.map((row): FactsRow & { source: string } => ({
    no: row._no,
    trust: row._trust,
    observed: row._seen,
    sets: row._sets,
    invalid: row._invalid,
    values: row,
    source: row._source,
  }));
  const records = await readRecords(
    warehouse,
    rows.map(({ no }) => no),
  );
  const imports = await options.importsOf([...new Set([...records.values()].map(({ batch }) => batch))]);
  return shape({ id: profileId(key.kind, first._profile), kind: key.kind, fields, rows, records, imports });
}

function factsOf(kind: Kind, fields: readonly Field[]) {
  const columns = catalogueColumns(fields).map(({ name }) => quoteName(name));
  const profile = `if((SELECT max(profile) FROM {db}.links_${kind} WHERE no = {no:UInt32}) = 0, {no:UInt32}, (SELECT max(profile) FROM {db}.links_${kind} WHERE no = {no:UInt32}))`;
  return statement({
    name: 'profiles.read.facts',
    sql: `WITH ${profile} AS p
    SELECT p AS _profile, _no, _source, _trust, toUnixTimestamp(_observed) AS _seen, _sets, _invalid${columns.map((column) => `, ${column}`).join('')}
    FROM {db}.facts_${kind}
    WHERE _no IN (SELECT arrayJoin(arrayPushBack(groupArray(no), p)) FROM {db}.links_${kind} WHERE profile = p)
    ORDER BY _no LIMIT ${shownRecords}`,
    row: factsRow,
  });
}

async function readRecords(
  warehouse: Warehouse,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, RecordRow>> {
  const rows = await warehouse.rows(
    statement({
      name: 'profiles.read.records',
      sql: `SELECT r.no AS no, r.line AS line, r.cells AS cells, b.batch AS batch, b.party AS party, b.channel AS channel, b.file AS file,
        b.columns AS columns, b.mapping AS mapping, toUnixTimestamp(b.received_at) AS received
      FROM (SELECT no, batch, line, cells FROM {db}.records WHERE no IN ({numbers:Array(UInt32)})) AS r
      INNER JOIN (SELECT batch, argMax(party, version) AS party, argMax(channel, version) AS channel, argMax(file, version) AS file,
        argMax(columns, version) AS columns, argMax(mapping, version) AS mapping, argMax(received_at, version) AS received_at
        FROM {db}.batches GROUP BY batch) AS b ON r.batch = b.batch`,
      row: recordRow,
    }),
    { numbers: [...numbers] },
  );
  return new Map(rows.map((row) => [row.no, row]));
}

interface Found {
  readonly id: string;
  readonly kind: Kind;
  readonly fields: readonly Field[];
  readonly rows: readonly (FactsRow & { readonly source: string })[];
  readonly records: ReadonlyMap<number, RecordRow>;
  readonly imports: ReadonlyMap<number, string>;
}

function shape({ id, kind, fields, rows, records, imports }: Found): Profile {
  const traced = fields.map((field) => ({ key: field.key, ...traceField(field, rows) }));
  const sourceOf = new Map(rows.map((row) => [row.no, row.source]));
  const present = traced.filter(({ claims }) => claims.length > 0);
  const filled = present.filter(({ value }) => value !== null);
  return {
    id,
    kind,
    completeness: completenessOf(
      kind,
      filled.map(({ key }) => key),
    ),
    records: rows.length,
    sources: [...new Set(rows.map(({ source }) => source))].sort(),
    values: Object.fromEntries(filled.map(({ key, value }) => [key, value])),
    invalid: traced.filter(({ invalid }) => invalid).map(({ key }) => key),
    lineage: Object.fromEntries(
      present.map(({ key, claims }) => [
        key,
        claims.map((claim) =>
          shapeClaim(key, claim, {
            source: sourceOf.get(claim.row.no) ?? '',
            record: records.get(claim.row.no),
            imports,
          }),
        ),
      ]),
    ),
    version: rows
      .map(({ no }) => no.toString(36))
      .join('.')
      .slice(-60),
  };
}

/** A record whose raw form is gone says no more than its facts. */
const noRecord: RecordRow = {
  no: 0,
  line: 0,
  cells: [],
  batch: 0,
  party: '',
  channel: '',
  file: '',
  columns: [],
  mapping: [],
  received: 0,
};

/** The fields from whose columns a field may have been worked out. */
const derivedFrom: Readonly<Record<string, readonly string[]>> = {
  region: ['region', 'address', 'state', 'city', 'district'],
  name: ['name', 'family_name', 'given_name'],
};

function shapeClaim(
  field: string,
  claim: FieldClaim,
  from: { source: string; record: RecordRow | undefined; imports: Found['imports'] },
): Profile['lineage'][string][number] {
  const record = from.record ?? noRecord;
  const origins = derivedFrom[field] ?? [field];
  return {
    value: claim.value,
    wins: claim.wins,
    valid: claim.valid,
    record: recordId(claim.row.no),
    source: from.source,
    party: record.party,
    channel: record.channel,
    trust: claim.row.trust,
    observedAt: new Date(claim.row.observed * 1000).toISOString(),
    receivedAt: new Date(record.received * 1000).toISOString(),
    file: record.file,
    line: record.line,
    import: from.imports.get(record.batch) ?? null,
    original: record.mapping
      .filter((column) => origins.includes(column.field))
      .map(({ column }) => ({ column: record.columns[column] ?? '', text: record.cells[column] ?? '' })),
  };
}

/** The problem of an id that the workspace does not have. */
export function notFound(id: string): Problem {
  return new Problem(
    'profiles.not-found',
    {
      en: 'There is no profile "{id}" here. It may have been taken back with its import; search for it by name.',
      zh: '此处没有档案“{id}”。它可能已随导入一起撤销，请按名称搜索。',
    },
    { id: id.slice(0, 64) },
  );
}
