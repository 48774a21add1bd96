import type { Field, Kind } from '../fields/index.ts';
import type { Role } from '../lib/endpoint.ts';

/** A segment that a rule may name. */
export interface KnownSegment {
  readonly id: string;
  readonly kind: Kind;
  readonly name: string;
  /** As it is stored: it is read where it is asked. */
  readonly rule: unknown;
  /** True: its members were written down once and stay; false: whoever fits its rule now. */
  readonly fixed: boolean;
}

/** A value that the workspace computes of each customer, which a rule may name. */
export interface KnownValue {
  readonly id: string;
  readonly kind: Kind;
  readonly name: string;
  readonly type: 'number' | 'text';
  /** True: whoever has no row has none of it, which is 0. */
  readonly zero: boolean;
}

/** What of a workspace rules may speak of besides its fields: its days, and its segments and computed values by id. */
export interface RuleWorld {
  /** An IANA name; UTC when not said. */
  readonly timeZone?: string | undefined;
  readonly segments?: ReadonlyMap<string, KnownSegment> | undefined;
  readonly values?: ReadonlyMap<string, KnownValue> | undefined;
  /** Both kinds, where a rule asks for relationships. */
  readonly related?: ReadonlyMap<Kind, RelatedKind> | undefined;
}

/** Who asks a rule; null: the program itself, which sees everything. */
export interface Asker {
  readonly workspace: string;
  readonly role: Role | null;
}

/** What whoever asks sees of a kind, and the columns that its table has. */
export interface RelatedKind {
  readonly catalogue: readonly Field[];
  readonly columns: ReadonlySet<string>;
}

/** Reads what these rules need of a workspace. */
export type ReadWorld = (asker: Asker, rules: unknown) => Promise<RuleWorld>;

/** True where a rule, or a list of them, names a segment. */
export function namesSegments(rules: unknown): boolean {
  return (JSON.stringify(rules) ?? '').includes('"segment":');
}

/** True where a rule, or a list of them, asks for relationships itself. */
export function namesRelated(rules: unknown): boolean {
  return (JSON.stringify(rules) ?? '').includes('"related":');
}

const valueNamed = /"(?:_value\.)?val_/;

/** True where a rule, a list of columns or an order names a value that the workspace computes; segments may. */
export function namesValues(asked: unknown): boolean {
  return namesSegments(asked) || valueNamed.test(JSON.stringify(asked) ?? '');
}
