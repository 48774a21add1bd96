import type { Field, Kind } from '../fields/index.ts';
import type { Batches, Turns } from '../records/index.ts';
import type { Operational } from '../store/operational/index.ts';
import type { Warehouse } from '../store/warehouse/index.ts';

/** What every flow works with; made once by the application. */
export interface House {
  readonly operational: Operational;
  readonly clock: () => Date;
  readonly turns: Turns;
  /** Where files on their way in and out are kept for a while. */
  readonly spool: string;
  /** The country whose phone numbers are written without a prefix, and the currency that is meant where none is said. */
  readonly country: string;
  readonly currency: string;
  /** 32 bytes in base64 that secrets of persons are encrypted with. */
  readonly encryptionKey: string;
  /** The warehouse of a workspace, migrated. */
  readonly warehouse: (workspace: string) => Promise<Warehouse>;
  /** The fields of a kind, the workspace's own among them. */
  readonly fields: (workspace: string, kind: Kind) => Promise<readonly Field[]>;
  readonly batches: (workspace: string) => Batches;
  /** Takes work that nobody waits for; the application ends it before it closes. */
  readonly later: (work: Promise<unknown>) => void;
}
