import { amountAt, objectAt, objectsAt, textAt, type JsonObject } from '../../../lib/json.ts';
import { emptyReading, type Reading } from '../../kind.ts';
import { wrongShape } from '../../problems.ts';
import { dropEmpty, nameOf, writeOrderEvent, type OrderEvent } from '../shop.ts';

/** Times of the shop are of Greenwich, and do not say so. */
function timeAt(from: JsonObject, key: string): string {
  const time = textAt(from, `${key}_gmt`);
  return time === '' || /Z$|[+-]\d\d:?\d\d$/.test(time) ? time : `${time}Z`;
}

function customerValues(person: JsonObject, billing: JsonObject): Record<string, unknown> {
  const pick = (key: string) => textAt(person, key) || textAt(billing, key);
  const [given, family] = [pick('first_name'), pick('last_name')];
  return dropEmpty({
    given_name: given,
    family_name: family,
    name: nameOf(given, family),
    emails: pick('email'),
    phones: textAt(billing, 'phone'),
    employer_name: textAt(billing, 'company'),
    address: [textAt(billing, 'address_1'), textAt(billing, 'address_2')].filter(Boolean).join(' '),
    city: textAt(billing, 'city'),
    state: textAt(billing, 'state'),
    postcode: textAt(billing, 'postcode'),
    country: textAt(billing, 'country'),
  });
}

/** A customer of the shop. */
export function readCustomer(body: JsonObject): Reading {
  const who = textAt(body, 'id');
  if (who === '') throw wrongShape('id');
  return { ...emptyReading, who, values: customerValues(body, objectAt(body, 'billing')) };
}

/** States of an order that was paid, or will be for sure. */
const counting: ReadonlySet<string> = new Set(['processing', 'completed', 'refunded']);

/** An order as it is now: a shop tells of every change of it with the whole. */
export function readOrder(order: JsonObject): Reading {
  const id = textAt(order, 'id');
  if (id === '') throw wrongShape('id');
  const billing = objectAt(order, 'billing');
  const known = textAt(order, 'customer_id');
  const guest = textAt(billing, 'email').toLowerCase() || `order ${id}`;
  return {
    ...emptyReading,
    who: known === '' || known === '0' ? guest : known,
    values: customerValues({}, billing),
    events: eventsOf(order, id),
    order: id,
  };
}

function eventsOf(order: JsonObject, id: string): Record<string, unknown>[] {
  const status = textAt(order, 'status');
  const total = amountAt(order, 'total');
  const changed = timeAt(order, 'date_modified');
  const refunds = objectsAt(order, 'refunds');
  const refunded = refunds.reduce((sum, one) => sum + Math.abs(amountAt(one, 'total')), 0);
  const common = {
    order: id,
    currency: textAt(order, 'currency'),
    more: moreOf(order),
    lines: objectsAt(order, 'line_items').map(writeLine),
  };
  const back = { ...common, lines: [], at: changed };
  const wasPaid = timeAt(order, 'date_paid') !== '' || counting.has(status);
  const events: OrderEvent[] = wasPaid
    ? [{ ...common, movement: 'completed', mark: '', at: timeAt(order, 'date_created'), amount: total }]
    : [{ ...common, movement: 'updated', mark: changed, at: changed, amount: total }];
  for (const refund of refunds) {
    const amount = Math.abs(amountAt(refund, 'total'));
    events.push({
      ...back,
      movement: 'refunded',
      mark: textAt(refund, 'id'),
      amount,
      more: { comment: textAt(refund, 'reason') },
    });
  }
  if (status === 'cancelled' && wasPaid)
    events.push({ ...back, movement: 'cancelled', mark: '', amount: Math.max(0, total - refunded) });
  return events.map(writeOrderEvent);
}

function moreOf(order: JsonObject): Record<string, unknown> {
  return {
    order_name: textAt(order, 'number'),
    tax: textAt(order, 'total_tax'),
    shipping: textAt(order, 'shipping_total'),
    discount: textAt(order, 'discount_total'),
    coupon: objectsAt(order, 'coupon_lines')
      .map((one) => textAt(one, 'code'))
      .join(', '),
    status: textAt(order, 'status'),
    payment: textAt(order, 'payment_method'),
  };
}

function writeLine(line: JsonObject): Record<string, unknown> {
  return dropEmpty({
    product_id:
      textAt(line, 'sku') || textAt(line, 'variation_id').replace(/^0$/, '') || textAt(line, 'product_id'),
    name: textAt(line, 'name'),
    quantity: textAt(line, 'quantity'),
    price: textAt(line, 'price'),
  });
}
