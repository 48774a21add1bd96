import { z } from 'zod';

import { createId, type Caller, type Seer } from '../access/index.ts';
import { kinds } from '../fields/index.ts';
import type { Sensitivity, Sight } from '../fields/types.ts';
import { consentChannels, consentForms, consentPurposes, separatePurposes } from '../lib/consent.ts';
import type { Output, Parsed } from '../lib/endpoint.ts';
import { Problem } from '../lib/problem.ts';
import { readProfileId } from '../lib/profile-id.ts';
import { findPlace, type ProfilePlace } from '../profiles/index.ts';
import { command, statement, type Warehouse } from '../store/warehouse/index.ts';
import type { Consent, createConsent, listConsents } from './contract.ts';
import { wordsOf } from './standing.ts';

/** What the room needs of the whole. */
export interface ConsentOptions {
  readonly clock: () => Date;
  readonly warehouse: (workspace: string) => Promise<Warehouse>;
  readonly sights: (seer: Seer) => Promise<Readonly<Record<Sensitivity, Sight>>>;
}

/** Records of a profile that a word is hung on at most, the lowest numbers. */
const mostNumbers = 1_000;

const row = z.object({
  id: z.string(),
  channel: z.enum(consentChannels),
  purpose: z.enum(consentPurposes),
  said: z.enum(['given', 'withdrawn']),
  form: z.enum(consentForms),
  at_ms: z.coerce.number(),
  written_ms: z.coerce.number(),
  wording: z.string(),
  evidence: z.string(),
  place: z.string(),
  actor: z.string(),
  actor_name: z.string(),
});
type Row = z.output<typeof row>;

const ms = (column: string) => `toUnixTimestamp64Milli(${column})`;

const [listOrganization, listPerson] = (['organization', 'person'] as const).map((kind) =>
  statement({
    name: `consent.list.${kind}`,
    sql: `SELECT id, channel, purpose, said, form, ${ms('at')} AS at_ms, ${ms('written')} AS written_ms,
      wording, evidence, place, actor, actor_name
    FROM {db}.consents
    WHERE kind = '${kind}' AND id IN (
      SELECT id FROM (${wordsOf(kind, 'hasAny(numbers, {numbers:Array(UInt32)})')}) WHERE profile = {profile:UInt32})
    ORDER BY at_ms DESC, said = 'withdrawn' DESC, id DESC`,
    row,
  }),
);

const add = command(
  'consent.add',
  `INSERT INTO {db}.consents (id, kind, numbers, channel, purpose, said, form, at, written, wording, evidence, place, actor, actor_name)
  SELECT {id:String}, {kind:String}, {numbers:Array(UInt32)}, {channel:String}, {purpose:String}, {said:String}, {form:String},
    fromUnixTimestamp64Milli(toInt64({at:String}), 'UTC'), fromUnixTimestamp64Milli(toInt64({written:String}), 'UTC'),
    {wording:String}, {evidence:String}, {place:String}, {actor:String}, {actorName:String} FROM (SELECT 1)
  WHERE (SELECT count() FROM {db}.consents WHERE kind = {kind:String} AND purpose = {purpose:String} AND channel = {channel:String} AND id = {id:String}) = 0`,
);

/** What a person said by itself, on a page of ours: its id is made by whoever hands it over, and counts once. */
export interface ConsentWord extends Pick<
  Consent,
  'id' | 'channel' | 'purpose' | 'said' | 'form' | 'wording' | 'by'
> {
  readonly at: Date;
  readonly evidence: string;
  readonly place: string;
}

/** The records that a word hangs on. */
type Owner = Pick<ProfilePlace, 'kind' | 'numbers'>;

