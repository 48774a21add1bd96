import { isObject } from '../lib/json.ts';
import type { Mapping } from './contract.ts';
import { emptyReading, type Reading } from './kind.ts';
import { noMapping, nothingThere, tooManyItems } from './problems.ts';

/** Entries of a list that one delivery may bring, and values that one place may hold. */
const mostItems = 1_000;
const mostValues = 200;

type Place = readonly string[];

/** Everything that lies at a place, from the outside in; `*` goes through a list. */
function valuesAt(from: unknown, place: Place): unknown[] {
  let found = [from];
  for (const key of place) {
    found = found.flatMap((one) => stepInto(one, key));
    if (found.length > mostItems) throw tooManyItems(mostItems);
  }
  return found;
}

function stepInto(from: unknown, key: string): readonly unknown[] {
  if (Array.isArray(from)) return key === '*' ? from : [];
  return isObject(from) && Object.hasOwn(from, key) ? [from[key]] : [];
}

/** A leaf as the cell of a file would hold it; '' for what is none. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value.trim().slice(0, 10_000);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return '';
}

function textsAt(item: unknown, place: Place): string[] {
  const texts = valuesAt(item, place)
    .map(textOf)
    .filter((text) => text !== '');
  return [...new Set(texts)].slice(0, mostValues);
}

/** The entry that is read, and the whole around it. */
interface Item {
  readonly whole: unknown;
  readonly own: unknown;
  readonly each: Place | null;
}

/** Places are said from the whole's point of view; those inside of the list mean the entry that is read. */
function placeIn({ whole, own, each }: Item, place: Place): { readonly root: unknown; readonly rest: Place } {
  const inner = each === null ? null : [...each, '*'];
  const isInside = inner !== null && inner.every((key, index) => place[index] === key);
  return isInside ? { root: own, rest: place.slice(inner.length) } : { root: whole, rest: place };
}

/** What a mapping by hand makes of a body. Problems: `connectors.mapping`, `connectors.empty`, `connectors.items`. */
export function readMapped(body: unknown, mapping: Mapping | null): readonly Reading[] {
  if (mapping === null || mapping.links.length === 0) throw noMapping();
  const { each } = mapping;
  const items = each === null ? [body] : valuesAt(body, [...each, '*']);
  const readings = items.map((own) => readItem({ whole: body, own, each }, mapping));
  const said = readings.filter(({ values, events }) => Object.keys(values).length > 0 || events.length > 0);
  if (said.length === 0) throw nothingThere();
  return said;
}

function readItem(item: Item, mapping: Mapping): Reading {
  const texts = (to: string): string[] =>
    mapping.links
      .filter((link) => link.to === to)
      .flatMap((link) => {
        const { root, rest } = placeIn(item, link.from);
        return textsAt(root, rest);
      });
  const fields = [...new Set(mapping.links.map(({ to }) => to).filter((to) => to.startsWith('field:')))];
  const values = fields.flatMap((to) => {
    const found = texts(to);
    return found.length === 0 ? [] : [[to.slice('field:'.length), found.length === 1 ? found[0] : found]];
  });
  const event = readEvent(item, mapping, texts);
  return {
    ...emptyReading,
    kind: mapping.kind,
    who: (texts('id')[0] ?? '').slice(0, 200),
    values: Object.fromEntries(values),
    events: event === null ? [] : [event],
  };
}

function readEvent(
  item: Item,
  { event, links, kind }: Mapping,
  texts: (to: string) => string[],
): Record<string, unknown> | null {
  const name = texts('event')[0] ?? event;
  // What happens, happens to people.
  if (name === '' || kind !== 'person') return null;
  const properties = links
    .filter(({ to }) => to.startsWith('property:'))
    .map(({ to }) => [to.slice('property:'.length), texts(to).join(', ')] as const)
    .filter(([, value]) => value !== '');
  const [message, time] = [texts('message')[0], texts('time')[0]];
  const lines = readLines(item, links);
  return {
    type: 'track',
    event: name,
    ...(message === undefined ? {} : { messageId: message }),
    ...(time === undefined ? {} : { timestamp: readTime(time) }),
    properties: {
      ...Object.fromEntries(properties),
      ...(lines.length === 0 ? {} : { products: lines }),
    },
  };
}

/** Times come as text here; a number of seconds or milliseconds is one again. */
const readTime = (text: string): string | number => (/^\d{9,13}$/.test(text) ? Number(text) : text);

/** Parts of lines stand in the innermost list of their place, one entry of it for each line. */
function readLines(item: Item, links: Mapping['links']): Record<string, string>[] {
  const lines: Record<string, string>[] = [];
  for (const { from, to } of links.filter((link) => link.to.startsWith('line:'))) {
    const { root, rest } = placeIn(item, from);
    const star = rest.lastIndexOf('*');
    const entries = valuesAt(root, rest.slice(0, star + 1));
    for (const [index, entry] of entries.entries()) {
      const value = valuesAt(entry, rest.slice(star + 1)).map(textOf)[0] ?? '';
      if (value !== '') lines[index] = { ...lines[index], [to.slice('line:'.length)]: value };
    }
  }
  return lines.filter((line) => line !== undefined);
}
