import type { Kind } from '../fields/index.ts';

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
}

/** Reads what these rules need of a workspace. */
export type ReadWorld = (workspace: string, rules: unknown) => Promise<RuleWorld>;

/** True where a rule, or a list of them, names a segment. */
export function namesSegments(rules: unknown): boolean {
  return (JSON.stringify(rules) ?? '').includes('"segment":');
}

const valueNamed = /"(?:_value\.)?val_/;

/** True where a rule, a list of columns or an order names a value that the workspace computes; segments may. */
export function namesValues(asked: unknown): boolean {
  return namesSegments(asked) || valueNamed.test(JSON.stringify(asked) ?? '');
}
