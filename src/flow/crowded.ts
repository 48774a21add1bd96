import { z } from 'zod';

import { hashKey } from '../identity/index.ts';
import { hintPhone } from '../sources/index.ts';
import { statement, type Warehouse } from '../store/warehouse/index.ts';

/**
 * An address or number that so many customers with ids of their own gave is that of a shop or a test: who gives it after
 * them does not become one with them. Families and small offices share less.
 */
const mostSharing = 10;

/** A record of what was said of a person. */
type SaidRecord = Readonly<Record<string, string>>;

/** The fields whose values join people, and how a value is written in its key; numbers without a prefix are of the country. */
const joining = {
  emails: (text: string) => text.trim().toLowerCase(),
  phones: (text: string, country: string) =>
    hintPhone(text, country).split('\n')[0]?.replace(/^!.*/, '') ?? '',
} as const;

const given = `SELECT tupleElement(pair, 1) AS value, tupleElement(pair, 2) AS key FROM (SELECT arrayJoin(arrayConcat(
    arrayMap(v -> (v, ${hashKey('person', 'email', ['v'])}), {emails:Array(String)}),
    arrayMap(v -> (v, ${hashKey('person', 'mobile', ['v'])}), {phones:Array(String)}))) AS pair)`;
const carried = `SELECT key, no FROM {db}.identifiers_person WHERE key IN (SELECT key FROM (${given}))`;

const findFrequent = statement({
  name: 'flow.said.frequent',
  sql: `SELECT value FROM (${given}) AS v INNER JOIN (${carried}) AS c ON v.key = c.key GROUP BY value HAVING count() >= ${mostSharing}`,
  row: z.object({ value: z.string() }),
});

/** How many customers with ids of their own gave a value: few values are looked at so closely. */
const countIds = statement({
  name: 'flow.said.sharing',
  sql: `SELECT value, uniqExact(id) AS ids FROM (
    SELECT v.value AS value, arrayJoin(f._keys) AS id FROM (${given}) AS v
    INNER JOIN (${carried}) AS c ON v.key = c.key
    INNER JOIN (SELECT _no, _keys FROM {db}.facts_person WHERE _no IN (SELECT no FROM (${carried}))) AS f ON c.no = f._no
  ) WHERE id IN (SELECT key FROM {db}.entities WHERE type = 'user') GROUP BY value`,
  row: z.object({ value: z.string(), ids: z.coerce.number() }),
});

/** Records without the addresses and numbers that too many others gave before; what they said stays in their events. */
export async function dropCrowded(
  warehouse: Warehouse,
  country: string,
  records: readonly SaidRecord[],
): Promise<SaidRecord[]> {
  const asked = {
    emails: valuesOf(records, 'emails', country),
    phones: valuesOf(records, 'phones', country),
  };
  const frequent = new Set((await warehouse.rows(findFrequent, asked)).map(({ value }) => value));
  const only = (values: readonly string[]) => values.filter((value) => frequent.has(value));
  const counted =
    frequent.size === 0
      ? []
      : await warehouse.rows(countIds, { emails: only(asked.emails), phones: only(asked.phones) });
  const sharing = new Map(counted.map(({ value, ids }) => [value, ids]));
  return records.map((record) => {
    const kept = { ...record };
    for (const field of ['emails', 'phones'] as const) {
      const value = valueOf(record, field, country);
      if (value === '') continue;
      const ids = (sharing.get(value) ?? 0) + 1;
      sharing.set(value, ids);
      if (ids > mostSharing) delete kept[field];
    }
    return kept;
  });
}

const valueOf = (record: SaidRecord, field: keyof typeof joining, country: string): string => {
  const text = record[field] ?? '';
  return text === '' ? '' : joining[field](text, country);
};

function valuesOf(records: readonly SaidRecord[], field: keyof typeof joining, country: string): string[] {
  return [...new Set(records.map((record) => valueOf(record, field, country)))].filter(
    (value) => value !== '',
  );
}
