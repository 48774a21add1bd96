import { z } from 'zod';

import { createId } from '../../access/index.ts';
import type { Kind } from '../../fields/index.ts';
import type { MatchDesk, MatchRunOutcome } from '../../identity/index.ts';
import { jobHandler } from '../../jobs/index.ts';
import { findPlace } from '../../profiles/index.ts';
import { statement } from '../../store/warehouse/index.ts';
import type { House } from '../house.ts';
import type { SourceTools } from '../source-tools.ts';
import { openDecisions } from './decisions.ts';
import { linkFiles } from './link.ts';
import { listPairs } from './pairs.ts';
import { openMatchModels } from './models.ts';
import { isOne, isStale, notFound, twoKinds, wrongBands } from './problems.ts';
import { counted, scan } from './scan.ts';
import { openMatchSettings } from './settings.ts';
import { openMatchStore, type ChangeRow, type RunRow } from './tables.ts';

const jobInput = z.object({ run: z.string() });

const showRun = (row: RunRow & { outcome: unknown }) => ({
  run: row.id,
  kind: row.kind,
  job: row.job,
  joinAt: row.join_at,
  reviewAt: row.review_at,
  model: row.model,
  outcome: readOutcome(row.outcome),
  createdAt: row.created_at,
  finishedAt: row.finished_at,
});

/** What a run kept of itself was checked when it was written. */
function readOutcome(outcome: unknown): MatchRunOutcome | null {
  return outcome === null ? null : z.custom<MatchRunOutcome>().parse(outcome);
}

const showChange = (row: ChangeRow) => ({
  change: row.id,
  kind: row.kind,
  does: row.does,
  run: row.run,
  pairs: row.counted,
  author: { id: row.author, name: row.author_name },
  createdAt: row.created_at,
  undoneAt: row.undone_at,
  undoneBy: row.undone_by === null ? null : { id: row.undone_by, name: row.undone_by_name ?? row.undone_by },
});

/** A page of rows of which one more than wanted was read. */
function pageOf<Row extends { id: string }, Shown>(
  rows: readonly Row[],
  limit: number,
  show: (row: Row) => Shown,
) {
  const shown = rows.slice(0, limit);
  return { rows: shown.map(show), next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null };
}

/** What matching works with. */
type MatchTools = Pick<SourceTools, 'house' | 'queue' | 'uploads'>;

/** Opens matching: scans as jobs, decisions in the turn of whoever changes profiles. */
export function openMatchDesk({ house, queue, uploads }: MatchTools): MatchDesk {
  const storeOf = (workspace: string) => openMatchStore(house.operational, workspace, house.clock);
  queue.register(scanJob(house));
  const { decide, undo, undoAuthor } = openDecisions(house);
  return {
    ...openMatchSettings(house),
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
    async runs({ workspace }, page) {
      return pageOf(await storeOf(workspace).runs(page), page.limit, showRun);
    },
    async pairs(caller, input) {
      const number = (await storeOf(caller.workspace).latest(input.kind))?.number ?? null;
      return number === null
        ? { rows: [], next: null, total: 0 }
        : listPairs(house, caller, { input, run: number });
    },
    async decide(caller, { does, pairs }) {
      const { kind, numbers } = await findPairs(house, caller.workspace, pairs);
      const counts = { pairs: numbers, counted: numbers.length };
      return showChange(await decide(caller, { kind, does, run: null, runNumber: null, ...counts }));
    },
    async joinBand(caller, id) {
      const run = await storeOf(caller.workspace).run(id);
      if (run === undefined || run.number === null) throw notFound(id);
      if ((await storeOf(caller.workspace).latest(run.kind))?.id !== id) throw isStale();
      const { kind, number } = run;
      const pairs = await countBand(house, caller.workspace, { kind, number });
      const band = { run: id, runNumber: number, pairs: null, counted: pairs };
      return showChange(await decide(caller, { kind, does: 'join', ...band }));
    },
    async changes({ workspace }, page) {
      return pageOf(await storeOf(workspace).changes(page), page.limit, showChange);
    },
    async link(caller, { left, right, least }) {
      const [one, other] = [
        await uploads.get(caller.workspace, left),
        await uploads.get(caller.workspace, right),
      ];
      return linkFiles(house, caller, { files: [one, other], least });
    },
    async undo(caller, id) {
      return showChange(await undo(caller, id));
    },
    undoAuthor,
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
      const result = await scan(house, { workspace: job.workspace, run, signal, report });
      await store.finishRun(run.id, result);
      // Whatever changed meanwhile was not in it.
      house.watchers.forEach((watch) => watch(job.workspace));
      const { outcome } = result;
      return { run: run.id, join: outcome.join, review: outcome.review };
    },
  });
}

/** The first records of the profiles that are named: a profile's number may change, its records do not. */
async function findPairs(
  house: House,
  workspace: string,
  pairs: readonly { readonly left: string; readonly right: string }[],
): Promise<{ kind: Kind; numbers: [number, number][] }> {
  const warehouse = await house.warehouse(workspace);
  const kinds = new Set<Kind>();
  const numbers: [number, number][] = [];
  for (const { left, right } of pairs) {
    const [one, other] = [await findPlace(warehouse, left), await findPlace(warehouse, right)];
    if (one.id === other.id) throw isOne(one.id);
    kinds.add(one.kind).add(other.kind);
    numbers.push([one.numbers[0] ?? 0, other.numbers[0] ?? 0]);
  }
  const [kind] = kinds;
  if (kind === undefined || kinds.size > 1) throw twoKinds();
  return { kind, numbers };
}

async function countBand(
  house: House,
  workspace: string,
  { kind, number }: { kind: Kind; number: number },
): Promise<number> {
  const warehouse = await house.warehouse(workspace);
  const row = await warehouse.row(
    statement({
      name: 'flow.matching.band',
      sql: `SELECT count() AS n FROM {db}.pairs_${kind} WHERE run = {run:UInt32} AND band = 1`,
      row: z.object({ n: counted }),
    }),
    { run: number },
  );
  return row?.n ?? 0;
}
