import type { Field, Kind } from './types.ts';

/** What is said of one column under one kind. */
export interface ColumnGuess {
  readonly field: Field | null;
  readonly confidence: number;
}

/** Fields that tell the kinds apart weigh more; those that only point at the other kind weigh less. */
const weights: ReadonlyMap<string, number> = new Map([
  ['name', 1.6],
  ['credit_code', 2.5],
  ['registration_number', 1.5],
  ['legal_representative', 2],
  ['registered_capital', 2],
  ['business_scope', 2],
  ['cik', 2],
  ['ticker', 1.5],
  ['employees', 1.5],
  ['turnover', 1.5],
  ['family_name', 1.5],
  ['given_name', 1.5],
  ['gender', 2],
  ['birth_date', 2],
  ['age', 2],
  ['identity_document', 2.5],
  ['marital_status', 2],
  ['employer_name', 0.6],
  ['job_title', 1.2],
  ['contact_name', 0.9],
  ['contact_title', 0.5],
  ['contact_department', 0.5],
  ['employer_industry', 0.6],
  ['employer_size', 0.6],
]);

/** The kind whose fields fit a file better; 0.5 (no idea) to 1. */
export function chooseKind<Guess extends ColumnGuess>(
  organization: readonly Guess[],
  person: readonly Guess[],
): { kind: Kind; kindConfidence: number; columns: readonly Guess[] } {
  const [ours, theirs] = [weigh(organization), weigh(person)];
  const isPerson = theirs > ours;
  const total = ours + theirs;
  const share = total === 0 ? 0.5 : Math.max(ours, theirs) / total;
  return {
    kind: isPerson ? 'person' : 'organization',
    kindConfidence: Math.min(1, 0.5 + (share - 0.5) * 2.5),
    columns: isPerson ? person : organization,
  };
}

function weigh(matches: readonly ColumnGuess[]): number {
  return matches.reduce(
    (sum, { field, confidence }) =>
      sum +
      (field === null ? 0 : confidence * (weights.get(field.key) ?? (field.kinds.length === 1 ? 1 : 0.5))),
    0,
  );
}
