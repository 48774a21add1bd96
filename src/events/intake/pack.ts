import type { Arrival, ArrivedTexts } from '../arrival.ts';
import type { RowWriter } from './row-writer.ts';

const textColumns: readonly (readonly [column: string, key: keyof ArrivedTexts])[] = [
  ['order', 'order'],
  ['product', 'product'],
  ['category', 'category'],
  ['coupon', 'coupon'],
  ['session', 'session'],
  ['url', 'url'],
  ['title', 'title'],
  ['referrer', 'referrer'],
  ['utm_source', 'utmSource'],
  ['utm_medium', 'utmMedium'],
  ['utm_campaign', 'utmCampaign'],
  ['utm_term', 'utmTerm'],
  ['utm_content', 'utmContent'],
  ['ip', 'ip'],
  ['agent', 'agent'],
  ['locale', 'locale'],
  ['text', 'text'],
];

const amountColumns = ['amount', 'quantity', 'tax', 'shipping', 'discount'] as const;
const lineStructure =
  'Array(Tuple(product String, name String, brand String, category String, quantity Decimal(18, 4), price Decimal(18, 4)))';

/** The columns of a packed arrival and their types, in their order. */
export const packedColumns: readonly (readonly [name: string, type: string])[] = [
  ['type', 'String'],
  ['name', 'String'],
  ['user', 'String'],
  ['device', 'String'],
  ['company', 'String'],
  ['source', 'String'],
  ['message', 'String'],
  ['at', 'Int64'],
  ['received', 'Int64'],
  ['currency', 'String'],
  ['movement', 'String'],
  ...textColumns.map(([column]) => [column, 'String'] as const),
  ...amountColumns.map((column) => [column, 'Decimal(18, 4)'] as const),
  ['lines', lineStructure],
  ['properties', 'Map(String, String)'],
  ['raw', 'String'],
];

/** The same as one text, for the engine. */
export const packedStructure = packedColumns.map((column) => column.join(' ')).join(', ');

/** Writes an arrival as a row of `packedStructure`. */
export function packArrival(writer: RowWriter, arrival: Arrival): void {
  writer.text(arrival.type);
  writer.text(arrival.name);
  writer.text(arrival.user);
  writer.text(arrival.device);
  writer.text(arrival.company);
  writer.text(arrival.source);
  writer.text(arrival.message);
  writer.long(arrival.at);
  writer.long(arrival.received);
  writer.text(arrival.currency);
  writer.text(arrival.movement);
  for (const [, key] of textColumns) writer.text(arrival.texts[key]);
  for (const key of amountColumns) writer.amount(arrival.amounts[key]);
  writer.count(arrival.lines.length);
  for (const line of arrival.lines) {
    writer.text(line.product);
    writer.text(line.name);
    writer.text(line.brand);
    writer.text(line.category);
    writer.amount(line.quantity ?? 1);
    writer.amount(line.price);
  }
  writer.count(arrival.properties.length);
  for (const [key, value] of arrival.properties) {
    writer.text(key);
    writer.text(value);
  }
  writer.text(arrival.raw);
}
