import type { Kind } from '../../fields/index.ts';

/** Which profiles an edit is about, and what it makes of them. */
export interface EditTask {
  readonly workspace: string;
  readonly kind: Kind;
  /** A rule as it was given; null where the profiles are named. */
  readonly rule: unknown;
  readonly ids: readonly string[] | null;
  readonly set: Readonly<Record<string, unknown>>;
}
