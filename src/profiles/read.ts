import { z } from 'zod';

import { concealed, keepsValue, type Field, type Kind } from '../fields/index.ts';
import { Problem } from '../lib/problem.ts';
import { profileId, type ProfileKey, readProfileId, recordId } from '../lib/profile-id.ts';
import { pointSettings, statement, type Warehouse } from '../store/warehouse/index.ts';
import { completenessOf } from './completeness.ts';
import type { Profile } from './contract.ts';
import { type BatchOrigin, noOrigin, readOrigins } from './batch-origins.ts';
import { findHeir } from './heir.ts';
import { traceField, type FieldClaim } from './lineage.ts';
import { readRecords, shownRecords, type Reading, type ReadRecord } from './record-rows.ts';

const linkRow = z.object({ profile: z.coerce.number(), no: z.coerce.number() });
type Link = z.output<typeof linkRow>;

export interface ReadOptions {
  /** All fields, and those that the reader sees, as they see them. */
  readonly fields: readonly Field[];
  readonly seen: readonly Field[];
  /** The columns that the facts have. */
  readonly known: () => Promise<ReadonlySet<string>>;
  /** The imports that batches belong to, by number; batches of calls and edits belong to none. */
  readonly importsOf: (batches: readonly number[]) => Promise<ReadonlyMap<number, string>>;
}

/**
 * A profile with every claim about each value. The id of one whose first record was taken back leads to the profile of
 * the records that it had left. Problem: `profiles.not-found`.
 */
export async function readProfile(warehouse: Warehouse, id: string, options: ReadOptions): Promise<Profile> {
  const key = readProfileId(id);
  if (key === undefined) throw notFound(id);
  const read = { warehouse, kind: key.kind, fields: options.fields, known: options.known };
  const { profile, rows } = await readGroup(read, key);
  const found = rows.toSorted((a, b) => a.no - b.no).slice(0, shownRecords);
  if (found.every(({ tied }) => tied)) {
    const heir = await findHeir(warehouse, key);
    if (heir === undefined) throw notFound(id);
    return readProfile(warehouse, profileId(key.kind, heir), options);
  }
  const batches = new Set(found.map(({ record }) => record.batch));
  const origins = await readOrigins(warehouse, batches, options.importsOf);
  const said = new Set(found.flatMap(({ values }) => Object.keys(values)));
  const seen = new Map(options.seen.map((field) => [field.key, field]));
  return shape({
    id: profileId(key.kind, profile),
    kind: key.kind,
    fields: options.fields.filter((field) => said.has(field.key)),
    seen,
    rows: found,
    origins,
  });
}

/**
 * The records of the profile that a record belongs to. Most profiles stand on the one record that names them: it is read
 * beside the question whether there are more; and where another one names the profile, that one beside all that are linked to it.
 */
async function readGroup(
  read: Reading,
  { kind, no }: ProfileKey,
): Promise<{ profile: number; rows: ReadRecord[] }> {
  const [own, links] = await Promise.all([readRecords(read, [no]), readLinks(read.warehouse, { kind, no })]);
  const profile = profileOf(links, no);
  const [first, all] =
    profile === no
      ? [[], links]
      : await Promise.all([readRecords(read, [profile]), readLinksTo(read.warehouse, { kind, no: profile })]);
  const more = all.map((link) => link.no).filter((member) => member !== no && member !== profile);
  const others = more.length === 0 ? [] : await readRecords(read, more);
  return { profile, rows: [...own, ...first, ...others] };
}

/** The profile that a record belongs to, and its records; a record that is linked to none is its own. */
export async function readMembers(
  warehouse: Warehouse,
  { kind, no }: ProfileKey,
): Promise<{ readonly profile: number; readonly numbers: readonly number[] }> {
  const links = await readLinks(warehouse, { kind, no });
  const profile = profileOf(links, no);
  const all = profile === no ? links : await readLinksTo(warehouse, { kind, no: profile });
  return { profile, numbers: [profile, ...all.map((link) => link.no)] };
}

/** The links of a record and of the profile that bears its number. */
function readLinks(warehouse: Warehouse, { kind, no }: ProfileKey): Promise<Link[]> {
  return warehouse.rows(linksOf(kind, 'profile = {no:UInt32} OR no = {no:UInt32}'), { no });
}

