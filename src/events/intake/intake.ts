import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { z } from 'zod';

import { Problem } from '../../lib/problem.ts';
import type { Operational } from '../../store/operational/index.ts';
import type { Space } from '../../store/space.ts';
import { statement, type Warehouse } from '../../store/warehouse/index.ts';
import type { Arrival } from '../arrival.ts';
import { loadSegment, type Loaded } from './load.ts';
import { openLog, type IntakeLog, type LogLimits, type Segment } from './log.ts';
import { packArrival } from './pack.ts';
import { RowWriter } from './row-writer.ts';
import { TakenMessages } from './taken.ts';

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
  /** Bytes of a workspace that could not be loaded and were set aside. */
  aside(workspace: string): number;
  /** Tries once more to load what was set aside. */
  retryAside(workspace: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * Between two loads as much time as the last one took, within these bounds: each costs a third of a second of work however
 * little it brings, so that a trickle would keep a core busy. Where much waits it is the shortest pause: without any, each would bring
 * three quarters as much for the same planning.
 */
const [pauseMs, longestPauseMs] = [150, 500];
const muchBytes = 4_000_000;
const longestRetryMs = 10_000;
/**
 * Who sends faster than the warehouse takes is answered the later, the more bytes wait: else the processors would be busy with taking
 * in alone, and what arrived be seen ever later. Twenty thousand events a second are some twenty megabytes: what waits here is half a second's worth.
 */
const [heldFromBytes, heldMostBytes, longestHoldMs] = [12_000_000, 40_000_000, 200];

/** For how long an answer is held back while so many bytes wait for the warehouse. */
export function holdFor(backlog: number): number {
  const share = (backlog - heldFromBytes) / (heldMostBytes - heldFromBytes);
  return Math.round(longestHoldMs * Math.min(1, Math.max(0, share)));
}

/** A file that fails so many times, while the warehouse answers, is set aside. */
const mostTries = 4;

interface Desk {
  readonly workspace: string;
  readonly log: IntakeLog;
  readonly taken: TakenMessages;
  loading: Promise<void> | undefined;
  /** True when something came since the last load began. */
  fresh: boolean;
}

/** Opens the intake of all workspaces; their logs are opened when first needed. */
export function openIntake(options: IntakeOptions): Intake {
  return new DiskIntake(options);
}

const pauseAfter = (tookMs: number): number => Math.min(longestPauseMs, Math.max(pauseMs, tookMs));

class DiskIntake implements Intake {
  private readonly options: IntakeOptions;
  private readonly desks = new Map<string, Promise<Desk>>();
  private readonly opened = new Map<string, Desk>();
  private readonly stopping = new AbortController();
  private readonly writer = new RowWriter(1 << 20);
  /** How often the load of a file has failed. */
  private readonly failures = new WeakMap<Segment, number>();

  constructor(options: IntakeOptions) {
    this.options = options;
  }

  take(workspace: string, arrivals: readonly Arrival[]): Promise<void> {
    for (const arrival of arrivals) packArrival(this.writer, arrival);
    return this.keep(workspace, this.writer.take());
  }

  /** Of the arrivals only their bytes are held while the disk is waited for. */
  private async keep(workspace: string, rows: Buffer): Promise<void> {
    const desk = this.opened.get(workspace) ?? (await this.open(workspace));
    await desk.log.append(rows);
    this.wake(desk);
    const hold = holdFor(desk.log.backlog);
    if (hold > 0) await sleep(hold);
  }

  async resume(workspace: string): Promise<void> {
    const desk = await this.open(workspace);
    if (desk.log.backlog > 0) this.wake(desk);
  }

  backlog(workspace: string): number {
    return this.opened.get(workspace)?.log.backlog ?? 0;
  }

  aside(workspace: string): number {
    return this.opened.get(workspace)?.log.aside ?? 0;
  }

  async retryAside(workspace: string): Promise<void> {
    const desk = await this.open(workspace);
    if (desk.log.aside === 0) return;
    await desk.log.takeBack();
    this.wake(desk);
  }

  async close(): Promise<void> {
    this.stopping.abort();
    for (const desk of this.opened.values()) {
      await desk.loading;
      await desk.taken.close();
      await desk.log.close();
    }
  }

  private open(workspace: string): Promise<Desk> {
    const known = this.desks.get(workspace);
    if (known !== undefined) return known;
    const made = openLog(join(this.options.directory, workspace), this.options).then((log) => {
      const desk: Desk = {
        workspace,
        log,
        taken: new TakenMessages(join(this.options.directory, workspace, 'taken'), this.options.onFault),
        loading: undefined,
        fresh: false,
      };
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
      const started = performance.now();
      try {
        await this.loadAll(desk);
        pause = desk.log.backlog > muchBytes ? pauseMs : pauseAfter(performance.now() - started);
      } catch (error) {
        this.options.onFault(error);
        desk.fresh = true;
        pause = Math.min(longestRetryMs, Math.max(pauseMs, pause) * 2);
      }
      await sleep(pause, undefined, { signal }).catch(() => undefined);
    }
    desk.loading = undefined;
  }

  private async loadAll({ workspace, log, taken }: Desk): Promise<void> {
    const segments = await log.roll();
    if (segments.length === 0) return;
    const warehouse = await this.options.warehouse(workspace);
    const lock = await this.options.operational.lock(`events:${workspace}`);
    const faults: unknown[] = [];
    try {
      for (const segment of segments) {
        lock.check();
        await this.loadOne({ workspace, log, taken, warehouse }, segment).catch(async (error: unknown) => {
          if (!(await this.judge({ log, warehouse, error }, segment))) faults.push(error);
        });
        if (this.stopping.signal.aborted) break;
      }
    } finally {
      await lock.release();
    }
    if (faults.length > 0) throw faults[0];
  }

  private async loadOne({ workspace, log, taken, warehouse }: Loading, segment: Segment): Promise<void> {
    const { again } = segment;
    segment.again = true;
    const loaded = await loadSegment(warehouse, { ...segment, again }, taken);
    await log.drop(segment);
    this.options.loaded(workspace, loaded);
  }

  /** Whose fault a failed load is: throws where it is the warehouse's or the disk's, else the others go on. True when the file was set aside. */
  private async judge({ log, warehouse, error }: Failed, segment: Segment): Promise<boolean> {
    if (error instanceof Problem) throw error;
    await warehouse.row(stillAnswers);
    const tries = (this.failures.get(segment) ?? 0) + 1;
    this.failures.set(segment, tries);
    if (tries < mostTries) return false;
    this.options.onFault(error);
    this.failures.delete(segment);
    await log.setAside(segment);
    return true;
  }
}

interface Loading extends Pick<Desk, 'workspace' | 'log' | 'taken'> {
  readonly warehouse: Warehouse;
}

interface Failed extends Pick<Loading, 'log' | 'warehouse'> {
  readonly error: unknown;
}

const stillAnswers = statement({
  name: 'events.load.answers',
  sql: 'SELECT count() AS n FROM {db}.messages',
  row: z.unknown(),
});
