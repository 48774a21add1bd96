import { z } from 'zod';

import type { Output, Parsed } from '../../lib/endpoint.ts';
import { polarities, topics, type TopicFeeling } from '../../lib/opinion.ts';
import { profileId } from '../../lib/profile-id.ts';
import { kinds } from '../../fields/index.ts';
import { hungSql } from '../../query/index.ts';
import type { Operational } from '../../store/operational/index.ts';
import { statement, type Warehouse } from '../../store/warehouse/index.ts';
import { findWritten, type Written } from '../../teamwork/index.ts';
import { chooseTexts, feltSql } from './chosen.ts';
import type { listOpinions, ShownOpinion } from './contract.ts';
import { wordsOf } from './readable.ts';

const count = z.coerce.number();
/** Versions above this are moments, and so corrections. */
const firstMoment = 1_000_000_000_000;

export const opinionRow = z.object({
  message: z.string(),
  entity: count,
  at: count,
  name: z.string(),
  source: z.string(),
  product: z.string(),
  polarity: z.enum(polarities),
  score: z.number(),
  felt: z.array(z.string()),
  tags: z.array(z.string()),
  evidence: z.array(
    z.object({
      at: count,
      length: count,
      role: z.enum(['praise', 'blame', 'topic', 'tag']),
      key: z.string(),
    }),
  ),
  said: count,
  corrector: z.string(),
  corrector_name: z.string(),
  item: z.string(),
  kind: z.string(),
});
export type OpinionRow = z.output<typeof opinionRow>;

export const opinionColumns = `toString(message) AS message, entity, toUnixTimestamp64Milli(ts) AS at, toString(name) AS name, toString(source) AS source, product,
  toString(polarity) AS polarity, toFloat64(score) AS score, arrayMap(x -> toString(x), felt) AS felt, arrayMap(x -> toString(x), tags) AS tags, evidence, toString(version) AS said, corrector, corrector_name, item, toString(kind) AS kind`;

function readFeeling(felt: string): TopicFeeling[] {
  const [said, way] = felt.split(':');
  const topic = topics.find((one) => one === said);
  const polarity = polarities.find((one) => one === way);
  return topic === undefined || polarity === undefined ? [] : [{ topic, polarity }];
}

/** A reading as it is shown; its words only to whoever may read the text. */
export function presentOpinion(row: OpinionRow, isOpen: boolean): ShownOpinion {
  const { polarity, score, felt, tags, evidence, said, corrector, corrector_name } = row;
  const isCorrected = said > firstMoment;
  return {
    polarity,
    score,
    topics: felt.flatMap(readFeeling),
    tags,
    evidence: isOpen ? evidence : [],
    corrected: isCorrected ? { by: corrector, name: corrector_name, at: new Date(said).toISOString() } : null,
  };
}

/** `123` → `evt_000000000000007b`: what an event of this message is called. */
const eventId = (message: string): string => `evt_${BigInt(message).toString(16).padStart(16, '0')}`;

/** The message of an event's id; undefined for anything that is none. */
export function readEventId(id: string): string | undefined {
  return /^evt_[0-9a-f]{16}$/.test(id) ? BigInt(`0x${id.slice(4)}`).toString() : undefined;
}

/** Where a text is found by its id, an event's or a note's; undefined for anything that is neither. */
export function readTextId(id: string): { readonly item: string; readonly message: string } | undefined {
  if (/^(note|talk)_\w{1,40}$/.test(id)) return { item: id, message: '0' };
  const message = readEventId(id);
  return message === undefined ? undefined : { item: '', message };
}

const ownerRow = z.object({ entity: count, kind: z.enum(['person', 'organization']), profile: count });
const owners = statement({
  name: 'opinions.owners',
  sql: 'SELECT entity, kind, profile FROM {db}.owners WHERE entity IN {entities:Array(UInt32)}',
  row: ownerRow,
});
const texts = statement({
  name: 'opinions.texts.of',
  sql: `SELECT toString(message) AS message, ${wordsOf} AS words FROM {db}.events
  WHERE name IN {names:Array(String)} AND entity IN {entities:Array(UInt32)}
    AND ts IN (SELECT fromUnixTimestamp64Milli(toInt64(arrayJoin({times:Array(String)})), 'UTC'))
    AND events.message IN (SELECT toUInt64(arrayJoin({messages:Array(String)})))`,
  row: z.object({ message: z.string(), words: z.string() }),
});

/** A text with who wrote it down, where a member did. */
type Words = Pick<Written, 'text' | 'author'>;

/** Where texts and their readings are. */
export interface TextPlace {
  readonly operational: Operational;
  readonly warehouse: Warehouse;
  readonly workspace: string;
}

