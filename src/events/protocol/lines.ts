import type { ArrivedLine } from '../arrival.ts';
import { firstText, isObject, numberOf, textOf, type JsonObject } from './values.ts';

const mostLines = 1_000;

/** The lines of an order or cart; an event of one product is a line of its own. */
export function readLines(properties: JsonObject): readonly ArrivedLine[] {
  const { products } = properties;
  if (Array.isArray(products)) return products.slice(0, mostLines).filter(isObject).map(readLine);
  return firstText(properties, ['product_id', 'productId', 'sku']) === '' ? [] : [readLine(properties)];
}

function readLine(product: JsonObject): ArrivedLine {
  return {
    product: firstText(product, ['product_id', 'productId', 'sku', 'id', 'name'], 200),
    name: firstText(product, ['name', 'title'], 500),
    brand: textOf(product['brand'], 200),
    category: textOf(product['category'], 200),
    quantity: numberOf(product['quantity']),
    price: numberOf(product['price']),
  };
}