/** What customers allow: a ledger that is only ever added to. */
export function createConsents({ clock, warehouse, sights }: ConsentOptions) {
  const write = async (
    store: Warehouse,
    { kind, numbers }: Owner,
    { at, written, by, ...word }: ConsentWord & { readonly written: number },
  ): Promise<void> => {
    await store.run(add, {
      ...word,
      kind,
      numbers: numbers.slice(0, mostNumbers),
      at: String(at.getTime()),
      written: String(written),
      actor: by.id,
      actorName: by.name,
    });
  };
  return {
    /** Writes down what a customer said by itself; what is there already is not written twice. */
    async take(workspace: string, owner: Owner, words: readonly ConsentWord[]): Promise<void> {
      if (words.length === 0) return;
      const store = await warehouse(workspace);
      for (const word of words) await write(store, owner, { ...word, written: clock().getTime() });
    },
    async list(caller: Caller, id: string): Promise<Output<typeof listConsents>> {
      const store = await warehouse(caller.workspace);
      const place = await findPlace(store, id);
      const wanted = place.kind === kinds[0] ? listOrganization : listPerson;
      if (wanted === undefined) throw new Error(`no ledger of ${place.kind}`);
      const profile = readProfileId(place.id)?.no ?? 0;
      const rows = await store.rows(wanted, { numbers: [...place.numbers], profile });
      const open = (await sights(caller)).personal === 'full';
      return { standing: standingOf(rows), rows: rows.map((one) => show(one, open)) };
    },
    async create(caller: Caller, input: Parsed<typeof createConsent>): Promise<Consent> {
      const now = clock().getTime();
      const at = input.at === undefined ? now : Date.parse(input.at);
      if (at > now + 60_000) throw tooEarly();
      if (input.said === 'given') checkGiven(input);
      const store = await warehouse(caller.workspace);
      const place = await findPlace(store, input.id);
      const { channel, purpose, said, form, wording, evidence } = input;
      const id = createId('con', clock());
      const common = { id, channel, purpose, said, form, wording, evidence, place: input.place };
      const by = { id: caller.id, name: caller.name };
      await write(store, place, { ...common, at: new Date(at), written: now, by });
      return show({ ...common, at_ms: at, written_ms: now, actor: caller.id, actor_name: caller.name }, true);
    },
  };
}

export type Consents = ReturnType<typeof createConsents>;

/** The last word of each channel and purpose; the rows come the newest first. */
function standingOf(rows: readonly Row[]): Output<typeof listConsents>['standing'] {
  const last = new Map<string, Row>();
  for (const one of rows) {
    const key = `${one.channel} ${one.purpose}`;
    if (!last.has(key)) last.set(key, one);
  }
  return [...last.values()].map(({ id, channel, purpose, said, at_ms: at }) => ({
    id,
    channel,
    purpose,
    allowed: said === 'given',
    since: new Date(at).toISOString(),
  }));
}

function show(one: Row, open: boolean): Consent {
  const { at_ms: at, written_ms: written, actor, actor_name: name, evidence, place, ...rest } = one;
  return {
    ...rest,
    at: new Date(at).toISOString(),
    writtenAt: new Date(written).toISOString(),
    evidence: open ? evidence : null,
    place: open ? place : null,
    by: { id: actor, name },
  };
}

/** Consent that nobody could show later is none; for some purposes it must have been asked for by itself. */
export function checkGiven({
  purpose,
  form,
  wording,
  evidence,
}: Pick<Parsed<typeof createConsent>, 'purpose' | 'form' | 'wording' | 'evidence'>): void {
  if (wording === '' || evidence === '')
    throw new Problem('consent.no-evidence', {
      en: 'Say with which words the customer was asked (wording) and what shows the answer (evidence), such as the number of a form or of a call.',
      zh: '请填写征得同意时的告知文本（wording）以及证明材料（evidence），例如表单编号或通话编号。',
    });
  if (form === 'general' && separatePurposes.includes(purpose))
    throw new Problem('consent.form', {
      en: 'For this purpose consent must be asked for by itself: choose separate or written consent, if that is how it was given.',
      zh: '该用途须取得单独同意：如确系单独或书面取得，请选择“单独同意”或“书面同意”。',
    });
}

function tooEarly(): Problem {
  return new Problem('consent.time', {
    en: 'The customer cannot have said this in the future. Correct the time.',
    zh: '客户表示同意的时间不能晚于现在，请更正。',
  });
}
