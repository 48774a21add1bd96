import { z } from 'zod';

import type { Field, Kind } from '../fields/index.ts';
import { isPublicMail } from '../lib/mail-host.ts';
import type { FoundType } from '../lib/relationship.ts';
import { readProfileId } from '../lib/profile-id.ts';
import { foldSql, foldText } from '../lib/text-fold.ts';
import { quoteName, statement, type Warehouse } from '../store/warehouse/index.ts';
import type { Profile } from './contract.ts';

/** A profile that the facts relate with another. */
export interface Relation {
  readonly type: FoundType;
  /** `out`: from the profile that was asked about. */
  readonly direction: 'out' | 'in';
  readonly kind: Kind;
  readonly no: number;
  /** The name, number or address that both share. */
  readonly because: string;
}

/** What is known of the tables of a kind, and what of it the reader sees as it is. */
export interface KindSight {
  readonly columns: ReadonlySet<string>;
  readonly open: readonly Field[];
}

/** More of one type are counted as "more" only. */
const shownOfType = 20;
/** Shorter addresses are those of a town. */
const shortestAddress = 6;

/** One look into the profiles of a kind: an expression of what both share, and the condition. */
interface Look {
  readonly type: FoundType;
  readonly direction: Relation['direction'];
  readonly kind: Kind;
  /** Fields that the reader must see to be told of it. */
  readonly needs: readonly string[];
  readonly because: string;
  readonly where: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

const foundRow = z.object({
  no: z.coerce.number(),
  because: z.string(),
  represents: z.coerce.number(),
});

/** The profiles that share a name, a number or an address with one, by what its reader sees of both. */
export async function findRelations(
  warehouse: Warehouse,
  profile: Profile,
  sight: Readonly<Record<Kind, KindSight>>,
): Promise<{ readonly rows: readonly Relation[]; readonly more: readonly FoundType[] }> {
  const looks = planLooks(profile).filter(({ kind, needs }) =>
    needs.every((key) => sight[kind].columns.has(key) && sight[kind].open.some((field) => field.key === key)),
  );
  const self = readProfileId(profile.id);
  const found = await Promise.all(
    looks.map(async (look) => {
      const rows = await warehouse.rows(
        lookFor(look, self?.kind === look.kind ? self.no : 0),
        look.parameters,
      );
      return { look, rows };
    }),
  );
  const isRepresentative = (look: Look) => look.type === 'works_at';
  return {
    rows: found.flatMap(({ look, rows }) =>
      rows.slice(0, shownOfType).map(({ no, because, represents }): Relation => ({
        type: isRepresentative(look) && represents === 1 ? 'represents' : look.type,
        direction: look.direction,
        kind: look.kind,
        no,
        because,
      })),
    ),
    more: [...new Set(found.filter(({ rows }) => rows.length > shownOfType).map(({ look }) => look.type))],
  };
}

function lookFor({ kind, type, because, where }: Look, self: number) {
  const represents =
    type === 'works_at' ? (kind === 'person' ? '_name' : foldSql(quoteName('legal_representative'))) : null;
  const own =
    represents === null ? '0' : `(${represents} = {representative:String} AND {representative:String} != '')`;
  return statement({
    name: `profiles.relations.${type}`,
    sql: `SELECT _no AS no, ${because} AS because, toUInt8(${own}) AS represents
    FROM {db}.profiles_${kind} WHERE ${where} AND _no != ${self} LIMIT ${shownOfType + 1}`,
    row: foundRow,
  });
}

/** The looks that a profile gives reason for. */
function planLooks(profile: Profile): Look[] {
  const own = (key: string) => textsOf(profile, key);
  const shared =
    profile.kind === 'organization'
      ? [...sharedPhones(own('phones'), 'organization'), ...sharedPhones(own('phones'), 'person')]
      : sharedPhones(own('phones'), 'organization');
  return [
    ...(profile.kind === 'organization' ? ofOrganization(own, claimedNames(profile)) : ofPerson(own)),
    ...shared,
    ...sharedAddress(own('address'), profile.kind),
  ];
}

type Own = (key: string) => readonly string[];

function ofOrganization(own: Own, claimed: readonly string[]): Look[] {
  const names = foldNames([...own('name'), ...own('former_names'), ...claimed]);
  const representative = foldText(own('legal_representative')[0] ?? '');
  const [parent = ''] = own('parent_name');
  return [
    ...(names.length === 0
      ? []
      : [
          look({
            type: 'works_at',
            direction: 'in',
            kind: 'person',
            needs: ['name', 'employer_name'],
            because: quoteName('employer_name'),
            where: `(${names.map((_name, at) => `hasAllTokens(_search, {pairs${at}:Array(String)})`).join(' OR ')}) AND ${foldSql(quoteName('employer_name'))} IN {names:Array(String)}`,
            parameters: { ...pairsOfAll(names), names, representative },
          }),
          look({
            type: 'child_of',
            direction: 'in',
            kind: 'organization',
            needs: ['parent_name'],
            because: quoteName('parent_name'),
            where: `parent_name != '' AND ${foldSql(quoteName('parent_name'))} IN {names:Array(String)}`,
            parameters: { names },
          }),
        ]),
    ...named(parent, { type: 'child_of', kind: 'organization', needs: ['name'], representative: '' }),
    ...sharedDomains(own('emails')),
  ];
}

function ofPerson(own: Own): Look[] {
  const [employer = ''] = own('employer_name');
  const representative = foldText(own('name')[0] ?? '');
  return named(employer, {
    type: 'works_at',
    kind: 'organization',
    needs: ['name', 'legal_representative'],
    representative,
  });
}

const look = (one: Look): Look => one;

/** Profiles that are called so. */
function named(
  text: string,
  { representative, ...rest }: Pick<Look, 'type' | 'kind' | 'needs'> & { readonly representative: string },
): Look[] {
  const folded = foldText(text);
  if (folded.length < 2) return [];
  return [
    look({
      ...rest,
      direction: 'out',
      because: quoteName('name'),
      where: 'hasAllTokens(_name, {pairs:Array(String)}) AND _name = {folded:String}',
      parameters: { pairs: pairsOf(folded), folded, representative },
    }),
  ];
}

function sharedPhones(phones: readonly string[], kind: Kind): Look[] {
  if (phones.length === 0) return [];
  return [
    look({
      type: 'shares_phone',
      direction: 'out',
      kind,
      needs: ['phones'],
      because: 'arrayIntersect(phones, {phones:Array(String)})[1]',
      where: 'hasAny(phones, {phones:Array(String)})',
      parameters: { phones },
    }),
  ];
}

function sharedDomains(emails: readonly string[]): Look[] {
  const domains = [...new Set(emails.map((email) => email.split('@')[1] ?? ''))].filter(
    (domain) => domain !== '' && !isPublicMail(domain),
  );
  if (domains.length === 0) return [];
  const theirs = `arrayMap(e -> splitByChar('@', e)[-1], emails)`;
  return [
    look({
      type: 'shares_email_domain',
      direction: 'out',
      kind: 'organization',
      needs: ['emails'],
      because: `arrayIntersect(${theirs}, {domains:Array(String)})[1]`,
      where: `hasAny(${theirs}, {domains:Array(String)})`,
      parameters: { domains },
    }),
  ];
}

function sharedAddress([address = '']: readonly string[], kind: Kind): Look[] {
  if (address.length < shortestAddress) return [];
  return [
    look({
      type: 'shares_address',
      direction: 'out',
      kind,
      needs: ['address'],
      because: quoteName('address'),
      where: 'address = {address:String}',
      parameters: { address },
    }),
  ];
}

/** More names of one organisation are not looked for. */
const mostNames = 5;

function foldNames(names: readonly string[]): string[] {
  const folded = names.map((name) => foldText(name)).filter((name) => name.length >= 2);
  return [...new Set(folded)].slice(0, mostNames);
}

/** What records call it, whichever name is shown. */
function claimedNames({ lineage, masked }: Profile): string[] {
  if (masked.includes('name')) return [];
  return (lineage['name'] ?? []).flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
}

function pairsOfAll(names: readonly string[]): Record<string, string[]> {
  return Object.fromEntries(names.map((name, at) => [`pairs${at}`, pairsOf(name)]));
}

/** The pairs of characters that the index of names knows a text by. */
function pairsOf(text: string): string[] {
  const characters = Array.from(text);
  return [...new Set(characters.slice(1).map((character, at) => `${characters[at]}${character}`))];
}

function textsOf({ values, masked }: Profile, key: string): string[] {
  if (masked.includes(key)) return [];
  const value = values[key];
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((one) => typeof one === 'string' && one !== '').map(String);
}
