import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { createId } from '../access/index.ts';
import { isProblem } from '../lib/problem.ts';
import type { PrivateHosts } from '../store/foreign/index.ts';
import { jsonText, type Operational } from '../store/operational/index.ts';
import type { Space } from '../store/space.ts';
import { handOver, type HandOverParts } from './hand-over.ts';
import type { Puller } from './kind.ts';
import { openPuller } from './kinds.ts';
import { causeOf, cutOff, faultBehind } from './problems.ts';
import {
  dropMarks,
  endRuns,
  findLastRun,
  finishRun,
  insertRun,
  keepMark,
  takeDue,
  waitUntil,
} from './run-tables.ts';
import type { Sealing } from './sealing.ts';
import { countTaken, findRow, type ConnectorRow } from './tables.ts';

/** What fetching works with. */
export interface PullParts extends HandOverParts {
  readonly operational: Operational;
  readonly clock: () => Date;
  readonly sealing: Sealing;
  readonly space: Space;
  readonly spool: string;
  readonly allowed: PrivateHosts;
  /** How an import stands. */
  readonly importState: (workspace: string, id: string) => Promise<'open' | 'done' | 'failed'>;
}

const minuteMs = 60_000;
const longestMs = 15 * minuteMs;
/** Files of one import, or mails. */
const mostFiles = 100;

/** Fetches what is new at a connector, and has it imported; how it went stands in a run. */
export async function pullConnector(
  parts: PullParts,
  id: string,
  { by, signal }: { readonly by: string; readonly signal: AbortSignal },
): Promise<void> {
  const { operational, clock, sealing } = parts;
  const connector = await operational.row(findRow, [id]);
  if (connector === undefined) return;
  const puller = openPuller(connector.kind, sealing.open(connector));
  const last = await settleLast(parts, connector, puller);
  // What was fetched last is still on its way in: only then is it known from where to go on.
  if (last === 'open') return wait(parts, id, minuteMs);
  await operational.run(endRuns, [id, cutOff, clock()]);
  const run = createId('run', clock());
  await operational.run(insertRun, [run, connector.workspace, id, by, clock()]);
  const bounded = AbortSignal.any([signal, AbortSignal.timeout(longestMs)]);
  let next = puller.minutes * minuteMs;
  try {
    const more = await fetchOnce(parts, {
      connector: { ...connector, mark: last.mark },
      puller,
      most: last.most,
      run,
      signal: bounded,
    });
    if (more) next = minuteMs;
  } catch (error) {
    const cause = causeOf(isProblem(error) ? error : faultBehind());
    await operational.run(finishRun, [run, 'failed', 0, 0, '[]', cause, null, null, clock()]);
    if (!isProblem(error)) throw error;
  } finally {
    await wait(parts, id, next);
  }
}

async function wait({ operational, clock }: PullParts, id: string, ms: number): Promise<void> {
  await operational.run(waitUntil, [id, new Date(clock().getTime() + ms)]);
}

interface Last {
  readonly mark: ConnectorRow['mark'];
  /** How many things are fetched next. */
  readonly most: number;
}

/**
 * Up to where it was read: a mark counts once what was read up to it has been imported.
 * Where one of many things fails an import, fewer and fewer are fetched until it stands alone, and is passed over.
 */
async function settleLast(
  { operational, importState }: PullParts,
  { id, workspace, mark }: ConnectorRow,
  { apart }: Puller,
): Promise<Last | 'open'> {
  const last = await operational.row(findLastRun, [id]);
  if (last === undefined || last.mark === null) return { mark, most: mostFiles };
  const state = last.import === null ? 'done' : await importState(workspace, last.import);
  if (state === 'open') return 'open';
  const taken = Number(last.mark['taken'] ?? 1);
  if (state === 'failed' && !(apart && taken === 1))
    return { mark, most: Math.max(1, Math.floor(taken / 2)) };
  await operational.run(keepMark, [id, last.mark]);
  await operational.run(dropMarks, [id]);
  return { mark: last.mark, most: mostFiles };
}

interface Fetching {
  readonly connector: ConnectorRow;
  readonly puller: Puller;
  readonly most: number;
  readonly run: string;
  readonly signal: AbortSignal;
}

/** True where there is more to be fetched at once. */
async function fetchOnce(
  parts: PullParts,
  { connector, puller, most, run, signal }: Fetching,
): Promise<boolean> {
  const { operational, clock, allowed } = parts;
  const { id, mark } = connector;
  await parts.space.check();
  const directory = join(parts.spool, `pull-${run}`);
  await mkdir(directory, { recursive: true });
  try {
    const pulled = await puller.pull({ mark, directory, most, allowed, signal });
    const handed = pulled === null ? null : await handOver(parts, pulled, { connector, puller });
    if (pulled === null || handed === null) {
      await operational.run(finishRun, [run, 'nothing', 0, 0, '[]', null, null, null, clock()]);
      return false;
    }
    const { bytes, files, import: imported, mark: next } = handed;
    const skipped = handed.skipped.map(({ name, reason }) => ({ name, reason: causeOf(reason) }));
    await operational.run(finishRun, [
      run,
      'done',
      bytes,
      files,
      jsonText(skipped),
      null,
      imported,
      next,
      clock(),
    ]);
    await operational.run(countTaken, [id, 1, clock()]);
    return pulled.more;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** The connectors whose time has come; each is told once. */
export function listDue({ operational, clock }: Pick<PullParts, 'operational' | 'clock'>) {
  const now = clock();
  return operational.rows(takeDue, [now, new Date(now.getTime() + longestMs)]);
}
