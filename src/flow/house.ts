import type { Caller, Reveal, Seer } from '../access/index.ts';
import { kinds, type Field, type Kind } from '../fields/index.ts';
import type { ReadWorld } from '../query/index.ts';
import type { Batches, Turns } from '../records/index.ts';
import type { Operational } from '../store/operational/index.ts';
import type { Space } from '../store/space.ts';
import type { Warehouse } from '../store/warehouse/index.ts';

/** What every flow works with; made once by the application. */
export interface House {
  readonly operational: Operational;
  readonly clock: () => Date;
  readonly turns: Turns;
  /** The space that is left for what is to be done. */
  readonly space: Space;
  /** Where files on their way in and out are kept for a while. */
  readonly spool: string;
  /** Where files that people keep on profiles lie. */
  readonly files: string;
  /** Where files that were exported lie, a folder for each workspace. */
  readonly exports: string;
  /** The country whose phone numbers are written without a prefix, and the currency that is meant where none is said. */
  readonly country: string;
  readonly currency: string;
  /** 32 bytes in base64 that secrets of persons are encrypted with. */
  readonly encryptionKey: string;
  /** The warehouse of a workspace, migrated. */
  readonly warehouse: (workspace: string) => Promise<Warehouse>;
  /** The fields of a kind, the workspace's own among them. */
  readonly fields: (workspace: string, kind: Kind) => Promise<readonly Field[]>;
  /** The e-mail address of a member of the workspace, named by it, by id or by name; undefined where nobody is, or several are. */
  readonly member: (workspace: string, who: string) => Promise<string | undefined>;
  /** The same as somebody sees them, for what is answered to them. */
  readonly seen: (seer: Seer, kind: Kind) => Promise<readonly Field[]>;
  /** What rules may speak of besides fields: the workspace's days and segments. */
  readonly world: ReadWorld;
  /** Reads what somebody sees masked, once it stands on the audit trail who looks. */
  readonly reveal: <T>(caller: Caller, what: Reveal, read: () => Promise<T>) => Promise<T>;
  readonly batches: (workspace: string) => Batches;
  /** Are told whenever the profiles of a workspace may have changed. */
  readonly watchers: Set<(workspace: string) => void>;
  /** Takes work that nobody waits for; the application ends it before it closes. */
  readonly later: (work: Promise<unknown>) => void;
  /** Aborted when the application closes: what nobody waits for ends then. */
  readonly stopping: AbortSignal;
}

/** The workspace's own fields of both kinds: what a file's rows are is found out by its columns. */
export async function listOwnFields(house: House, workspace: string): Promise<Field[]> {
  const lists = await Promise.all(kinds.map((kind) => house.fields(workspace, kind)));
  const own = lists.flat().filter((field) => field.custom && !field.archived);
  return [...new Map(own.map((field) => [field.key, field])).values()];
}
