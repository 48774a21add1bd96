import type { Field, Kind } from '../fields/index.ts';
import type { Compiling } from './compile.ts';
import type { FacetValue } from './facet-shape.ts';
import type { QueryRow } from './row.ts';
import type { Rule } from './rule/types.ts';
import type { Sort } from './sort.ts';
import type { RuleWorld } from './world.ts';

/** Whose fields a rule is about, and when it is asked; where several conditions stand in one statement, each has a prefix. */
export interface RuleContext extends RuleWorld, Compiling {
  readonly kind: Kind;
  readonly catalogue: readonly Field[];
  readonly now: Date;
  /** The columns that the table has, where not all of the catalogue's are there; see `knownColumns`. */
  readonly columns?: ReadonlySet<string>;
  /** The segment whose rule it is: it must not lead back to it. */
  readonly inside?: readonly string[];
}

/** A question: a rule, and what of the answer is wanted. */
export interface QueryRequest extends RuleContext {
  readonly rule: Rule;
  readonly sort?: readonly Sort[] | undefined;
  /** Rows of a page, 0 to 1,000; 50 when not said. */
  readonly limit?: number | undefined;
  /** The `next` of the page before. */
  readonly after?: string | undefined;
  /** Rows to skip before the page; none when not said. */
  readonly offset?: number | undefined;
  /** True: from the end, the last row first. */
  readonly reverse?: boolean | undefined;
  /** Names of fields whose values are counted. */
  readonly facets?: readonly string[] | undefined;
  /** Values of each facet; 20 when not said. */
  readonly facetLimit?: number | undefined;
  /** Keys of the fields in the rows; a few telling ones when not said. */
  readonly fields?: readonly string[] | undefined;
  /** False leaves the total out. */
  readonly total?: boolean | undefined;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal?: AbortSignal | undefined;
}

export interface QueryAnswer {
  /** How many profiles fit, exactly; null when it was not asked for. */
  readonly total: number | null;
  readonly rows: QueryRow[];
  readonly facets: Record<string, FacetValue[]>;
  /** The cursor of the next page, or null at the end. */
  readonly next: string | null;
  readonly ms: number;
}

/** A request that knows which columns the table has. */
export type KnownRequest = QueryRequest & { readonly columns: ReadonlySet<string> };

/** The name of the table of a kind, as statements name it. */
export function profileTable(kind: Kind): string {
  return `{db}.profiles_${kind}`;
}