/** The links to a profile that bears its own number. */
function readLinksTo(warehouse: Warehouse, { kind, no }: ProfileKey): Promise<Link[]> {
  return warehouse.rows(linksOf(kind, 'profile = {no:UInt32}'), { no });
}

function profileOf(links: readonly Link[], no: number): number {
  return links.find((link) => link.no === no)?.profile ?? no;
}

function linksOf(kind: Kind, where: string) {
  return statement({
    name: 'profiles.read.links',
    sql: `SELECT profile, no FROM {db}.links_${kind} PREWHERE ${where} LIMIT ${shownRecords}`,
    row: linkRow,
    settings: pointSettings,
  });
}

interface Found {
  readonly id: string;
  readonly kind: Kind;
  readonly fields: readonly Field[];
  readonly seen: ReadonlyMap<string, Field>;
  readonly rows: readonly ReadRecord[];
  readonly origins: ReadonlyMap<number, BatchOrigin>;
}

function shape({ id, kind, fields, seen, rows, origins }: Found): Profile {
  const traced = fields.map((field) => ({
    key: field.key,
    ...traceField(seen.get(field.key) ?? field, rows),
  }));
  const byNumber = new Map(rows.map((row) => [row.no, row]));
  const shown = traced.filter(({ key }) => seen.has(key));
  const present = shown.filter(({ claims }) => claims.length > 0);
  return {
    id,
    kind,
    completeness: completenessOf(
      kind,
      traced.filter(({ value }) => value !== null).map(({ key }) => key),
    ),
    records: rows.length,
    sources: [...new Set(rows.map(({ source }) => source))].sort(),
    values: Object.fromEntries(
      present.filter(({ value }) => value !== null).map(({ key, value }) => [key, value]),
    ),
    masked: present.map(({ key }) => key).filter((key) => isMasked(seen.get(key))),
    revealable: present
      .map(({ key }) => key)
      .filter((key) => seen.get(key)?.revealable && isMasked(seen.get(key))),
    invalid: shown.filter(({ invalid }) => invalid).map(({ key }) => key),
    lineage: Object.fromEntries(
      present.map(({ key, claims }) => [
        key,
        claims.flatMap((claim) => {
          const from = byNumber.get(claim.row.no);
          return from === undefined
            ? []
            : shapeClaim(key, claim, { from, seen, origin: origins.get(from.record.batch) ?? noOrigin });
        }),
      ]),
    ),
    version: rows
      .map(({ no }) => no.toString(36))
      .join('.')
      .slice(-60),
  };
}

/** The fields from whose columns a field may have been worked out. */
const derivedFrom: Readonly<Record<string, readonly string[]>> = {
  region: ['region', 'address', 'state', 'city', 'district'],
  name: ['name', 'family_name', 'given_name'],
};

function shapeClaim(
  field: string,
  claim: FieldClaim,
  { from, origin, seen }: { from: ReadRecord; origin: BatchOrigin; seen: Found['seen'] },
): Profile['lineage'][string][number] {
  const { line, cells, file } = from.record;
  const { head } = origin;
  const columns = derivedFrom[field] ?? [field];
  return {
    value: claim.value,
    wins: claim.wins,
    valid: claim.valid,
    lost: claim.lost,
    record: recordId(from.no),
    source: from.source,
    party: head.party,
    channel: head.channel,
    actor: head.actor,
    trust: from.trust,
    observedAt: new Date(from.observed * 1000).toISOString(),
    receivedAt: head.receivedAt.toISOString(),
    file: file === '' ? head.file : file,
    line,
    import: origin.import,
    original: head.mapping
      .filter((column) => columns.includes(column.field) && seen.has(column.field))
      .map((column) => ({
        column: head.columns[column.column] ?? '',
        text: showCell(seen.get(column.field), cells[column.column] ?? ''),
      })),
  };
}

function isMasked(field: Field | undefined): boolean {
  return field?.sight === 'masked' && !keepsValue(field);
}

/** A cell as it arrived; it may hold more than its value, so of a masked field nothing of it is shown, and what is sealed stays so. */
function showCell(field: Field | undefined, text: string): string {
  return text !== '' && (isMasked(field) || field?.type === 'secret') ? concealed : text;
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
