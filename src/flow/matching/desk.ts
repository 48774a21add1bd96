import { z } from 'zod';

import { createId } from '../../access/index.ts';
import type { MatchDesk, matchRunStates, MatchRunOutcome } from '../../identity/index.ts';
import { jobHandler } from '../../jobs/index.ts';
import type { ProfileDesk } from '../../profiles/index.ts';
import type { House } from '../house.ts';
import type { SourceTools } from '../source-tools.ts';
import { openDecisionDesk } from './decision-desk.ts';
import { linkFiles } from './link.ts';
import { listPairs } from './pairs.ts';
import { openMatchModels } from './models.ts';
import { openPreview } from './preview.ts';
import { pageOf } from './page.ts';
import { goesOn, notFound, wrongBands } from './problems.ts';
import { scan } from './scan.ts';
import { openMatchSettings } from './settings.ts';
import { openMatchStore, type RunRow } from './tables.ts';

const jobInput = z.object({ run: z.string(), unasked: z.boolean().optional() });

const showRun = (row: RunRow & { outcome: unknown }) => ({
  run: row.id,
  kind: row.kind,
  job: row.job,
  state: stateOf(row),
  joinAt: row.join_at,
  reviewAt: row.review_at,
  model: row.model,
  outcome: readOutcome(row.outcome),
  since: { came: row.came, crowded: row.crowded },
  createdAt: row.created_at,
  finishedAt: row.finished_at,
});

/** What a run is doing, by its job. */
function stateOf({ finished_at: finished, job_state: job }: RunRow): (typeof matchRunStates)[number] {
  if (finished !== null) return 'done';
  if (job === 'queued' || job === 'running') return 'running';
  return job === 'failed' ? 'failed' : 'stopped';
}

/** What a run kept of itself was checked when it was written. */
function readOutcome(outcome: unknown): MatchRunOutcome | null {
  return outcome === null ? null : z.custom<MatchRunOutcome>().parse(outcome);
}

/** What matching works with. */
type MatchTools = Pick<SourceTools, 'house' | 'queue' | 'uploads'>;

/** Opens matching: scans as jobs, decisions in the turn of whoever changes profiles. */
export function openMatchDesk(
  { house, queue, uploads }: MatchTools,
  profiles: Pick<ProfileDesk, 'show'>,
): MatchDesk {
  const storeOf = (workspace: string) => openMatchStore(house.operational, workspace, house.clock);
  queue.register(scanJob(house));
  return {
    ...openMatchSettings(house),
    ...openPreview(house),
    ...openDecisionDesk(house, profiles),
    async start({ workspace, id: createdBy }, { kind, learn, ...said }) {
      const store = storeOf(workspace);
      const usual = await openMatchModels(house.operational, workspace, house.clock).bands(kind);
      const { joinAt = usual.joinAt, reviewAt = usual.reviewAt } = said;
      if (joinAt < reviewAt) throw wrongBands();
      const id = createId('run', house.clock());
      await store.createRun({ id, kind, joinAt, reviewAt, learn, by: createdBy });
      const job = await queue.enqueue({ workspace, kind: 'matching', input: { run: id }, createdBy });
      await store.setJob(id, job.id);
      return { run: id, job: job.id };
    },
    async resume({ workspace, id: createdBy }, id) {
      const store = storeOf(workspace);
      const run = await store.run(id);
      if (run === undefined) throw notFound(id);
      const state = stateOf(run);
      if (state === 'done' || state === 'running') throw goesOn(state);
      const job = await queue.enqueue({ workspace, kind: 'matching', input: { run: id }, createdBy });
      await store.setJob(id, job.id);
      return { run: id, job: job.id };
    },
    async runs({ workspace }, page) {
      return pageOf(await storeOf(workspace).runs(page), page.limit, showRun);
    },
    async pairs(caller, input) {
      const number = (await storeOf(caller.workspace).latest(input.kind))?.number ?? null;
      return number === null
        ? { rows: [], next: null, total: 0 }
        : listPairs(house, caller, { input, run: number });
    },
    async link(caller, { left, right, least }) {
      const [one, other] = [
        await uploads.get(caller.workspace, left),
        await uploads.get(caller.workspace, right),
      ];
      return linkFiles(house, caller, { files: [one, other], least });
    },
  };
}

function scanJob(house: House) {
  return jobHandler({
    kind: 'matching',
    lane: 'matching',
    input: jobInput,
    async run({ job, input, signal, report }) {
      const store = openMatchStore(house.operational, job.workspace, house.clock);
      const run = await store.run(input.run);
      if (run === undefined) throw notFound(input.run);
      const { unasked = false } = input;
      const result = await scan(house, { workspace: job.workspace, run, signal, report, unasked });
      await store.finishRun(run.id, result);
      // Whatever changed meanwhile was not in it.
      house.watchers.forEach((watch) => watch(job.workspace));
      const { outcome } = result;
      return { run: run.id, join: outcome.join, review: outcome.review };
    },
  });
}
