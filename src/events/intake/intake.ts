import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Operational } from '../../store/operational/index.ts';
import type { Space } from '../../store/space.ts';
import type { Warehouse } from '../../store/warehouse/index.ts';
import type { Arrival } from '../arrival.ts';
import { loadSegment, type Loaded } from './load.ts';
import { openLog, type IntakeLog, type LogLimits } from './log.ts';
import { packArrival } from './pack.ts';
import { RowWriter } from './row-writer.ts';

/** What taking events in needs of the whole. */
export interface IntakeOptions {
  /** Where the logs of the workspaces lie. */
  readonly directory: string;
  readonly space: Space;
  readonly limits?: LogLimits;
  readonly operational: Pick<Operational, 'lock'>;
  readonly warehouse: (workspace: string) => Promise<Warehouse>;
  /** Told after each load; what it throws is a fault, and the load is done all the same. */
  readonly loaded: (workspace: string, loaded: Loaded) => void;
  readonly onFault: (error: unknown) => void;
}

/** Takes events in: first on disk, which is what is acknowledged, then into the warehouse. */
export interface Intake {
  /** Resolves when the arrivals are on disk. Problems: `events.throttled`, `store.full`. */
  take(workspace: string, arrivals: readonly Arrival[]): Promise<void>;
  /** Goes on with what earlier processes left of a workspace. */
  resume(workspace: string): Promise<void>;
  /** Bytes of a workspace that wait for the warehouse. */
  backlog(workspace: string): number;
  close(): Promise<void>;
}

/** Between two loads: fewer and larger ones cost less, and nobody waits longer than this for a timeline. */
const pauseMs = 150;
const longestRetryMs = 10_000;

interface Desk {
  readonly workspace: string;
  readonly log: IntakeLog;
  loading: Promise<void> | undefined;
  /** True when something came since the last load began. */
  fresh: boolean;
}

/** Opens the intake of all workspaces; their logs are opened when first needed. */
export function openIntake(options: IntakeOptions): Intake {
  return new DiskIntake(options);
}

class DiskIntake implements Intake {
  private readonly options: IntakeOptions;
  private readonly desks = new Map<string, Promise<Desk>>();
  private readonly opened = new Map<string, Desk>();
  private readonly stopping = new AbortController();
  private readonly writer = new RowWriter(1 << 20);

  constructor(options: IntakeOptions) {
    this.options = options;
  }

  async take(workspace: string, arrivals: readonly Arrival[]): Promise<void> {
    const desk = this.opened.get(workspace) ?? (await this.open(workspace));
    for (const arrival of arrivals) packArrival(this.writer, arrival);
    await desk.log.append(this.writer.take());
    this.wake(desk);
  }

  async resume(workspace: string): Promise<void> {
    const desk = await this.open(workspace);
    if (desk.log.backlog > 0) this.wake(desk);
  }

  backlog(workspace: string): number {
    return this.opened.get(workspace)?.log.backlog ?? 0;
  }

  async close(): Promise<void> {
    this.stopping.abort();
    for (const desk of this.opened.values()) {
      await desk.loading;
      await desk.log.close();
    }
  }

  private open(workspace: string): Promise<Desk> {
    const known = this.desks.get(workspace);
    if (known !== undefined) return known;
    const made = openLog(join(this.options.directory, workspace), this.options).then((log) => {
      const desk: Desk = { workspace, log, loading: undefined, fresh: false };
      this.opened.set(workspace, desk);
      return desk;
    });
    this.desks.set(workspace, made);
    made.catch(() => this.desks.delete(workspace));
    return made;
  }

  private wake(desk: Desk): void {
    desk.fresh = true;
    desk.loading ??= this.work(desk);
  }

  /** Loads until nothing waits; what fails is tried again, ever more slowly. */
  private async work(desk: Desk): Promise<void> {
    const { signal } = this.stopping;
    let pause = pauseMs;
    while (desk.fresh && !signal.aborted) {
      desk.fresh = false;
      try {
        await this.loadAll(desk);
        pause = pauseMs;
      } catch (error) {
        this.options.onFault(error);
        desk.fresh = true;
        pause = Math.min(longestRetryMs, pause * 2);
      }
      await sleep(pause, undefined, { signal }).catch(() => undefined);
    }
    desk.loading = undefined;
  }

  private async loadAll({ workspace, log }: Desk): Promise<void> {
    const segments = await log.roll();
    if (segments.length === 0) return;
    const warehouse = await this.options.warehouse(workspace);
    const lock = await this.options.operational.lock(`events:${workspace}`);
    try {
      for (const segment of segments) {
        lock.check();
        const { again } = segment;
        segment.again = true;
        const loaded = await loadSegment(warehouse, { ...segment, again });
        await log.drop(segment);
        this.options.loaded(workspace, loaded);
        if (this.stopping.signal.aborted) return;
      }
    } finally {
      await lock.release();
    }
  }
}
