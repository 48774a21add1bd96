import { readFile, rm } from 'node:fs/promises';
import { setImmediate as breathe } from 'node:timers/promises';

import { z } from 'zod';

import { HashFilter } from '../../lib/hash-filter.ts';
import { command, statement, type Warehouse } from '../../store/warehouse/index.ts';
import type { LoadTables } from './load-tables.ts';

/** Fewer messages than these are looked through in no time. */
const fewest = 500_000;
/** A load of fewer is not worth to make a filter for. */
const manyAtOnce = 2_000;
/** Sixteen megabytes. */
const readAtOnce = 2_000_000;
/** Hashes that are added in one go, some milliseconds' worth. */
const addedAtOnce = 100_000;
/** A filter has room for twice as many as there are, and for so many at least. */
const fewestHeld = 4_000_000;
/** Where others write messages too, a filter is soon out of date, and is not made again and again. */
const longEnoughMs = 600_000;
/** Where so many of what came seem to have come before, the list of them would be too long. */
const mostSuspects = 5_000;

/** Eight bytes each, the lowest first. */
const hashBytes = 8;
/** All in one text; joining them with nothing keeps bytes of zero at the end, which a cast to text would cut off. */
const hashesAsText =
  "base64Encode(arrayStringConcat(groupArray(concat(reinterpretAsFixedString(hash), ''))))";

const countTaken = statement({
  name: 'events.taken.count',
  sql: 'SELECT count() AS n FROM {db}.messages',
  row: z.object({ n: z.coerce.number() }),
  lane: 'load',
});

const hashRow = z.object({ hashes: z.string() });

const listArrived = (arrived: string) =>
  statement({
    name: 'events.taken.arrived',
    sql: `SELECT ${hashesAsText} AS hashes FROM {db}.${arrived}`,
    row: hashRow,
    lane: 'load',
  });

/** Read from a file: as an answer, tens of millions would be text in this process's memory. */
const saveTaken = command(
  'events.taken.save',
  'SELECT message FROM {db}.messages WHERE message BETWEEN {from:UInt64} AND {to:UInt64}',
  { max_threads: 1 },
);

const wholeRange = 2n ** 64n;

/** What of a load may have been taken in before, as a SELECT of hashes. */
export interface Sought {
  readonly sql: string;
  /** To be called when the load is done, with how many messages were new. */
  done(fresh: number): void;
}

/** Asks for each message that arrived. */
export function seekAll({ arrived }: Pick<LoadTables, 'arrived'>): Sought {
  const sql = `SELECT message FROM {db}.messages WHERE message IN (SELECT hash FROM {db}.${arrived})`;
  return { sql, done: () => undefined };
}

interface Filled {
  readonly filter: HashFilter;
  readonly capacity: number;
}

/**
 * Knows of nearly all messages that they never came before, so that the table of those that did, which only grows, need not be
 * read for each load. It is believed only while the table has as many rows as it should. Loads do not wait until it is made: until
 * then each message is looked up, and what they bring is added to it.
 */
export class TakenMessages {
  private readonly path: string;
  private readonly onFault: (error: unknown) => void;
  private filled: Filled | undefined;
  private filling: Filled | undefined;
  private work: Promise<void> = Promise.resolve();
  /** Rows that the table should have; null while nobody has looked. */
  private count: number | null = null;
  private madeAt = Number.NEGATIVE_INFINITY;

  /** `path` is of a file that it may write while it makes a filter. */
  constructor(path: string, onFault: (error: unknown) => void) {
    this.path = path;
    this.onFault = onFault;
  }

  /** Resolves when no filter is being made any more. */
  async settled(): Promise<void> {
    await this.work;
  }

  /** Makes no filter any more. */
  async close(): Promise<void> {
    this.forget();
    await this.work;
  }

