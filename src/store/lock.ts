import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { Problem } from '../lib/problem.ts';

/** A data directory that this process has to itself. */
export interface DirectoryLock {
  release(): Promise<void>;
}

/**
 * Takes a data directory for this process. A lock that a dead process left is taken over; one of a living process is
 * the problem `store.locked`: two engines on the same files would destroy them.
 */
export async function lockDirectory(directory: string): Promise<DirectoryLock> {
  const path = join(directory, 'lock');
  for (let attempt = 0; attempt < 5; attempt += 1) {
    if (await writeLock(path)) return { release: () => rm(path, { force: true }) };
    const holder = await readFile(path, 'utf8').catch(() => '');
    if (isAlive(holder)) throw locked(directory, holder.split(' ')[0] ?? '');
    await removeStale(path, holder);
  }
  throw locked(directory, '?');
}

/** Writes who has the directory; false when somebody has it. A link appears with its content or not at all. */
async function writeLock(path: string): Promise<boolean> {
  const draft = besides(path);
  await writeFile(draft, `${process.pid} ${startOf(process.pid)}`, { mode: 0o600, flush: true });
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Takes the lock of a dead process away; if somebody else did so meanwhile, theirs is put back. */
async function removeStale(path: string, holder: string): Promise<void> {
  const taken = besides(path);
  try {
    await rename(path, taken);
    if ((await readFile(taken, 'utf8')) !== holder) await link(taken, path);
  } catch {
    // The others were faster; the next try shows who has it.
  } finally {
    await rm(taken, { force: true });
  }
}

function besides(path: string): string {
  return `${path}.${randomBytes(6).toString('hex')}`;
}

function isAlive(holder: string): boolean {
  const [pid, start] = holder.split(' ');
  const number = Number(pid);
  if (!Number.isSafeInteger(number) || number <= 0) return false;
  try {
    process.kill(number, 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  return start === startOf(number);
}

/** When a process started, where the system says so: process numbers are used again. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function locked(directory: string, pid: string): Problem {
  return new Problem(
    'store.locked',
    {
      en: 'The data in {directory} is in use by another Clientele (process {pid}). Stop that one, talk to it with --url, or choose another directory with CLIENTELE_DATA.',
      zh: '{directory} 中的数据正被另一个 Clientele（进程 {pid}）使用。请先停止它，或用 --url 连接它，或用 CLIENTELE_DATA 另选目录。',
    },
    { directory, pid },
  );
}
