import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

import { createId } from '../access/index.ts';
import { isProblem } from '../lib/problem.ts';
import type { Uploads } from '../sources/index.ts';
import type { PrivateHosts } from '../store/foreign/index.ts';
import type { Operational } from '../store/operational/index.ts';
import type { Space } from '../store/space.ts';
import type { Kind } from '../fields/index.ts';
import type { Puller } from './kind.ts';
import { openPuller } from './kinds.ts';
import { causeOf, cutOff, faultBehind } from './problems.ts';
import { endRuns, findLastRun, finishRun, insertRun, keepMark, takeDue, waitUntil } from './run-tables.ts';
import type { Sealing } from './sealing.ts';
import { countTaken, findRow, type ConnectorRow } from './tables.ts';

/** What fetching works with. */
export interface PullParts {
  readonly operational: Operational;
  readonly clock: () => Date;
  readonly sealing: Sealing;
  readonly uploads: Pick<Uploads, 'adopt'>;
  readonly space: Space;
  readonly spool: string;
  readonly allowed: PrivateHosts;
  /** Starts an import of what was fetched; answers its id. */
  readonly startImport: (task: {
    readonly connector: ConnectorRow;
    readonly upload: string;
    readonly about: Kind | null;
  }) => Promise<string>;
  /** How an import stands. */
  readonly importState: (workspace: string, id: string) => Promise<'open' | 'done' | 'failed'>;
}

const minuteMs = 60_000;
const longestMs = 15 * minuteMs;

type Mark = Readonly<Record<string, string>>;

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
  const mark = await settleMark(parts, connector);
  // What was fetched last is still on its way in: only then is it known from where to go on.
  if (mark === 'open') return wait(parts, id, minuteMs);
  await operational.run(endRuns, [id, cutOff, clock()]);
  const run = createId('run', clock());
  await operational.run(insertRun, [run, connector.workspace, id, by, clock()]);
  const bounded = AbortSignal.any([signal, AbortSignal.timeout(longestMs)]);
  let next = puller.minutes * minuteMs;
  try {
    const more = await fetchOnce(parts, { connector, puller, mark, run, signal: bounded });
    if (more) next = minuteMs;
  } catch (error) {
    const cause = causeOf(isProblem(error) ? error : faultBehind());
    await operational.run(finishRun, [run, 'failed', 0, cause, null, null, clock()]);
    if (!isProblem(error)) throw error;
  } finally {
    await wait(parts, id, next);
  }
}

async function wait({ operational, clock }: PullParts, id: string, ms: number): Promise<void> {
  await operational.run(waitUntil, [id, new Date(clock().getTime() + ms)]);
}

/** Up to where it was read: a mark counts once what was read up to it has been imported. */
async function settleMark(
  { operational, importState }: PullParts,
  { id, workspace, mark }: ConnectorRow,
): Promise<Mark | null | 'open'> {
  const last = await operational.row(findLastRun, [id]);
  if (last === undefined || last.import === null || last.mark === null) return mark;
  const state = await importState(workspace, last.import);
  if (state === 'open') return 'open';
  if (state === 'failed') return mark;
  await operational.run(keepMark, [id, last.mark]);
  return last.mark;
}

interface Fetching {
  readonly connector: ConnectorRow;
  readonly puller: Puller;
  readonly mark: Mark | null;
  readonly run: string;
  readonly signal: AbortSignal;
}

async function fetchOnce(
  parts: PullParts,
  { connector, puller, mark, run, signal }: Fetching,
): Promise<boolean> {
  const { operational, clock } = parts;
  const { id, workspace } = connector;
  await parts.space.check();
  await mkdir(parts.spool, { recursive: true });
  const path = join(parts.spool, `pull-${run}`);
  try {
    const pulled = await puller.pull({ mark, path, allowed: parts.allowed, signal });
    const { size } = pulled === null ? { size: 0 } : await stat(path);
    const digest = pulled === null ? '' : await digestOf(path);
    if (pulled === null || size === 0 || digest === mark?.['digest']) {
      await operational.run(finishRun, [run, 'nothing', size, null, null, null, clock()]);
      return false;
    }
    const upload = await parts.uploads.adopt(workspace, pulled.name, (to) => rename(path, to));
    const imported = await parts.startImport({ connector, upload: upload.id, about: puller.about });
    const next = { ...pulled.mark, digest };
    await operational.run(finishRun, [run, 'done', size, null, imported, next, clock()]);
    await operational.run(countTaken, [id, 1, clock()]);
    return pulled.more;
  } finally {
    await rm(path, { force: true });
  }
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** The connectors whose time has come; each is told once. */
export function listDue({ operational, clock }: Pick<PullParts, 'operational' | 'clock'>) {
  const now = clock();
  return operational.rows(takeDue, [now, new Date(now.getTime() + longestMs)]);
}
