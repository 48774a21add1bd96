import { keepsValue } from './mask.ts';
import type { Field, Sensitivity, Sight } from './types.ts';

/** What somebody sees of each sensitivity. */
type Sights = Readonly<Record<Sensitivity, Sight>>;

/**
 * The catalogue as somebody sees it: without what is put away or hidden from them, and with a mark where values are masked.
 * Whatever is asked and shown with this catalogue keeps to what they may see.
 */
export function seeFields(fields: readonly Field[], seen: Sights): readonly Field[] {
  const live = fields.some((field) => field.archived) ? fields.filter((field) => !field.archived) : fields;
  if (Object.values(seen).every((sight) => sight === 'full')) return live;
  return live.flatMap((field) => {
    const sight = seen[field.sensitivity];
    if (sight === 'hidden') return [];
    return sight === 'masked' ? [{ ...field, sight }] : [field];
  });
}

/** True where rules, orders, counts and searches may look at a field's values: they are shown as they are. */
export function isOpen(field: Field): boolean {
  return field.sight === undefined || keepsValue(field);
}
