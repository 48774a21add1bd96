import type { Kind } from '../fields/index.ts';
import type { BatchOutcome } from '../pipeline.ts';
import type { Issue, RejectCount } from '../records/index.ts';
import type { FileShape, MappedColumn } from '../sources/index.ts';
import type { Examples } from './examples.ts';

/** What is kept of each file's batch: enough to show the result and to print its rejected rows again. */
export interface FileOutcome extends BatchOutcome {
  readonly file: string;
  readonly kind: Kind;
  readonly seconds: number;
  readonly issues: readonly Issue[];
  readonly unmapped: readonly string[];
  readonly examples: Examples;
  readonly shape: FileShape;
  /** Keys of the fields that the file's columns went to; unknown of files of before. */
  readonly fields?: readonly string[];
  /** What the columns meant; not kept of imports from before. */
  readonly mapping?: readonly MappedColumn[];
  /** Why rows were rejected; not kept of imports from before. */
  readonly reasons?: readonly RejectCount[];
  /** Where the rejected rows are; the name of its file stands behind each of them where `together` says so. */
  readonly rejects: string | null;
  /** How many files the batch holds; not said of one. */
  readonly together?: number;
}

/** What is kept of a file's batch, as a list of one or none. */
export function readOutcome(value: unknown): FileOutcome[] {
  return isOutcome(value) ? [value] : [];
}

function isOutcome(value: unknown): value is FileOutcome {
  return typeof value === 'object' && value !== null && 'shape' in value && 'created' in value;
}
