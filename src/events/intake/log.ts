import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

import { Problem } from '../../lib/problem.ts';
import type { Space } from '../../store/space.ts';
import { frameHead } from './segment.ts';

/** A closed file of the log, to be loaded. */
export interface Segment {
  readonly path: string;
  readonly number: bigint;
  /** True for one that somebody may have begun to load before. */
  again: boolean;
}

/** What is acknowledged stands here, on disk, until the warehouse has it. */
export interface IntakeLog {
  /** Resolves once the rows are on disk. Problems: `events.throttled` over capacity, `store.full`. */
  append(rows: Buffer): Promise<void>;
  /** Closes the running file; answers all that wait to be loaded, the oldest first. */
  roll(): Promise<readonly Segment[]>;
  /** Forgets a file that the warehouse has. */
  drop(segment: Segment): Promise<void>;
  /** Sets a file aside that cannot be loaded: the others go on, and it waits until somebody asks for it, or the next start. */
  setAside(segment: Segment): Promise<void>;
  /** Puts the files that were set aside back among those that wait. */
  takeBack(): Promise<void>;
  /** Bytes that are not yet in the warehouse, without what was set aside. */
  readonly backlog: number;
  /** Bytes that were set aside. */
  readonly aside: number;
  close(): Promise<void>;
}

/** How much may wait: in memory for the disk, on disk for the warehouse, and in one file. */
export interface LogLimits {
  readonly waitingBytes: number;
  readonly backlogBytes: number;
  readonly segmentBytes: number;
}

const usualLimits: LogLimits = {
  waitingBytes: 32_000_000,
  backlogBytes: 1_000_000_000,
  segmentBytes: 24_000_000,
};

const namePattern = /^(\d{1,20})\.(log|aside)$/;
const spaceCheckBytes = 4_000_000;

interface Waiting {
  readonly frame: readonly Buffer[];
  readonly size: number;
  done(): void;
  fail(error: unknown): void;
}

interface Running {
  readonly file: FileHandle;
  readonly segment: Segment;
  bytes: number;
}

interface LogOptions {
  readonly space: Space;
  readonly limits?: LogLimits;
}

/** Opens the log of one workspace. */
export async function openLog(directory: string, options: LogOptions): Promise<IntakeLog> {
  await mkdir(directory, { recursive: true });
  const segments = new Map<Segment, number>();
  for (const segment of await listSegments(directory)) segments.set(segment, (await stat(segment.path)).size);
  return new DirectoryLog(directory, segments, options);
}

class DirectoryLog implements IntakeLog {
  private readonly directory: string;
  /** Closed files and their sizes, the oldest first. */
  private readonly closed: Map<Segment, number>;
  private readonly space: Space;
  private readonly limits: LogLimits;
  private readonly kept = new Map<Segment, number>();
  private running: Running | undefined;
  private waiting: Waiting[] = [];
  private waitingBytes = 0;
  private unchecked = spaceCheckBytes;
  private last: bigint;
  private writing: Promise<void> | undefined;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(directory: string, closed: Map<Segment, number>, { space, limits }: LogOptions) {
    this.directory = directory;
    this.closed = closed;
    this.space = space;
    this.limits = limits ?? usualLimits;
    this.last = [...closed.keys()].at(-1)?.number ?? 0n;
  }

  get aside(): number {
    let sum = 0;
    for (const size of this.kept.values()) sum += size;
    return sum;
  }

  get backlog(): number {
    let sum = this.waitingBytes + (this.running?.bytes ?? 0);
    for (const size of this.closed.values()) sum += size;
    return sum;
  }

  append(rows: Buffer): Promise<void> {
    const { waitingBytes, backlogBytes } = this.limits;
    if (this.waitingBytes + rows.length > waitingBytes || this.backlog > backlogBytes)
      return Promise.reject(throttled());
    const head = Buffer.allocUnsafe(frameHead);
    head.writeUInt32LE(rows.length, 0);
    head.writeUInt32LE(crc32(rows), 4);
    const size = rows.length + frameHead;
    this.waitingBytes += size;
    return new Promise((done, fail) => {
      this.waiting.push({ frame: [head, rows], size, done, fail });
      this.writing ??= this.writeWaiting();
    });
  }

