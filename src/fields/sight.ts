import { keepsValue } from './mask.ts';
import type { Field, Sensitivity, Sight } from './types.ts';

/** What somebody sees of each sensitivity. */
type Sights = Readonly<Record<Sensitivity, Sight>>;

/** What somebody sees, and of what they see masked, what they may reveal value by value. */
interface Seen {
  readonly sights: Sights;
  readonly reveals?: readonly Sensitivity[];
}

/**
 * The catalogue as somebody sees it: without what is put away or hidden from them, and with a mark where values are masked.
 * Whatever is asked and shown with this catalogue keeps to what they may see.
 */
export function seeFields(fields: readonly Field[], { sights, reveals = [] }: Seen): readonly Field[] {
  const live = fields.some((field) => field.archived) ? fields.filter((field) => !field.archived) : fields;
  if (Object.values(sights).every((sight) => sight === 'full')) return live;
  return live.flatMap((field) => {
    const sight = sights[field.sensitivity];
    if (sight === 'hidden') return [];
    if (sight !== 'masked') return [field];
    return [
      reveals.includes(field.sensitivity) ? { ...field, sight, revealable: true } : { ...field, sight },
    ];
  });
}

/** True where rules, orders, counts and searches may look at a field's values: they are shown as they are. */
export function isOpen(field: Field): boolean {
  return field.sight === undefined || keepsValue(field);
}
