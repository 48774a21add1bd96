import { addFieldColumns } from '../src/records/index.ts';
import { catalogue } from '../src/fields/index.ts';
import { command, type Warehouse } from '../src/store/warehouse/index.ts';

/** How large the generated workspace is. */
export interface Sizes {
  readonly customers: number;
  readonly events: number;
  readonly seed: number;
}

/** The moment at which all questions are asked: the events lie in the two years before it. */
export const now = new Date('2026-01-01T00:00:00Z');
const secondsBack = 730 * 86_400;

/** A number below 2^32 that looks random, the same for the same place, purpose and seed. */
const draw = (purpose: number, place = 'number') =>
  `toUInt32(cityHash64(${place}, ${purpose}, {seed:UInt32}) % 4294967296)`;

/** Few customers do much: the square of an even draw. */
const who = (customers: string) => `toUInt32(1 + floor(pow(${draw(1)} / 4294967296, 2) * ${customers}))`;
const kindOf = `${draw(2)} % 100`;
const name = `multiIf(${kindOf} < 10, 'Order Completed', ${kindOf} < 25, 'Product Added', ${kindOf} < 40, 'Page Viewed', ${kindOf} < 41, 'Signed Up', 'Product Viewed')`;
const when = `toDateTime64(${Math.floor(now.getTime() / 1000)} - ${draw(3)} % ${secondsBack}, 3, 'UTC')`;
const category = `concat('category ', toString(toUInt8(pow(${draw(4)} / 4294967296, 2) * 20)))`;
const product = `concat('product ', toString(toUInt32(pow(${draw(5)} / 4294967296, 3) * 2000)))`;
const amount = `toDecimal64(if(name = 'Order Completed', 5 + pow(${draw(6)} / 4294967296, 4) * 500, 0), 4)`;

const step = 5_000_000;

/** Events numbered from `from`, `count` of them, as a load brings them. */
function eventsSql(from: number, count: number, load: number): string {
  return `INSERT INTO {db}.events (name, entity, ts, type, source, message, load, received, amount, currency, quantity, order, product, category)
SELECT ${name} AS name, ${who('{customers:Float64}')}, ${when}, 'track', 'shop', cityHash64(number, {seed:UInt32}), ${load}, ${when},
  ${amount}, if(name = 'Order Completed', 'CNY', ''), toDecimal64(if(name = 'Order Completed', 1 + ${draw(7)} % 4, 0), 4),
  if(name = 'Order Completed', toString(number), ''), ${product}, ${category}
FROM numbers(${from}, ${count})`;
}

const ordersSql = `INSERT INTO {db}.orders (entity, ts, order, movement, amount, currency, lines, source, message, load)
SELECT entity, ts, order, 'completed', amount, currency, 3, source, message, 1 FROM {db}.events WHERE name = 'Order Completed'`;

/** One to five lines an order; what stands beside the first line is drawn near it, so that there is something to find. */
const linesSql = `INSERT INTO {db}.order_lines (entity, ts, order, movement, line, product, name, category, quantity, price, amount, currency, source, message, load)
SELECT entity, ts, order, 'completed', line, concat('p', toString(item)), concat('product ', toString(item)), concat('category ', toString(item % 20)), 1, amount / 3, amount / 3, currency, source, message, 1
FROM (
  SELECT *, arrayJoin(range(1 + toUInt32(message % 5))) AS line,
    toUInt32(if(line > 0 AND ${draw(8, 'message, line')} % 3 = 0, pow(${draw(9, 'message')} / 4294967296, 3) * 2000 + line,
      pow(${draw(9, 'message, line')} / 4294967296, 3) * 2000)) AS item
  FROM (SELECT * FROM {db}.orders LIMIT {baskets:UInt64})
)`;

/** Fills a workspace by statements over whole sets: customers, whose events are whose, events, orders and their lines. */
export async function generateShop(
  warehouse: Warehouse,
  sizes: Sizes,
  say: (text: string) => void,
): Promise<void> {
  const { customers, events, seed } = sizes;
  const parameters = { customers, seed, baskets: customers };
  const fields = catalogue('person').filter(({ key }) => ['gender', 'region'].includes(key));
  await addFieldColumns(warehouse, 'person', fields);
  const run = (label: string, sql: string) => warehouse.run(command(`bench.${label}`, sql), parameters);
  await run(
    'profiles',
    `INSERT INTO {db}.profiles_person (_no, _name, gender)
    SELECT number + 1, concat('customer ', toString(number)), if(${draw(10)} % 2 = 0, 'female', 'male') FROM numbers({customers:UInt64})`,
  );
  await run(
    'entities',
    `INSERT INTO {db}.entities SELECT cityHash64(number, 'entity'), number + 1, 'user', toString(number + 1), now64(3) FROM numbers({customers:UInt64})`,
  );
  await run(
    'owners',
    `INSERT INTO {db}.owners SELECT number + 1, 'person', number + 1 FROM numbers({customers:UInt64})`,
  );
  for (let from = 0; from < events; from += step) {
    say(`events ${from} …`);
    await run('events', eventsSql(from, Math.min(step, events - from), 1));
  }
  say('orders …');
  await run('orders', ordersSql);
  await run('lines', linesSql);
}

/** So many events more, as they would arrive. */
export async function addEvents(warehouse: Warehouse, sizes: Sizes, count: number): Promise<void> {
  const { customers, events, seed } = sizes;
  await warehouse.run(command('bench.more', eventsSql(events, count, Date.now())), { customers, seed });
}
