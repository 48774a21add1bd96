import { findEvent, type Movement } from '../../lib/events.ts';

interface Name {
  readonly name: string;
  readonly movement: Movement;
}

const remembered = new Map<string, Name>();
const mostRemembered = 10_000;

/** An event's name as the catalogue spells it (`order_completed` → `Order Completed`), and what it does to an order. */
export function readName(said: string): Name {
  const before = remembered.get(said);
  if (before !== undefined) return before;
  const { name, movement } = findEvent(said) ?? { name: said, movement: '' as const };
  const found = { name, movement };
  if (remembered.size < mostRemembered) remembered.set(said, found);
  return found;
}
