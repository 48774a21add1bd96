import type { Output } from '../../../src/lib/endpoint.ts';
import type { listFields } from '../../../src/records/contract.ts';

export type FieldInfo = Output<typeof listFields>['rows'][number];

/** What can be done to a field of many at once. */
export const hows = ['set', 'add', 'remove', 'clear'] as const;
export type How = (typeof hows)[number];

/** A change as the reader puts it together. */
export interface Draft {
  readonly id: number;
  readonly field: FieldInfo | null;
  readonly how: How;
  readonly text: string;
  readonly values: readonly string[];
}

/** The next empty change. */
export function emptyDraft(id: number): Draft {
  return { id, field: null, how: 'set', text: '', values: [] };
}

/** Types of which many cannot have the same: they tell customers apart. */
const apart: ReadonlySet<FieldInfo['type']> = new Set(['phone', 'email', 'secret', 'code']);

/** What can be done to this field; a value that tells customers apart can only be emptied. */
export function howsOf(field: FieldInfo | null): readonly How[] {
  if (field === null) return ['set'];
  if (field.key === 'name') return ['clear'];
  if (apart.has(field.type)) return field.type === 'code' && field.custom ? ['set', 'clear'] : ['clear'];
  return isListed(field) ? ['add', 'remove', 'set', 'clear'] : ['set', 'clear'];
}

/** True for a field that holds several texts. */
export function isListed(field: FieldInfo): boolean {
  return field.many && ['text', 'name', 'choice', 'url', 'address', 'code'].includes(field.type);
}

/** What the server is asked to do with the field, or undefined while something is missing. */
function changeOf({ field, how, text, values }: Draft): unknown {
  if (field === null) return undefined;
  if (how === 'clear') return null;
  if (how === 'add' || how === 'remove') return values.length === 0 ? undefined : { [how]: values };
  if (isListed(field)) return values.length === 0 ? undefined : values;
  return text.trim() === '' ? undefined : text.trim();
}

/** What an edit sets, or undefined where it is not complete. */
export function setOf(drafts: readonly Draft[]): Record<string, unknown> | undefined {
  const pairs = drafts.map((draft) => [draft.field?.key ?? '', changeOf(draft)] as const);
  return pairs.length === 0 || pairs.some(([, change]) => change === undefined)
    ? undefined
    : Object.fromEntries(pairs);
}
