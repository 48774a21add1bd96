import type { Kind } from '../../fields/index.ts';
import type { FoundType, RelationType } from '../../lib/relationship.ts';

/** What of a profile is held against what of another. */
export type KeyName =
  | 'employer'
  | 'employee'
  | 'called'
  | 'represented'
  | 'parent'
  | 'phones'
  | 'domains'
  | 'address';

interface FoundEnd {
  readonly kind: Kind;
  readonly by: KeyName;
}

/** How a relationship is found in the facts, from the first profile to the second. */
interface Found {
  readonly from: FoundEnd;
  readonly to: FoundEnd;
}

const firm = (by: KeyName): FoundEnd => ({ kind: 'organization', by });
const person = (by: KeyName): FoundEnd => ({ kind: 'person', by });

const founds: Readonly<Record<FoundType, readonly Found[]>> = {
  works_at: [{ from: person('employer'), to: firm('called') }],
  represents: [{ from: person('employee'), to: firm('represented') }],
  child_of: [{ from: firm('parent'), to: firm('called') }],
  shares_phone: [
    { from: firm('phones'), to: firm('phones') },
    { from: person('phones'), to: firm('phones') },
  ],
  shares_email_domain: [{ from: firm('domains'), to: firm('domains') }],
  shares_address: [
    { from: firm('address'), to: firm('address') },
    { from: person('address'), to: person('address') },
  ],
};

/** The ways in which a type is found; none for those that people alone set. */
export function foundsOf(type: RelationType): readonly Found[] {
  return Object.entries(founds).find(([name]) => name === type)?.[1] ?? [];
}

/** The fields that each is made of, which whoever asks must be free to ask about. */
export const fieldsOfKey: Readonly<Record<KeyName, readonly string[]>> = {
  employer: ['employer_name'],
  employee: ['employer_name', 'name'],
  called: ['name'],
  represented: ['name', 'legal_representative'],
  parent: ['parent_name'],
  phones: ['phones'],
  domains: ['emails'],
  address: ['address'],
};
