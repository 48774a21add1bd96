import { hashKey } from '../../identity/index.ts';
import { quoteText } from '../../store/warehouse/index.ts';
import { blockedIds } from '../protocol/ids.ts';
import type { EventColumn, EventImport } from './contract.ts';

/** The table that the rows of a file stand in while it is read. */
export const rowTable = `line UInt32, who String, who_kind String, ts_ms Int64, name String, order String, product String,
  product_name String, category String, brand String, quantity Decimal(18, 4), price Decimal(18, 4), amount Decimal(18, 4),
  has_amount UInt8, currency String, coupon String, url String, text String, rest Map(String, String), same UInt64`;

/** Where the columns of a file stand. */
export interface Layout {
  readonly headers: readonly string[];
  readonly of: EventImport;
}

/** The cell that holds something, without space around it; '' where no column does. */
function cell({ headers, of }: Layout, column: EventColumn): string {
  const at = headers.findIndex(
    (header) => Object.hasOwn(of.columns, header) && of.columns[header] === column,
  );
  return at < 0 ? "''" : `trimBoth(cells[${at + 1}])`;
}

const plainNumber = (text: string) => `toDecimal64OrNull(replaceRegexpAll(${text}, '[^0-9.eE+-]', ''), 4)`;

const knownId = (text: string) => `if(match(${text}, ${quoteText(blockedIds)}), '', ${text})`;

/** A chunk of a file → rows with their values read. */
export function readRows(table: string, layout: Layout): string {
  const { headers, of } = layout;
  const own = (column: EventColumn) => cell(layout, column);
  const parse = of.dates === 'mdy' ? 'parseDateTime64BestEffortUSOrNull' : 'parseDateTime64BestEffortOrNull';
  // A spreadsheet writes a number that it holds as 17850.0.
  const customer = knownId(`replaceRegexpOne(${own('customer')}, '^([0-9]+)\\\\.0$', '\\\\1')`);
  const rest = headers.flatMap((header, index) =>
    Object.hasOwn(of.columns, header) ? [] : [`${quoteText(header)}, cells[${index + 1}]`],
  );
  const amount = plainNumber(own('amount'));
  const [quantity, price] = [
    `ifNull(${plainNumber(own('quantity'))}, 1)`,
    `ifNull(${plainNumber(own('price'))}, 0)`,
  ];
  return `INSERT INTO {db}.${table}
  SELECT line, if(id = '', lower(mail), id), multiIf(id != '', 'customer', mail != '', 'email', ''),
    ifNull(toUnixTimestamp64Milli(${parse}(${own('time')}, 3, ${quoteText(of.zone)})), -9223372036854775808),
    ${own('name')}, ${own('order')}, ${own('product')}, ${own('product_name')}, ${own('category')}, ${own('brand')},
    ${quantity}, ${price}, ifNull(${amount}, toDecimal64(${quantity} * ${price}, 4)), isNotNull(${amount}),
    upper(${own('currency')}), ${own('coupon')}, ${own('url')}, ${own('text')},
    ${rest.length === 0 ? 'map()' : `mapFilter((k, v) -> v != '', map(${rest.join(', ')}))`}, cityHash64(cells)
  FROM (SELECT line, cells, ${customer} AS id, if(position(${own('email')}, '@') > 0, ${own('email')}, '') AS mail FROM {rows})`;
}

interface Arriving {
  readonly rows: string;
  readonly arrived: string;
  readonly source: string;
  readonly of: EventImport;
  readonly received: number;
}

const arrivedInto = (arrived: string) => `INSERT INTO {db}.${arrived}
  (type, name, user, source, at, received, currency, movement, order, product, category, coupon, url, text, amount, quantity, lines, properties, raw, who, who_type, who_value, who_field, hash)`;

/** Whom a row is about: the number that this source gives its customers, or a mailbox. */
const whoKey = (source: string) => `multiIf(
    who_kind = 'customer', ${hashKey('person', 'external_id', [quoteText(source), 'who'])},
    who_kind = 'email', ${hashKey('person', 'email', ['who'])}, toUInt64(0))`;
const whoField = "if(who_kind = 'email', 'emails', 'external_id')";
const noTime = 'ts_ms < 0';

/** Rows of orders → orders: the rows of one number and customer are its lines. The file's part of it is named by a remainder. */
export function arriveOrders({ rows, arrived, source, of, received }: Arriving, slice: string): string {
  const prefix = of.cancelledPrefix ?? '';
  const cancelled = prefix === '' ? '0' : `startsWith(key, ${quoteText(prefix)})`;
  return `${arrivedInto(arrived)}
  WITH grouped AS (
    SELECT if(r.order = '', concat('line ', toString(r.line)), r.order) AS key, r.who AS who, any(r.who_kind) AS who_kind, min(r.ts_ms) AS at,
      anyIf(r.currency, r.currency != '') AS said_currency, anyIf(r.coupon, r.coupon != '') AS said_coupon,
      sum(r.amount) AS total, sum(r.quantity) AS pieces,
      arrayMap(l -> l.2, arraySort(l -> l.1, groupArray((r.line, tuple(r.product, if(r.product_name = '', r.product, r.product_name), r.brand, r.category, r.quantity, r.price))))) AS lines,
      multiIf(${cancelled}, 'cancelled', total < 0, 'refunded', 'completed') AS movement
    FROM {db}.${rows} AS r WHERE NOT ${noTime} AND ${slice} GROUP BY key, who
  )
  SELECT 'track', multiIf(movement = 'cancelled', 'Order Cancelled', movement = 'refunded', 'Order Refunded', 'Order Completed'),
    who, ${quoteText(source)}, at, ${received}, if(said_currency = '', ${quoteText(of.currency ?? '')}, said_currency), movement, key,
    '', '', said_coupon, '', '', toDecimal64(total, 4), toDecimal64(pieces, 4), lines, map(), '',
    ${whoKey(source)}, if(who = '', '', 'user'), who, ${whoField},
    sipHash64(${quoteText(source)}, concat('order ', movement, ' ', key, ' ', who))
  FROM grouped`;
}

/** Rows of events → events. The same row twice in a file is two events; the same file twice is one. */
export function arriveEvents({ rows, arrived, source, of, received }: Arriving, slice: string): string {
  return `${arrivedInto(arrived)}
  SELECT 'track', if(name = '', ${quoteText(of.name ?? '')}, name) AS named, who, ${quoteText(source)}, ts_ms, ${received},
    if(currency = '', ${quoteText(of.currency ?? '')}, currency), '', order, product, category, coupon, url, text,
    if(has_amount OR price != 0, amount, toDecimal64(0, 4)), quantity,
    if(product = '', [], [tuple(product, if(product_name = '', product, product_name), brand, category, quantity, price)]),
    rest, '', ${whoKey(source)}, if(who = '', '', 'user'), who, ${whoField},
    sipHash64(${quoteText(source)}, 'row', same, row_number() OVER (PARTITION BY same ORDER BY line))
  FROM {db}.${rows} WHERE NOT ${noTime} AND ${slice}`;
}

/** Rows without a time → refused ones, whole. */
export function refuseRows({ rows, arrived, source, received }: Arriving): string {
  return `${arrivedInto(arrived)}
  SELECT 'refused', 'event.time', '', ${quoteText(source)}, ${received}, ${received}, '', '', '', '', '', '', '', concat('line ', toString(line)), 0, 0, [], map(),
    toJSONString(tuple(who, name, order, product, rest)), 0, '', '', '', sipHash64(${quoteText(source)}, 'row', same, line)
  FROM {db}.${rows} WHERE ${noTime}`;
}
