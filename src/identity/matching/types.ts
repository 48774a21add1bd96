/** How two values of an attribute are compared; each has its graded levels, block keys and shipped parameters. */
export const comparatorNames = [
  'given_name',
  'family_name',
  'company',
  'date',
  'phone',
  'email',
  'code',
  'postcode',
  'place',
  'address',
  'text',
  'choice',
] as const;
export type ComparatorName = (typeof comparatorNames)[number];

/** One thing by which records are compared: its key, how, and where its value stands in the input. */
export interface Attribute {
  /** snake_case, short: columns are named after it. */
  readonly key: string;
  readonly comparator: ComparatorName;
  /** An expression over the input table: String, or Array(String) for phones, e-mail addresses and codes. */
  readonly sql: string;
}

/** What a model knows of one level of an attribute: how often duplicates (m) and strangers (u) agree like that. */
export interface LevelShare {
  readonly level: string;
  readonly m: number;
  readonly u: number;
}

/** The parameters of one attribute; `levels` stand from the worst (`differs`) to the best (`same`). */
export interface AttributeModel {
  readonly key: string;
  readonly comparator: ComparatorName;
  readonly levels: readonly LevelShare[];
  /** Where other attributes are all the same, strangers agree in this one like this: u of each level. */
  readonly beside?: { readonly keys: readonly string[]; readonly u: readonly number[] } | undefined;
}

/** Parameters of a comparison, learnt or shipped. */
export interface MatchModel {
  /** The share of duplicates among all pairs. */
  readonly lambda: number;
  readonly attributes: readonly AttributeModel[];
}
