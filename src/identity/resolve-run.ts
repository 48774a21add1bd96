import type { Kind } from '../fields/index.ts';
import type { Warehouse } from '../store/warehouse/index.ts';

/** The tables of one run of resolving; all are made by it and dropped by the caller with its stage. */
export interface ResolveTables {
  /** New records' facts, not yet visible; null when nothing new came (a retraction, a replay). */
  readonly facts: string | null;
  /** (key, no, primary, batch) of the new records. */
  readonly identifiers: string;
  /** Keys that more than one record carries. */
  readonly hot: string;
  /** Records whose profile has to be found anew. */
  readonly nodes: string;
  readonly edges: string;
  /** Prefix of the tables of labels, one an iteration. */
  readonly labels: string;
  /** Result: (no, profile) of every node, members of profiles of one record included. */
  readonly members: string;
  /** `ENGINE = …` of these tables. */
  readonly work: (order: string) => string;
}

/** One run of resolving: where, of what, and whether beside what is visible. */
export interface ResolveRun {
  readonly warehouse: Warehouse;
  readonly kind: Kind;
  readonly tables: ResolveTables;
  /** False when everything is built anew from the stage alone, and what is visible does not count. */
  readonly besideVisible: boolean;
}
