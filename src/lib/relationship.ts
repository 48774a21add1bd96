/** Relationships that people set by hand, read from the first profile to the second. */
export const relationshipTypes = [
  'works_at',
  'represents',
  'owns',
  'child_of',
  'supplies',
  'partner_of',
  'competes_with',
  'household',
  'spouse',
  'knows',
] as const;

/** Relationships that are found in the facts. */
export const foundTypes = [
  'works_at',
  'represents',
  'child_of',
  'shares_phone',
  'shares_email_domain',
  'shares_address',
] as const;
export type FoundType = (typeof foundTypes)[number];

/** All of them. */
export const relationTypes = [
  ...relationshipTypes,
  'shares_phone',
  'shares_email_domain',
  'shares_address',
] as const;
export type RelationType = (typeof relationTypes)[number];

export const directions = ['out', 'in'] as const;
export type Direction = (typeof directions)[number];

type End = 'organization' | 'person';
type Ends = readonly (readonly [from: End, to: End])[];

const betweenFirms: Ends = [['organization', 'organization']];
const betweenPeople: Ends = [['person', 'person']];
const employed: Ends = [['person', 'organization']];

/** Which kinds of profiles stand at the two ends. */
const endsOf: Readonly<Record<RelationType, Ends>> = {
  works_at: employed,
  represents: employed,
  owns: [...employed, ...betweenFirms],
  child_of: betweenFirms,
  supplies: betweenFirms,
  partner_of: betweenFirms,
  competes_with: betweenFirms,
  household: betweenPeople,
  spouse: betweenPeople,
  knows: betweenPeople,
  shares_phone: [...betweenFirms, ...employed],
  shares_email_domain: betweenFirms,
  shares_address: [...betweenFirms, ...betweenPeople],
};

/** Types that say the same both ways. */
const mutual: ReadonlySet<RelationType> = new Set([
  'partner_of',
  'competes_with',
  'household',
  'spouse',
  'shares_phone',
  'shares_email_domain',
  'shares_address',
]);

/** Whether it matters from which end a relationship is read. */
export function isDirected(type: RelationType): boolean {
  return !mutual.has(type);
}

/** Which kinds the other end may be, seen from a profile of a kind; none where such a profile usually has no such relationship. */
export function otherKinds(type: RelationType, own: End, direction?: Direction): readonly End[] {
  const others = endsOf[type].flatMap(([from, to]) => [
    ...(from === own && direction !== 'in' ? [to] : []),
    ...(to === own && direction !== 'out' ? [from] : []),
  ]);
  return [...new Set(others)];
}
