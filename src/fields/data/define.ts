import type { Domain, Field, Kind } from '../types.ts';
import { domains } from '../types.ts';

/** A field as the catalogue's authors write it: what is usual is left out, other header texts stand in one string with bars between. */
export interface FieldDraft extends Partial<
  Omit<Field, 'key' | 'label' | 'domain' | 'synonyms' | 'kinds' | 'custom'>
> {
  readonly key: string;
  readonly zh: string;
  readonly en: string;
  readonly type: Field['type'];
  /** Header texts in the order of preference: of two columns that fit one field, the earlier text wins. */
  readonly also?: string;
}

export type Drafts = Readonly<Partial<Record<Domain, readonly FieldDraft[]>>>;

/** Fills in what drafts leave out and freezes the fields, in the order of the domains. */
export function defineFields(
  kinds: readonly Kind[],
  sensitivity: Field['sensitivity'],
  drafts: Drafts,
): readonly Field[] {
  const fields = domains.flatMap((domain) => {
    return (drafts[domain] ?? []).map((draft) => defineField(draft, { kinds, domain, sensitivity }));
  });
  return Object.freeze(fields);
}

function defineField(draft: FieldDraft, usual: Pick<Field, 'kinds' | 'domain' | 'sensitivity'>): Field {
  const { zh, en, also, ...rest } = draft;
  return Object.freeze({
    many: false,
    survivorship: 'trust',
    identifier: 'none',
    ...usual,
    ...rest,
    label: Object.freeze({ zh, en }),
    synonyms: Object.freeze(splitWords(also ?? '')),
  });
}

/** `'a | b'` → `['a', 'b']`. */
export function splitWords(text: string): string[] {
  return text
    .split('|')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

/** The same facts about a person: only that kind, and personal. */
export function asPersonal(fields: readonly Field[]): readonly Field[] {
  return fields.map((field) =>
    Object.freeze({ ...field, kinds: ['person'] as const, sensitivity: 'personal' as const }),
  );
}