/** The texts of some readings by their ids: from the events, and from what members wrote down. */
async function readTexts(
  { operational, warehouse, workspace }: TextPlace,
  rows: readonly OpinionRow[],
): Promise<ReadonlyMap<string, Words>> {
  const events = rows.filter(({ item }) => item === '');
  const items = rows.flatMap(({ item }) => (item === '' ? [] : [item]));
  const [found, notes] = await Promise.all([
    events.length === 0
      ? []
      : warehouse.rows(texts, {
          names: [...new Set(events.map(({ name }) => name))],
          entities: [...new Set(events.map(({ entity }) => entity))],
          times: [...new Set(events.map(({ at }) => String(at)))],
          messages: events.map(({ message }) => message),
        }),
    findWritten(operational, workspace, items),
  ]);
  const words = found.map(({ message, words: text }) => [eventId(message), { text, author: '' }] as const);
  return new Map<string, Words>([...words, ...notes]);
}

/** What a text is called: by its event, or by the note itself. */
export const textId = ({ item, message }: OpinionRow): string => (item === '' ? eventId(message) : item);

/** The profiles that notes are about now, by the ids of the notes. */
async function findHung(warehouse: Warehouse, rows: readonly OpinionRow[]): Promise<[string, string][]> {
  const found = await Promise.all(
    kinds.map(async (kind) => {
      const items = rows.filter((row) => row.item !== '' && row.kind === kind).map(({ item }) => item);
      if (items.length === 0) return [];
      const hung = statement({
        name: 'opinions.hung',
        sql: `SELECT hung, profile FROM (${hungSql(kind, '{kind:String}')}) WHERE hung IN {items:Array(String)}`,
        row: z.object({ hung: z.string(), profile: count }),
      });
      const own = await warehouse.rows(hung, { kind, items });
      return own.map((row): [string, string] => [row.hung, profileId(kind, row.profile)]);
    }),
  );
  return found.flat();
}

/** The profiles that texts are of, by their ids. */
async function findProfiles(
  warehouse: Warehouse,
  rows: readonly OpinionRow[],
): Promise<ReadonlyMap<string, string>> {
  const [whose, hung] = await Promise.all([
    warehouse.rows(owners, { entities: [...new Set(rows.map(({ entity }) => entity))] }),
    findHung(warehouse, rows),
  ]);
  const ofEntity = new Map(whose.map(({ entity, kind, profile }) => [entity, profileId(kind, profile)]));
  const own = rows.flatMap((row): [string, string][] => {
    const profile = row.item === '' ? ofEntity.get(row.entity) : undefined;
    return profile === undefined ? [] : [[textId(row), profile]];
  });
  return new Map([...own, ...hung]);
}

function readCursor(after: string | undefined): { at: string; id: string } {
  const found = /^(-?\d{1,15})\.(\d{1,20})$/.exec(after ?? '');
  return { at: found?.[1] ?? '99999999999999', id: found?.[2] ?? '0' };
}

/** What a listing asks besides which texts. */
function testsOf({ polarity, corrected, topic }: Parsed<typeof listOpinions>): string[] {
  return [
    ...(polarity === undefined ? [] : [`${feltSql(topic)} = {polarity:String}`]),
    ...(corrected === undefined ? [] : [`version ${corrected === 'yes' ? '>' : '<='} ${firstMoment}`]),
  ];
}

interface Seeing {
  readonly zone: string;
  /** Whether the asker reads the texts themselves. */
  readonly isOpen: boolean;
}

/** A page of texts, the newest first. */
export async function readList(
  textPlace: TextPlace,
  asked: Parsed<typeof listOpinions>,
  { zone, isOpen }: Seeing,
): Promise<Output<typeof listOpinions>> {
  const { warehouse } = textPlace;
  const { where, parameters } = chooseTexts(asked, zone);
  const place = '(toUnixTimestamp64Milli(ts), opinions.message) < ({at:Int64}, {id:UInt64})';
  const rows = await warehouse.rows(
    statement({
      name: 'opinions.list',
      sql: `SELECT ${opinionColumns} FROM {db}.opinions FINAL WHERE ${[where, ...testsOf(asked), place].join(' AND ')}
  ORDER BY ts DESC, opinions.message DESC LIMIT {limit:UInt32}`,
      row: opinionRow,
    }),
    { ...parameters, ...readCursor(asked.after), polarity: asked.polarity ?? '', limit: asked.limit + 1 },
  );
  const shown = rows.slice(0, asked.limit);
  const [words, profiles] = await Promise.all([
    isOpen ? readTexts(textPlace, shown) : new Map<string, Words>(),
    findProfiles(warehouse, shown),
  ]);
  const last = shown.at(-1);
  return {
    rows: shown.map((row) => {
      const id = textId(row);
      return {
        ...presentOpinion(row, isOpen),
        id,
        at: new Date(row.at).toISOString(),
        event: row.name,
        source: row.source,
        product: row.product,
        author: words.get(id)?.author ?? '',
        profile: profiles.get(id) ?? null,
        text: words.get(id)?.text ?? null,
      };
    }),
    next: rows.length > shown.length && last !== undefined ? `${last.at}.${last.message}` : null,
  };
}
