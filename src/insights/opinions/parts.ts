import type { AccessRoom, Seer } from '../../access/index.ts';
import type { Queue } from '../../jobs/index.ts';
import type { ReadWorld } from '../../query/index.ts';
import type { Operational } from '../../store/operational/index.ts';
import type { Warehouse } from '../../store/warehouse/index.ts';

/** What texts are read and corrected with. */
export interface OpinionParts {
  readonly operational: Operational;
  readonly clock: () => Date;
  readonly warehouse: (workspace: string) => Promise<Warehouse>;
  /** Brings up to date whose the events are. */
  readonly owners: (workspace: string) => Promise<void>;
  readonly world: ReadWorld;
  readonly queue: Pick<Queue, 'enqueue'>;
  readonly workspaces: () => Promise<readonly { readonly id: string }[]>;
  /** Does a piece of work while nobody else changes what a workspace knows. */
  readonly turn: <T>(workspace: string, work: () => Promise<T>) => Promise<T>;
  /** Where files may lie for a while. */
  readonly spool: string;
  /** Whether somebody sees what is personal in full. */
  readonly opens: (seer: Seer) => Promise<boolean>;
  readonly trail: AccessRoom['audit']['append'];
}
