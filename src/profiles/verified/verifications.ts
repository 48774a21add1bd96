import { z } from 'zod';

import { createId, type Caller, type Seer } from '../../access/index.ts';
import { isOpen, type Field, type Kind, type Presented } from '../../fields/index.ts';
import type { Output, Parsed } from '../../lib/endpoint.ts';
import { writePoint } from '../../lib/point.ts';
import { readProfileId } from '../../lib/profile-id.ts';
import { verificationMeans, verificationOutcomes, type VerificationMeans } from '../../lib/verification.ts';
import { command, statement, type Warehouse } from '../../store/warehouse/index.ts';
import { findPlace, type ProfilePlace } from '../place.ts';
import type { createVerification, listVerifications, Verification } from './contract.ts';
import { findSayers, readHeld, type HeldValue } from './held.ts';
import { inFuture, maskedField, notHeld, sealedField, unknownField } from './problems.ts';
import { foundOf } from './standing.ts';

/** What keeping the ledger needs of the whole. */
export interface VerificationOptions {
  readonly clock: () => Date;
  readonly warehouse: (workspace: string) => Promise<Warehouse>;
  readonly fields: (workspace: string, kind: Kind) => Promise<readonly Field[]>;
  readonly seen: (seer: Seer, kind: Kind) => Promise<readonly Field[]>;
}

/** Records of a profile that a verification is hung on at most. */
const mostNumbers = 1_000;

const row = z.object({
  id: z.string(),
  field: z.string(),
  value: z.string(),
  outcome: z.enum(verificationOutcomes),
  means: z.enum(verificationMeans),
  at_ms: z.coerce.number(),
  written_ms: z.coerce.number(),
  note: z.string(),
  actor: z.string(),
  actor_name: z.string(),
});
type Row = z.output<typeof row>;

const listOf = (kind: Kind) =>
  statement({
    name: `profiles.verified.list.${kind}`,
    sql: `SELECT id, field, value, outcome, means, toUnixTimestamp64Milli(at) AS at_ms,
      toUnixTimestamp64Milli(written) AS written_ms, note, actor, actor_name
    FROM {db}.verifications
    WHERE kind = '${kind}' AND id IN (
      SELECT id FROM (${foundOf(kind, 'hasAny(numbers, {numbers:Array(UInt32)})')}) WHERE profile = {profile:UInt32})
    ORDER BY at_ms DESC, outcome = 'wrong' DESC, id DESC`,
    row,
  });
const lists = { organization: listOf('organization'), person: listOf('person') } as const;

const add = command(
  'profiles.verified.add',
  `INSERT INTO {db}.verifications (id, kind, numbers, field, value, outcome, means, at, written, note, actor, actor_name)
  SELECT {id:String}, {kind:String}, {numbers:Array(UInt32)}, {field:String}, {value:String}, {outcome:String}, {means:String},
    fromUnixTimestamp64Milli(toInt64({at:String}), 'UTC'), fromUnixTimestamp64Milli(toInt64({written:String}), 'UTC'),
    {note:String}, {actor:String}, {actorName:String} FROM (SELECT 1)
  WHERE (SELECT count() FROM {db}.verifications WHERE kind = {kind:String} AND field = {field:String} AND id = {id:String}) = 0`,
);

/** That the owner of a value confirmed it by itself: its id is made by whoever hands it over, and counts once. */
export interface OwnConfirmation {
  readonly id: string;
  readonly kind: Kind;
  /** The record that says it. */
  readonly record: number;
  readonly field: string;
  /** Whatever its case. */
  readonly value: string;
  readonly means: VerificationMeans;
  readonly at: Date;
  readonly note: string;
  readonly by: { readonly id: string; readonly name: string };
}

type Hung = Pick<ProfilePlace, 'kind' | 'numbers'>;

async function write(store: Warehouse, { kind, numbers }: Hung, one: Row): Promise<void> {
  const { at_ms: at, written_ms: written, actor_name: actorName, ...rest } = one;
  const hung = numbers.slice(0, mostNumbers);
  await store.run(add, { ...rest, kind, numbers: hung, at: String(at), written: String(written), actorName });
}

/** Which values were verified: a ledger that is only ever added to. */
export function createVerifications(options: VerificationOptions) {
  return {
    list: (caller: Caller, id: string) => list(options, caller, id),
    /** Problems: `profiles.not-found`, `verifications.field`, `.masked`, `.sealed`, `.value`, `.time`. */
    create: (caller: Caller, input: Parsed<typeof createVerification>) => create(options, caller, input),
    /** Writes down what its owner confirmed, where the record says so; what is there already is not written twice. */
    take: (workspace: string, own: OwnConfirmation) => take(options, workspace, own),
  };
}

