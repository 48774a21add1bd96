import { amountAt, objectAt, objectsAt, textAt, type JsonObject } from '../../../lib/json.ts';
import { emptyReading, type Reading } from '../../kind.ts';
import { wrongShape } from '../../problems.ts';
import { dropEmpty, writeOrderEvent } from '../shop.ts';
import { customerValues } from './customer.ts';

function writeLine(line: JsonObject, quantity = textAt(line, 'quantity')): Record<string, unknown> {
  return dropEmpty({
    product_id: textAt(line, 'sku') || textAt(line, 'variant_id') || textAt(line, 'product_id'),
    name: textAt(line, 'title') || textAt(line, 'name'),
    brand: textAt(line, 'vendor'),
    quantity,
    price: textAt(line, 'price'),
  });
}

/** What was given back of an order, in money. */
function refundedOf(refund: JsonObject): number {
  return objectsAt(refund, 'transactions')
    .filter((one) => textAt(one, 'kind') === 'refund' && textAt(one, 'status') === 'success')
    .reduce((sum, one) => sum + amountAt(one, 'amount'), 0);
}

/** Whom an order is about: the customer of the shop, else the mailbox, else the order alone. */
function whoOf(order: JsonObject, customer: JsonObject): string {
  return textAt(customer, 'id') || textAt(order, 'email').toLowerCase() || `order ${textAt(order, 'id')}`;
}

/** Reads an order; what was refunded of a cancelled one was told of by refunds already. */
export function readOrder(movement: 'completed' | 'updated' | 'cancelled') {
  return (order: JsonObject): Reading => {
    const id = textAt(order, 'id');
    if (id === '') throw wrongShape('id');
    const customer = {
      email: textAt(order, 'email'),
      phone: textAt(order, 'phone'),
      ...objectAt(order, 'customer'),
    };
    const billing = objectAt(order, 'billing_address');
    const address = Object.keys(billing).length > 0 ? billing : objectAt(order, 'shipping_address');
    const refunded = objectsAt(order, 'refunds').reduce((sum, one) => sum + refundedOf(one), 0);
    const total = amountAt(order, 'total_price');
    const changed = textAt(order, 'updated_at');
    const times = {
      completed: textAt(order, 'created_at'),
      updated: changed,
      cancelled: textAt(order, 'cancelled_at') || changed,
    };
    const event = writeOrderEvent({
      movement,
      mark: movement === 'updated' ? changed : '',
      order: id,
      at: times[movement],
      amount: movement === 'cancelled' ? Math.max(0, total - refunded) : total,
      currency: textAt(order, 'currency'),
      more: {
        order_name: textAt(order, 'name'),
        tax: textAt(order, 'total_tax'),
        discount: textAt(order, 'total_discounts'),
        coupon: objectsAt(order, 'discount_codes')
          .map((one) => textAt(one, 'code'))
          .join(', '),
        status: textAt(order, 'financial_status'),
        channel: textAt(order, 'source_name'),
      },
      // Lines that were given back were told of as well.
      lines:
        movement === 'cancelled' && refunded > 0
          ? []
          : objectsAt(order, 'line_items').map((line) => writeLine(line)),
    });
    return {
      ...emptyReading,
      who: whoOf(order, customer),
      values: customerValues(customer, address),
      events: [event],
      order: id,
    };
  };
}

/** A refund says of which order it is, and not whose. */
export function readRefund(refund: JsonObject): Reading {
  const order = textAt(refund, 'order_id');
  if (order === '') throw wrongShape('order_id');
  const [first] = objectsAt(refund, 'transactions');
  const event = writeOrderEvent({
    movement: 'refunded',
    mark: textAt(refund, 'id'),
    order,
    at: textAt(refund, 'processed_at') || textAt(refund, 'created_at'),
    amount: refundedOf(refund),
    currency: first === undefined ? '' : textAt(first, 'currency'),
    more: { comment: textAt(refund, 'note') },
    lines: objectsAt(refund, 'refund_line_items').map((one) =>
      writeLine(objectAt(one, 'line_item'), textAt(one, 'quantity')),
    ),
  });
  return { ...emptyReading, events: [event], order };
}
