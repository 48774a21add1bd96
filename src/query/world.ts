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

/** What of a workspace rules may speak of besides its fields: its days, and its segments by id. */
export interface RuleWorld {
  /** An IANA name; UTC when not said. */
  readonly timeZone?: string | undefined;
  readonly segments?: ReadonlyMap<string, KnownSegment> | undefined;
}

/** Reads what these rules need of a workspace. */
export type ReadWorld = (workspace: string, rules: unknown) => Promise<RuleWorld>;

/** True where a rule, or a list of them, names a segment. */
export function namesSegments(rules: unknown): boolean {
  return (JSON.stringify(rules) ?? '').includes('"segment":');
}