  roll(): Promise<readonly Segment[]> {
    return this.inTurn(async () => {
      await this.end();
      return [...this.closed.keys()];
    });
  }

  async drop(segment: Segment): Promise<void> {
    await rm(segment.path, { force: true });
    this.closed.delete(segment);
  }

  async setAside(segment: Segment): Promise<void> {
    await rename(segment.path, asideOf(segment));
    this.kept.set(segment, this.closed.get(segment) ?? 0);
    this.closed.delete(segment);
  }

  async takeBack(): Promise<void> {
    for (const [segment, size] of this.kept) {
      await rename(asideOf(segment), segment.path);
      this.kept.delete(segment);
      this.closed.set(segment, size);
    }
  }

  async close(): Promise<void> {
    await this.writing;
    await this.inTurn(() => this.end());
  }

  /** Opening, writing and rolling go one after another. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = this.turn.then(work);
    this.turn = next.catch(() => undefined);
    return next;
  }

  /** All that came while the disk was busy is one group, with one sync for all of it. */
  private async writeWaiting(): Promise<void> {
    while (this.waiting.length > 0) {
      const group = this.waiting;
      this.waiting = [];
      await this.inTurn(() => this.writeGroup(group)).then(
        () => group.forEach((one) => one.done()),
        (error: unknown) => group.forEach((one) => one.fail(error)),
      );
      for (const { size } of group) this.waitingBytes -= size;
    }
    this.writing = undefined;
  }

  private async writeGroup(group: readonly Waiting[]): Promise<void> {
    const bytes = Buffer.concat(group.flatMap(({ frame }) => frame));
    this.unchecked += bytes.length;
    if (this.unchecked >= spaceCheckBytes) await this.space.check();
    this.unchecked %= spaceCheckBytes;
    const running = (this.running ??= await this.begin());
    try {
      await writeAll(running.file, bytes, running.bytes);
      await running.file.datasync();
      running.bytes += bytes.length;
    } catch (error) {
      // What is behind the last acknowledged byte must not be read as if it had been acknowledged.
      await running.file.truncate(running.bytes).catch(() => undefined);
      this.unchecked = spaceCheckBytes;
      throw error;
    }
    if (running.bytes >= this.limits.segmentBytes) await this.end();
  }

  private async begin(): Promise<Running> {
    // Numbers never come twice, even after the clock was set back: they name the load in the warehouse.
    const now = BigInt(Date.now()) * 1000n + BigInt(process.pid % 1000);
    this.last = now > this.last ? now : this.last + 1n;
    const segment = { path: join(this.directory, `${this.last}.log`), number: this.last, again: false };
    const file = await open(segment.path, 'wx', 0o600);
    await syncDirectory(this.directory);
    return { file, segment, bytes: 0 };
  }

  private async end(): Promise<void> {
    if (this.running === undefined) return;
    const { file, segment, bytes } = this.running;
    this.running = undefined;
    this.closed.set(segment, bytes);
    await file.close();
  }
}

/** A write may take less than it was given. */
async function writeAll(file: FileHandle, bytes: Buffer, at: number): Promise<void> {
  for (let from = 0; from < bytes.length;)
    from += (await file.write(bytes, from, bytes.length - from, at + from)).bytesWritten;
}

const asideOf = ({ path }: Segment): string => path.replace(/\.log$/, '.aside');

/** The files of earlier processes; those that were set aside are tried once more. */
async function listSegments(directory: string): Promise<Segment[]> {
  const segments: Segment[] = [];
  for (const name of await readdir(directory)) {
    const [, digits] = namePattern.exec(name) ?? [];
    if (digits === undefined) continue;
    const segment = { path: join(directory, `${digits}.log`), number: BigInt(digits), again: true };
    if (name.endsWith('.aside')) await rename(asideOf(segment), segment.path);
    segments.push(segment);
  }
  return segments.toSorted((a, b) => (a.number < b.number ? -1 : 1));
}

async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function throttled(): Problem {
  return new Problem(
    'events.throttled',
    {
      en: 'More arrives than can be taken in now. Nothing of this request was taken; send it again in {seconds} seconds.',
      zh: '到达的数据超过了当前的处理能力。本次请求未被接收，请在 {seconds} 秒后重新发送。',
    },
    { seconds: 2 },
  );
}
