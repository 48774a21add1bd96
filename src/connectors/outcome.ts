import type { ConsentWord } from '../consent/index.ts';
import { refusalTexts, trackedField, typeItems, type Arrival, type Plan } from '../events/index.ts';
import type { Kind } from '../fields/index.ts';
import { Problem } from '../lib/problem.ts';
import { parseDelivery } from './body.ts';
import type { Reading } from './kind.ts';
import { openHook } from './kinds.ts';
import { nobodyNamed, unknownOrder } from './problems.ts';
import type { ConnectorRow, DeliveryRow } from './tables.ts';

/** A delivery with what it says, on its way into records, events and consents. */
export interface Read {
  readonly row: DeliveryRow;
  readonly readings: readonly Reading[];
  readonly records: readonly { readonly kind: Kind; readonly values: Readonly<Record<string, unknown>> }[];
  readonly arrivals: readonly Arrival[];
  /** Whom it is about, by the ids that we give them, and what they said of consent. */
  readonly people: readonly { readonly id: string; readonly words: readonly ConsentWord[] }[];
}

interface Place {
  readonly connector: ConnectorRow;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** Reads a delivery. Problems: those of its kind. */
export function readDelivery(row: DeliveryRow, { connector, settings }: Place): Read {
  const { topic, received_at: at } = row;
  const sent = { body: parseDelivery(row.body), topic, mapping: connector.mapping, at };
  const readings = openHook(connector.kind, settings).read(sent);
  return { row, readings, records: [], arrivals: [], people: [] };
}

/** The id by which somebody whom another system knows by a number is known here; numbers of two systems are not the same. */
export function trackedId({ id }: Pick<ConnectorRow, 'id'>, who: string): string {
  return `${id}:${who}`;
}

/** Whom a reading is about: by its number, else by a mailbox or telephone; '' for nobody. */
export function whoIs({ who, values }: Reading): string {
  if (who !== '') return who;
  const [first] = [values['emails'], values['phones']].flat().filter((one) => typeof one === 'string');
  return first?.toLowerCase() ?? '';
}

interface Typing {
  readonly connector: ConnectorRow;
  /** Ids of customers by the orders that are theirs. */
  readonly known: ReadonlyMap<string, string>;
  readonly now: Date;
  /** What the workspace expects of events. */
  readonly plan: Plan;
}

/** Makes of readings what goes into the stores. Problems: `connectors.nobody`, `connectors.order`, and those of events. */
export async function typeEvents(read: Read, typing: Typing): Promise<Read> {
  const { row, readings } = read;
  const about = readings.map((reading) => ({ reading, id: idOf(reading, typing) }));
  const messages = about.flatMap(({ reading, id }, index) =>
    reading.events.map((event, part) => ({
      messageId: `${row.id}-${index}-${part}`,
      timestamp: row.received_at.toISOString(),
      ...event,
      userId: id,
    })),
  );
  const outcomes = await typeItems(
    messages,
    { dialect: 'segment', usual: null },
    {
      source: typing.connector.source_name,
      received: typing.now.getTime(),
      plan: typing.plan,
      sent: null,
      context: {},
      ip: '',
      agent: '',
    },
  );
  for (const { refused } of outcomes)
    if (refused !== null) throw new Problem(`connectors.${refused.code}`, refusalTexts[refused.code]);
  return {
    ...read,
    records: about.flatMap(({ reading, id }) => recordOf(reading, id)),
    arrivals: outcomes.map(({ arrival }) => arrival),
    people: about
      .filter(({ reading, id }) => reading.kind === 'person' && id !== '')
      .map(({ reading, id }) => ({ id, words: wordsOf(reading, { read, typing }) })),
  };
}

function idOf(reading: Reading, { connector, known }: Typing): string {
  const who = whoIs(reading);
  if (who !== '') return trackedId(connector, who);
  const found = known.get(reading.order);
  if (reading.order !== '' && found === undefined) throw unknownOrder(reading.order);
  if (found === undefined && reading.events.length > 0) throw nobodyNamed();
  return found ?? '';
}

function recordOf(reading: Reading, id: string): Read['records'] {
  const { kind, who, values } = reading;
  const isSaid = who !== '' || Object.keys(values).length > 0;
  if (!isSaid) return [];
  const own = {
    ...(who === '' ? {} : { external_id: who }),
    ...(id === '' ? {} : { [trackedField]: id }),
  };
  return [{ kind, values: { ...own, ...values, ...(id === '' ? {} : { [trackedField]: id }) } }];
}

function wordsOf(
  { words }: Reading,
  { read: { row }, typing: { connector } }: { readonly read: Read; readonly typing: Typing },
): ConsentWord[] {
  return words.map((word) => ({
    ...word,
    id: `con_${row.id.slice('dlv_'.length)}_${word.channel}_${word.purpose}`,
    form: 'general',
    evidence: `connector ${connector.id} (${connector.name}), delivery ${row.id}, ${row.topic}`,
    place: connector.name,
    by: { id: connector.id, name: connector.name },
  }));
}