async function list(
  { warehouse, seen }: VerificationOptions,
  caller: Caller,
  id: string,
): Promise<Output<typeof listVerifications>> {
  const store = await warehouse(caller.workspace);
  const place = await findPlace(store, id);
  const { kind, numbers } = place;
  const profile = numberOf(place);
  const [found, catalogue] = await Promise.all([
    store.rows(lists[kind], { numbers: [...numbers], profile }),
    seen(caller, kind),
  ]);
  const spoken = new Set(found.map(({ field }) => field));
  const fields = catalogue.filter(({ key }) => spoken.has(key));
  const held = await readHeld(store, { kind, profile, fields });
  return {
    rows: found.flatMap((one) => {
      const field = fields.find(({ key }) => key === one.field);
      return field === undefined ? [] : [show(one, isOpen(field), held.get(one.field))];
    }),
  };
}

async function create(
  { clock, warehouse, seen }: VerificationOptions,
  caller: Caller,
  input: Parsed<typeof createVerification>,
): Promise<Verification> {
  const now = clock().getTime();
  const at = input.at === undefined ? now : Date.parse(input.at);
  if (at > now + 60_000) throw inFuture();
  const store = await warehouse(caller.workspace);
  const place = await findPlace(store, input.id);
  const field = checkField(input.field, await seen(caller, place.kind));
  const held = await readHeld(store, { kind: place.kind, profile: numberOf(place), fields: [field] });
  const wanted = plainText(input.value);
  const value = held.get(field.key)?.find(({ shown }) => plainText(shown) === wanted);
  if (value === undefined) throw notHeld(field);
  const sayers = await findSayers(store, place, { field, text: value.text });
  const { outcome, means, note } = input;
  const one: Row = {
    id: createId('ver', clock()),
    field: field.key,
    value: value.text,
    outcome,
    means,
    note,
    at_ms: at,
    written_ms: now,
    actor: caller.id,
    actor_name: caller.name,
  };
  await write(store, { kind: place.kind, numbers: [...new Set([...sayers, ...place.numbers])] }, one);
  return show(one, true, [value]);
}

async function take(
  { clock, warehouse, fields }: VerificationOptions,
  workspace: string,
  own: OwnConfirmation,
): Promise<void> {
  const { id, kind, record, means, note, at, by } = own;
  const field = (await fields(workspace, kind)).find(({ key }) => key === own.field);
  if (field === undefined) return;
  const store = await warehouse(workspace);
  const hung = { kind, numbers: [record] };
  const value = own.value.toLowerCase();
  const sayers = await findSayers(store, hung, { field, text: value });
  if (sayers.length === 0) return;
  await write(store, hung, {
    id,
    field: field.key,
    value,
    outcome: 'confirmed',
    means,
    note,
    at_ms: at.getTime(),
    written_ms: clock().getTime(),
    actor: by.id,
    actor_name: by.name,
  });
}

export type Verifications = ReturnType<typeof createVerifications>;

function numberOf({ id }: ProfilePlace): number {
  return readProfileId(id)?.no ?? 0;
}

function checkField(key: string, catalogue: readonly Field[]): Field {
  const field = catalogue.find((one) => one.key === key);
  if (field === undefined) throw unknownField(key);
  if (!isOpen(field)) throw maskedField(field);
  if (field.type === 'secret') throw sealedField(field);
  return field;
}

/** One text for a value, whether it was shown or sent back. */
function plainText(value: Presented | Parsed<typeof createVerification>['value']): string {
  if (typeof value !== 'object' || value === null) return String(value);
  if ('code' in value) return value.code;
  if ('latitude' in value) return writePoint(value);
  return 'min' in value ? [value.min, value.max, value.currency ?? ''].join('|') : value.join('|');
}

function show(one: Row, open: boolean, held: readonly HeldValue[] = []): Verification {
  const { at_ms: at, written_ms: written, actor, actor_name: name, value: text, note, ...rest } = one;
  const value = held.find((each) => each.text === text);
  return {
    ...rest,
    value: open ? (value?.shown ?? text) : null,
    holds: value !== undefined,
    at: new Date(at).toISOString(),
    writtenAt: new Date(written).toISOString(),
    note: open ? note : null,
    by: { id: actor, name },
  };
}
