import { toPage } from '../access/page.ts';
import type { Operational } from '../store/operational/index.ts';
import type { Bell } from './bell.ts';
import { noSuchJob } from './job.ts';
import type { Job } from './job.ts';
import { getRow, listRows } from './tables.ts';

const unfinished: ReadonlySet<string> = new Set(['queued', 'running']);

/** Which jobs of a workspace to list. */
export interface JobSearch {
  readonly workspace: string;
  readonly kind?: string | undefined;
  readonly state?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Looking at jobs, and waiting for them. */
export function createReading(operational: Operational, bell: Bell) {
  /** One job; of `workspace` only, when that is given. Problem: `jobs.not-found`. */
  const get = async (id: string, workspace?: string): Promise<Job> => {
    const job = await operational.row(getRow, [id]);
    if (!job || (workspace !== undefined && job.workspace !== workspace)) throw noSuchJob(id);
    return job;
  };
  return {
    get,
    /** The same, or null when there is none, or none any more. */
    async find(id: string, workspace: string): Promise<Job | null> {
      const job = await operational.row(getRow, [id]);
      return job?.workspace === workspace ? job : null;
    },
    /** The jobs of a workspace, newest first. */
    async list(search: JobSearch): Promise<{ rows: Job[]; next: string | null }> {
      const { workspace, after = null, kind = null, state = null, limit } = search;
      return toPage(await operational.rows(listRows, [workspace, after, kind, state, limit + 1]), limit);
    },
    /** Waits until a job is at its end, wherever it runs. */
    async waitFor(id: string, signal?: AbortSignal): Promise<Job> {
      for (;;) {
        const heard = bell.heard();
        const job = await get(id);
        if (!unfinished.has(job.state)) return job;
        await bell.wait(heard, 500);
        signal?.throwIfAborted();
      }
    },
  };
}
