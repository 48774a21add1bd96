import { z } from 'zod';

import type { Caller, Seer } from '../access/index.ts';
import type { Output, Parsed } from '../lib/endpoint.ts';
import type { Sources } from '../sources/index.ts';
import { command, statement, type Warehouse } from '../store/warehouse/index.ts';
import type { ArrivalView, listArrivals, replayRefused } from './contract.ts';
import { typeItems } from './door.ts';
import { demotedOf } from './guards/demotions.ts';
import type { Intake } from './intake/intake.ts';
import type { Plans } from './plan/plans.ts';
import { parseBody } from './protocol/body.ts';
import { refusalTexts, type RefusalCode } from './protocol/refusals.ts';
import type { Sights } from './sights.ts';

interface ArrivalOptions {
  readonly warehouse: (workspace: string) => Promise<Warehouse>;
  readonly sources: Pick<Sources, 'get'>;
  readonly intake: Pick<Intake, 'take' | 'backlog' | 'aside'>;
  readonly sights: Sights;
  readonly clock: () => Date;
  readonly plans: Pick<Plans, 'find'>;
}

const arrivedRow = z.object({
  at: z.coerce.number(),
  received: z.coerce.number(),
  message: z.string(),
  type: z.string(),
  name: z.string(),
  user: z.string(),
  device: z.string(),
  entity: z.coerce.number(),
  detail: z.string(),
  raw: z.string(),
});

/** Looking back this far first is enough for a busy source; a quiet one is read whole. */
const recently = 'received >= (SELECT max(received) FROM {db}.events) - INTERVAL 1 HOUR';

const ms = (column: string) => `toUnixTimestamp64Milli(${column})`;
const newestEvents = (
  where: string,
) => `SELECT ${ms('ts')} AS at_ms, ${ms('received')} AS received_ms, message, type, name,
    raw, entity, device FROM {db}.events WHERE source = {source:String} AND ${where}
    ORDER BY received DESC, message DESC LIMIT {limit:UInt32}`;

const named = (type: string, column: string) =>
  `(SELECT entity, any(value) AS value FROM {db}.entities WHERE type = '${type}' AND entity IN (SELECT ${column} FROM newest) GROUP BY entity)`;

const listEvents = (where: string) =>
  statement({
    name: 'events.arrivals.list',
    sql: `WITH newest AS (${newestEvents(where)})
    SELECT at_ms AS at, received_ms AS received, toString(n.message) AS message, n.type AS type, name, u.value AS user, d.value AS device, n.entity AS entity, '' AS detail, raw
    FROM newest AS n
    LEFT JOIN ${named('user', 'entity')} AS u ON n.entity = u.entity
    LEFT JOIN ${named('device', 'device')} AS d ON n.device = d.entity
    ORDER BY received_ms DESC, n.message DESC`,
    row: arrivedRow,
  });

const listRefused = statement({
  name: 'events.arrivals.refused',
  sql: `SELECT ${ms('dead_letters.received')} AS at, at AS received, toString(message) AS message, 'refused' AS type, code AS name, '' AS user, '' AS device, 0 AS entity, detail, raw
  FROM {db}.dead_letters WHERE source = {source:String} ORDER BY dead_letters.received DESC, dead_letters.message DESC LIMIT {limit:UInt32}`,
  row: arrivedRow,
});

const getRefused = statement({
  name: 'events.arrivals.dead',
  sql: `SELECT toString(message) AS message, raw FROM {db}.dead_letters
  WHERE source = {source:String} AND dead_letters.message IN (SELECT toUInt64(arrayJoin({messages:Array(String)})))`,
  row: z.object({ message: z.string(), raw: z.string() }),
});

const dropRefused = command(
  'events.arrivals.drop',
  `ALTER TABLE {db}.dead_letters DELETE WHERE source = {source:String} AND has(arrayMap(m -> toUInt64(m), {messages:Array(String)}), message)`,
  { mutations_sync: 1 },
);