  /** What to ask the table for. */
  async seek(warehouse: Warehouse, { arrived }: Pick<LoadTables, 'arrived'>): Promise<Sought> {
    const { sql: all } = seekAll({ arrived });
    const { n: count } = (await warehouse.row(countTaken)) ?? { n: 0 };
    if (count !== this.count) this.forget();
    this.count = count;
    if (count < fewest) return { sql: all, done: (fresh) => this.note(fresh, null) };
    const hashes = await readHashes(warehouse, arrived);
    const done = (fresh: number) => this.note(fresh, hashes);
    const filter = this.current(warehouse, hashes.length / hashBytes);
    const suspects = filter === undefined ? undefined : findSuspects(filter, hashes);
    if (suspects === undefined || suspects.length > mostSuspects) return { sql: all, done };
    const which = suspects.length === 0 ? '0' : `message IN (${suspects.join(', ')})`;
    return { sql: `SELECT message FROM {db}.messages WHERE ${which}`, done };
  }

  private forget(): void {
    this.filled = undefined;
    this.filling = undefined;
  }

  private note(fresh: number, hashes: Buffer | null): void {
    this.count = (this.count ?? 0) + fresh;
    const held = this.filled ?? this.filling;
    if (held === undefined) return;
    if (hashes !== null && this.count <= held.capacity) addAll(held.filter, hashes);
    else {
      this.forget();
      this.madeAt = Number.NEGATIVE_INFINITY;
    }
  }

  /** The filter, where there is one; where it is worth it, one begins to be made. */
  private current(warehouse: Warehouse, arriving: number): HashFilter | undefined {
    if (this.filled !== undefined) return this.filled.filter;
    if (this.filling !== undefined || arriving < manyAtOnce) return undefined;
    if (performance.now() - this.madeAt < longEnoughMs) return undefined;
    this.madeAt = performance.now();
    const count = this.count ?? 0;
    const capacity = Math.max(fewestHeld, count * 2);
    const filling = { filter: new HashFilter(capacity), capacity };
    this.filling = filling;
    // One that was given up meanwhile writes to the same file until it has noticed.
    this.work = this.work
      .then(() => this.fill(warehouse, filling, count))
      .catch((error: unknown) => {
        if (this.filling === filling) this.filling = undefined;
        this.onFault(error);
      });
    return undefined;
  }

  private async fill(warehouse: Warehouse, filling: Filled, count: number): Promise<void> {
    const pieces = BigInt(Math.ceil(count / readAtOnce));
    for (let piece = 0n; piece < pieces; piece += 1n) {
      const [from, to] = [(wholeRange * piece) / pieces, (wholeRange * (piece + 1n)) / pieces - 1n];
      const hashes = await this.readPiece(warehouse, { from: String(from), to: String(to) });
      if (this.filling !== filling) return;
      for (let at = 0; at < hashes.length; at += addedAtOnce * hashBytes) {
        addAll(filling.filter, hashes.subarray(at, at + addedAtOnce * hashBytes));
        await breathe();
      }
    }
    if (this.filling !== filling) return;
    this.filled = filling;
    this.filling = undefined;
  }

  private async readPiece(warehouse: Warehouse, range: { from: string; to: string }): Promise<Buffer> {
    try {
      await warehouse.save(saveTaken, { path: this.path, format: 'RowBinary' }, range);
      return await readFile(this.path);
    } finally {
      await rm(this.path, { force: true });
    }
  }
}

async function readHashes(warehouse: Warehouse, arrived: string): Promise<Buffer> {
  const row = await warehouse.row(listArrived(arrived));
  return Buffer.from(row?.hashes ?? '', 'base64');
}

function addAll(filter: HashFilter, hashes: Buffer): void {
  for (let at = 0; at < hashes.length; at += hashBytes)
    filter.add(hashes.readUInt32LE(at), hashes.readUInt32LE(at + 4));
}

function findSuspects(filter: HashFilter, hashes: Buffer): bigint[] {
  const suspects: bigint[] = [];
  for (let at = 0; at < hashes.length; at += hashBytes)
    if (filter.has(hashes.readUInt32LE(at), hashes.readUInt32LE(at + 4)))
      suspects.push(hashes.readBigUInt64LE(at));
  return suspects;
}
