import { z } from 'zod';

import type { Caller } from '../access/index.ts';
import type { Output, Parsed } from '../lib/endpoint.ts';
import { readRecordId, recordId } from '../lib/profile-id.ts';
import { statement, type Warehouse } from '../store/warehouse/index.ts';
import type { listTimeline, Profile, TimelineEntry } from './contract.ts';
import type { ProfilePlace } from './place.ts';

/** What a part of the timeline is asked for: entries of some kinds, older than a place, the newest first. */
export interface TimelineAsk {
  readonly caller: Caller;
  readonly profile: Profile;
  readonly place: ProfilePlace;
  readonly before: { readonly at: string; readonly id: string } | null;
  readonly limit: number;
}

/** One source of entries. Each room adds its own; the timeline knows nothing of them but this. */
export interface TimelinePart {
  readonly name: string;
  readonly kinds: readonly string[];
  read(ask: TimelineAsk): Promise<readonly TimelineEntry[]>;
}

/** True for what stands behind a place in the order of the timeline, the newest first. */
export function isBehind(
  { at, id }: Pick<TimelineEntry, 'at' | 'id'>,
  before: TimelineAsk['before'],
): boolean {
  return before === null || at < before.at || (at === before.at && id < before.id);
}

function readCursor(text: string | undefined): TimelineAsk['before'] {
  if (text === undefined) return null;
  const [at = '', id = ''] = Buffer.from(text, 'base64url').toString('utf8').split('|');
  // A cursor that we did not give out has nothing after it.
  return z.iso.datetime().safeParse(at).success ? { at, id } : { at: '', id: '' };
}

/** A page of everything that happened with a profile: the parts side by side, in the order of time. */
export async function readTimeline(
  parts: readonly TimelinePart[],
  asked: Parsed<typeof listTimeline>,
  on: Pick<TimelineAsk, 'caller' | 'profile' | 'place'>,
): Promise<Output<typeof listTimeline>> {
  const wanted = asked.kinds === undefined ? null : new Set(asked.kinds.split(','));
  const isWanted = (kind: string) => wanted === null || wanted.has(kind);
  const ask = { ...on, before: readCursor(asked.after), limit: asked.limit + 1 };
  const lists = await Promise.all(
    parts.filter(({ kinds }) => kinds.some(isWanted)).map((part) => part.read(ask)),
  );
  const rows = lists
    .flat()
    .filter((entry) => isWanted(entry.kind) && isBehind(entry, ask.before))
    .toSorted((a, b) => (isBehind(a, b) ? 1 : -1));
  const shown = rows.slice(0, asked.limit);
  const last = shown.at(-1);
  const next =
    rows.length > asked.limit && last !== undefined
      ? Buffer.from(`${last.at}|${last.id}`).toString('base64url')
      : null;
  return { rows: shown, next };
}

/** Records as they arrived and edits, and what of them was new; edits that were taken back. */
export function recordPart(
  warehouse: (workspace: string) => Promise<Warehouse>,
  namesOf: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>,
): TimelinePart {
  return {
    name: 'records',
    kinds: ['record', 'edit', 'undone'],
    async read({ caller, profile, place }) {
      const entries = [
        ...recordEntries(profile),
        ...(await readUndone(await warehouse(caller.workspace), place, profile)),
      ];
      const names = await namesOf(entries.flatMap(({ actor }) => (actor === null ? [] : [actor.id])));
      return entries.map((entry) => {
        const id = entry.actor?.id;
        return id === undefined ? entry : { ...entry, actor: { id, name: names.get(id) ?? id } };
      });
    },
  };
}

type Claim = Profile['lineage'][string][number];
interface Change {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

const byArrival = (a: Claim, b: Claim) =>
  a.receivedAt === b.receivedAt
    ? (readRecordId(a.record) ?? 0) - (readRecordId(b.record) ?? 0)
    : a.receivedAt < b.receivedAt
      ? -1
      : 1;

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** A record says nothing new when any has said it before; an edit, when it is what was said last. */
function isKnown({ channel, value }: Claim, earlier: readonly Claim[]): boolean {
  const compared = channel === 'manual' ? earlier.slice(-1) : earlier;
  return compared.some((one) => same(one.value, value));
}

/** What a claim added to those that were there before it; null where it said nothing new. */
function changeOf(field: string, claim: Claim, earlier: readonly Claim[]): Change | null {
  const { value } = claim;
  if (claim.lost === 'unread') return { field, before: null, after: null };
  const last = earlier.at(-1)?.value;
  if (Array.isArray(value) && claim.channel !== 'manual') {
    const known = earlier.flatMap((one) => (Array.isArray(one.value) ? one.value : []));
    const fresh = value.filter((one) => !known.some((other) => same(one, other)));
    return fresh.length === 0 ? null : { field, before: known.length === 0 ? null : known, after: fresh };
  }
  return isKnown(claim, earlier) ? null : { field, before: last ?? null, after: value };
}

/** The entries of the records that a profile shows anything of. */
function recordEntries({ lineage }: Pick<Profile, 'lineage'>): TimelineEntry[] {
  const records = new Map<string, { claim: Claim; changes: Change[]; same: number }>();
  for (const [field, claims] of Object.entries(lineage)) {
    const ordered = claims.toSorted(byArrival);
    for (const [at, claim] of ordered.entries()) {
      const entry = records.get(claim.record) ?? { claim, changes: [], same: 0 };
      records.set(claim.record, entry);
      const change = changeOf(field, claim, ordered.slice(0, at));
      if (change === null) entry.same += 1;
      else entry.changes.push(change);
    }
  }
  return [...records.values()].map(({ claim, changes, same: unchanged }) => {
    const { source, channel, file, line, record } = claim;
    const kind = channel === 'manual' && file === '' ? 'edit' : 'record';
    return {
      kind,
      id: record,
      at: claim.receivedAt,
      actor: claim.actor === '' ? null : { id: claim.actor, name: '' },
      text: source,
      details: { source, channel, file, line, import: claim.import, changes, same: unchanged },
    };
  });
}

const undoneRow = z.object({
  no: z.coerce.number(),
  at: z.coerce.number(),
  actor: z.string(),
  sets: z.array(z.string()),
});

/** Edits of a profile that were taken back: which fields of it, and by whom. */
async function readUndone(
  warehouse: Warehouse,
  { kind, numbers }: ProfilePlace,
  { lineage, values }: Profile,
): Promise<TimelineEntry[]> {
  const rows = await warehouse.rows(
    statement({
      name: 'profiles.timeline.undone',
      sql: `SELECT r.no AS no, toUnixTimestamp64Milli(r.at) AS at, r.actor AS actor, b.sets AS sets
      FROM {db}.retractions AS r
      INNER JOIN (SELECT batch, sets FROM {db}.batches FINAL WHERE kind = {kind:String} AND tied IN {numbers:Array(UInt32)}) AS b
      ON r.batch = b.batch
      ORDER BY r.no DESC
      LIMIT 500`,
      row: undoneRow,
    }),
    { kind, numbers: [...numbers] },
  );
  const known = new Set([...Object.keys(lineage), ...Object.keys(values)]);
  return rows.map(({ no, at, actor, sets }) => ({
    kind: 'undone',
    id: `${recordId(no)}:undone`,
    at: new Date(at).toISOString(),
    actor: { id: actor, name: '' },
    text: '',
    details: { fields: sets.filter((key) => known.has(key)) },
  }));
}
