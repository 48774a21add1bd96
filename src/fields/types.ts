import type { Bilingual } from '../lib/problem.ts';

/** What a profile can be. */
export const kinds = ['organization', 'person'] as const;
export type Kind = (typeof kinds)[number];

/** The ten domains of facts about a customer. */
export const domains = [
  'basic',
  'contact',
  'purchase',
  'preference',
  'loyalty',
  'psychographic',
  'social',
  'device',
  'financial',
  'market',
] as const;
export type Domain = (typeof domains)[number];

/**
 * What a field's values are. `text` free text; `name` a name that search folds; `choice` one of a list;
 * `code` a registry number or other key; `quantity` a number or range with a unit ("5000-9999人");
 * `money` an amount or range with a currency ("77800.32万人民币"); `region`, `industry` a node of a tree;
 * `coordinates` a point on earth, latitude and longitude in degrees of WGS 84; `secret` kept encrypted and shown masked.
 */
export const fieldTypes = [
  'text',
  'name',
  'choice',
  'code',
  'number',
  'quantity',
  'money',
  'date',
  'boolean',
  'phone',
  'email',
  'url',
  'address',
  'postcode',
  'region',
  'industry',
  'coordinates',
  'secret',
] as const;
export type FieldType = (typeof fieldTypes)[number];

export const sensitivities = ['public', 'internal', 'personal', 'sensitive'] as const;
export type Sensitivity = (typeof sensitivities)[number];

/** How much a role sees of fields of a sensitivity: nothing, values without what they tell, or all. */
export const sights = ['hidden', 'masked', 'full'] as const;
export type Sight = (typeof sights)[number];

/**
 * Which of several claims becomes the golden value. `trust`: verified, valid, trusted, newest;
 * `recent`: the newest first, for what changes; `longest`: the most complete text; all claims of a `many` field are kept together.
 */
export const survivorships = ['trust', 'recent', 'longest'] as const;
export type Survivorship = (typeof survivorships)[number];

/** How a field names its owner. `strong` alone makes two records one profile; `weak` never does. */
export type IdentifierStrength = 'strong' | 'weak' | 'none';

/** One value of a `choice` field: its key as stored, its labels, and other ways in which it is written. */
export interface Choice {
  readonly key: string;
  readonly label: Bilingual;
  readonly synonyms?: readonly string[];
}

/** One field of the catalogue, built in or a workspace's own. */
export interface Field {
  /** snake_case; the column's name in the warehouse, the name in rules, files and the API. */
  readonly key: string;
  readonly label: Bilingual;
  readonly kinds: readonly Kind[];
  readonly type: FieldType;
  readonly domain: Domain;
  readonly sensitivity: Sensitivity;
  /** Several values at a time (phones, emails, former names). */
  readonly many: boolean;
  /** Header texts, beside key and labels, that mean this field; compared after folding width, case, spaces and brackets. */
  readonly synonyms: readonly string[];
  readonly survivorship: Survivorship;
  readonly identifier: IdentifierStrength;
  readonly choices?: readonly Choice[];
  /** The unit in which a quantity is kept: `人`, `户`, `%`. */
  readonly unit?: string;
  /** Which check a `code` must pass: `credit_code`, `registration_number`, `organisation_code`, `resident_id`. */
  readonly check?: string;
  /** How a value is verified, and for how many days that stays fresh. */
  readonly verification?: {
    readonly by: 'registry' | 'call' | 'message' | 'document' | 'visit';
    readonly freshDays: number;
  };
  /** A date that tells what was: a day to come fails the check. */
  readonly past?: true;
  /** True for the workspace's own fields. */
  readonly custom?: boolean;
  /** Put away: its values are kept up, and nobody is shown or asked about them. */
  readonly archived?: true;
  /** In a catalogue as somebody sees it: `masked` where its values are shown to them without what they tell. */
  readonly sight?: 'masked';
  /** The reader may have one masked value shown, and is then on the audit trail. */
  readonly revealable?: true;
}