/** What arrived at sources, and what was refused. */
export function createArrivals(options: ArrivalOptions) {
  const { warehouse, sources, intake, sights, clock, plans } = options;
  return {
    async list(
      caller: Caller,
      { source: id, only, limit }: Parsed<typeof listArrivals>,
    ): Promise<Output<typeof listArrivals>> {
      const source = await sources.get(caller.workspace, id);
      const store = await warehouse(caller.workspace);
      const asked = { source: source.name, limit };
      const refused = await store.rows(listRefused, asked);
      const events = only === 'refused' ? [] : await newest(store, asked);
      const show = await presenter(sights, caller);
      const rows = [...refused, ...events].toSorted((a, b) => b.received - a.received).slice(0, limit);
      const demoted = await demotedOf(store, source.name, rows);
      return {
        rows: rows.map((row) => ({ ...show(row), demoted: demoted(row) })),
        waiting: intake.backlog(caller.workspace),
        aside: intake.aside(caller.workspace),
      };
    },
    async replay(
      caller: Caller,
      { source: id, messages }: Parsed<typeof replayRefused>,
    ): Promise<Output<typeof replayRefused>> {
      const source = await sources.get(caller.workspace, id);
      const store = await warehouse(caller.workspace);
      const found = await findKept(store, source.name, messages);
      const outcomes = await typeItems(
        found.map(({ item }) => item),
        { dialect: 'posthog', usual: null },
        {
          source: source.name,
          received: clock().getTime(),
          sent: null,
          context: {},
          ip: '',
          agent: '',
          plan: await plans.find(caller.workspace),
        },
      );
      const good = outcomes.filter(({ refused }) => refused === null).map(({ arrival }) => arrival);
      if (good.length > 0) await intake.take(caller.workspace, good);
      const taken = found.filter((_one, index) => outcomes[index]?.refused === null);
      // Only once the new one is on disk does the old one go.
      if (taken.length > 0)
        await store.run(dropRefused, { source: source.name, messages: taken.map(({ number }) => number) });
      return {
        taken: good.length,
        refused: found.flatMap(({ id: message }, index) => {
          const code = outcomes[index]?.refused?.code;
          return code === undefined ? [] : [{ id: message, code, ...refusalTexts[code] }];
        }),
      };
    },
  };
}

/** Refused messages that are kept, as they came or as they were mended. */
async function findKept(
  store: Warehouse,
  source: string,
  messages: Parsed<typeof replayRefused>['messages'],
) {
  const numbers = messages.flatMap(({ id }) => readArrivalId(id) ?? []);
  const rows = await store.rows(getRefused, { source, messages: numbers });
  const kept = new Map(rows.map((row) => [row.message, row.raw]));
  return messages.flatMap(({ id, raw }) => {
    const number = readArrivalId(id) ?? '';
    const text = raw ?? kept.get(number);
    return kept.has(number) && text !== undefined ? [{ id, number, item: readText(text) }] : [];
  });
}

async function newest(store: Warehouse, asked: { source: string; limit: number }) {
  const recent = await store.rows(listEvents(recently), asked);
  return recent.length >= asked.limit ? recent : store.rows(listEvents('1'), asked);
}

/** What is no JSON goes the way of all that is no message. */
function readText(text: string): unknown {
  try {
    return parseBody(text);
  } catch {
    return text;
  }
}

const readArrivalId = (id: string): string | undefined => {
  const [, digits] = /^evt_([0-9a-f]{16})$/.exec(id) ?? [];
  return digits === undefined ? undefined : BigInt(`0x${digits}`).toString();
};

function isRefusal(code: string): code is RefusalCode {
  return Object.hasOwn(refusalTexts, code);
}

async function presenter(sights: Sights, seer: Seer) {
  const sight = await sights(seer);
  const open = sight.personal === 'full';
  const whole = open && sight.sensitive === 'full';
  return (row: z.output<typeof arrivedRow>): Omit<ArrivalView, 'demoted'> => ({
    at: new Date(row.at).toISOString(),
    received: new Date(row.received).toISOString(),
    id: `evt_${BigInt(row.message).toString(16).padStart(16, '0')}`,
    type: row.type,
    name: row.name,
    user: open ? row.user : '',
    device: open ? row.device : '',
    refused:
      row.type === 'refused' && isRefusal(row.name)
        ? { code: row.name, ...refusalTexts[row.name], detail: open ? row.detail : '' }
        : null,
    raw: whole ? row.raw : null,
  });
}
