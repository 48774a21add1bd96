import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { systemActor } from '../access/index.ts';
import { Problem } from '../lib/problem.ts';
import { testEngines } from '../store/operational/test-engines.ts';
import type { Operational } from '../store/operational/index.ts';
import { createQueue, jobHandler, jobRoutes, restoreProblem } from './index.ts';
import type { JobHandler, JobRun, Queue } from './index.ts';
import type { QueueOptions } from './queue.ts';

const input = z.object({ n: z.number().default(0) });
type Run = JobRun<z.output<typeof input>>;

/** A handler's end in the hands of the test. */
function gate() {
  let open: () => void = () => undefined;
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open };
}

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const started = Date.now();
  while (!(await condition())) {
    if (Date.now() - started > 10_000) throw new Error('Waited too long');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe.each(testEngines())('jobs on $name', (engine) => {
  let operational: Operational;
  let now = Date.parse('2024-01-01T00:00:00Z');
  let faults: unknown[] = [];
  let restarts: string[] = [];
  const clock = () => new Date(now);
  const queues: Queue[] = [];

  const start = (handlers: JobHandler[], leaseMs = 30_000): Queue => {
    const onFault = (error: unknown): void => void faults.push(error);
    const onRestart: QueueOptions['onRestart'] = ({ job: { kind, progress }, reason }) =>
      void restarts.push(`${kind} at ${progress}: ${reason}`);
    const queue = createQueue({ operational, clock, handlers, pollMs: 20, leaseMs, onFault, onRestart });
    queues.push(queue);
    queue.start();
    return queue;
  };
  const handler = (kind: string, run: (run: Run) => Promise<unknown>, lane?: string): JobHandler =>
    jobHandler({ kind, input, run, ...(lane && { lane }) });
  const job = (kind: string, n = 0, workspace = 'ws_1') => ({
    workspace,
    kind,
    input: { n },
    createdBy: 'usr_1',
  });

  beforeEach(async () => {
    faults = [];
    restarts = [];
    operational = await engine.openMigrated();
  });
  afterEach(async () => {
    for (const queue of queues.splice(0)) await queue.stop(0);
    await operational.close();
  });

  it('does a job, says how far it is, and keeps its result', async () => {
    const { passed, open } = gate();
    const note = { en: 'half', zh: '一半' };
    const run = async ({ input: { n }, report }: Run) => {
      report(0.5, note);
      await passed;
      return { double: n * 2, text: 'a\0b' };
    };
    const queue = start([handler('double', run)]);
    const { id } = await queue.enqueue(job('double', 21));
    await until(async () => (await queue.get(id)).progress === 0.5);
    expect(await queue.get(id)).toMatchObject({ state: 'running', note, attempts: 1 });
    open();
    const done = await queue.waitFor(id);
    expect(done).toMatchObject({
      state: 'done',
      progress: 1,
      result: { double: 42, text: 'a\uFFFDb' },
      error: null,
    });
    await expect(queue.enqueue({ ...job('double'), input: { n: 'x' } })).rejects.toThrow();
    await expect(queue.enqueue(job('unknown'))).rejects.toThrow();
  });

  it('fails at once for a problem, and tries again three times with growing pauses for a bug', async () => {
    const seen: number[] = [];
    const refuse = () =>
      Promise.reject(new Problem('import.encoding', { en: 'Bad {x}', zh: '坏 {x}' }, { x: 1 }));
    const queue = start([
      handler('refuse', refuse),
      handler('break', ({ job: { attempts } }) => {
        seen.push(attempts);
        return Promise.reject(new TypeError('secret detail'));
      }),
    ]);
    const refused = await queue.waitFor((await queue.enqueue(job('refuse'))).id);
    expect(refused).toMatchObject({
      state: 'failed',
      attempts: 1,
      error: { code: 'import.encoding', details: { x: 1 } },
    });
    if (refused.error)
      expect(restoreProblem(refused.error)).toMatchObject({ code: 'import.encoding', message: 'Bad 1' });
    const { id } = await queue.enqueue(job('break'));
    for (const pause of [1000, 5000, 25_000]) {
      await until(async () => (await queue.get(id)).state === 'queued' && seen.length > 0);
      const tries = seen.length;
      now += pause - 1;
      await new Promise((resolve) => setTimeout(resolve, 60));
      expect(seen).toHaveLength(tries);
      now += 1;
      await until(() => seen.length === tries + 1);
    }
    const broken = await queue.waitFor(id);
    expect(seen).toEqual([1, 2, 3, 4]);
    expect(broken).toMatchObject({ state: 'failed', error: { code: 'jobs.fault' } });
    expect(JSON.stringify(broken)).not.toContain('secret detail');
    expect(faults).toHaveLength(4);
  });

  it('runs one job of a lane and workspace at a time, over several servers, and others beside it', async () => {
    const at = { now: 0, most: 0, places: new Map<string, number>() };
    const done: number[] = [];
    const run = async ({ job: { workspace }, input: { n } }: Run) => {
      const inside = (at.places.get(workspace) ?? 0) + 1;
      at.places.set(workspace, inside);
      at.now += 1;
      at.most = Math.max(at.most, at.now);
      await new Promise((resolve) => setTimeout(resolve, 25));
      expect(inside).toBe(1);
      at.places.set(workspace, 0);
      at.now -= 1;
      done.push(n);
    };
    const [one] = [start([handler('write', run, 'write')]), start([handler('write', run, 'write')])];
    const jobs = [];
    for (let n = 0; n < 12; n += 1) jobs.push(await one.enqueue(job('write', n, `ws_${n % 2}`)));
    const ends = await Promise.all(jobs.map(({ id }) => one.waitFor(id)));
    expect(ends.map(({ state, attempts }) => `${state} ${attempts}`)).toEqual(Array(12).fill('done 1'));
    expect(at.most).toBe(2);
    expect([...done].sort((a, b) => a - b)).toEqual([...Array(12).keys()]);
    expect(done.filter((n) => n % 2 === 0)).toEqual([0, 2, 4, 6, 8, 10]);
    expect(faults).toEqual([]);
  });

  it('cancels waiting and running jobs, in this server and in another', async () => {
    const handlers = [handler('wait', ({ signal }) => aborted(signal), 'write')];
    const here = start(handlers, 300);
    const running = await here.enqueue(job('wait'));
    const waiting = await here.enqueue(job('wait'));
    await until(async () => (await here.get(running.id)).state === 'running');
    const elsewhere = createQueue({ operational, clock });
    expect(await elsewhere.cancel(waiting.id, 'ws_1')).toMatchObject({ state: 'cancelled' });
    await elsewhere.cancel(running.id, 'ws_1');
    expect(await here.waitFor(running.id)).toMatchObject({ state: 'cancelled', error: null });
    const quick = await here.enqueue(job('wait'));
    await until(async () => (await here.get(quick.id)).state === 'running');
    await here.cancel(quick.id, 'ws_1');
    expect(await here.waitFor(quick.id)).toMatchObject({ state: 'cancelled' });
    expect(await here.cancel(quick.id, 'ws_1')).toMatchObject({ state: 'cancelled' });
  });

  it('gives running jobs back when the server stops, and takes over from one that died', async () => {
    const runs: string[] = [];
    const slow = handler('slow', ({ signal }) => {
      runs.push('slow');
      return aborted(signal);
    });
    const first = start([slow]);
    const { id } = await first.enqueue(job('slow'));
    await until(() => runs.length === 1);
    await first.stop();
    expect(await first.get(id)).toMatchObject({ state: 'queued', attempts: 0 });
    // A server that is killed says nothing more: its jobs are taken by another after the lease.
    await operational.query(
      `UPDATE jobs SET state = 'running', worker = 'dead', attempts = 1, heartbeat_at = $1 WHERE id = $2`,
      [clock(), id],
    );
    if (operational.engine.mode === 'server') now += 29_000;
    const second = start([handler('slow', () => Promise.resolve('done by the second'))]);
    if (operational.engine.mode === 'server') {
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(await second.get(id)).toMatchObject({ state: 'running' });
      now += 1000;
    }
    expect(await second.waitFor(id)).toMatchObject({
      state: 'done',
      attempts: 1,
      result: 'done by the second',
    });
  });

  it('does not listen to a run that was left behind', async () => {
    const { passed, open } = gate();
    const first = start([handler('stubborn', () => passed.then(() => 'too late'))]);
    const { id } = await first.enqueue(job('stubborn'));
    await until(async () => (await first.get(id)).state === 'running');
    await first.stop(10);
    const next = gate();
    const second = start([handler('stubborn', () => next.passed.then(() => 'in time'))]);
    await until(async () => (await second.get(id)).state === 'running');
    open();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await second.get(id)).toMatchObject({ state: 'running' });
    next.open();
    expect(await second.waitFor(id)).toMatchObject({ state: 'done', result: 'in time' });
  });

  it('says why a job begins again, whoever was to blame', async () => {
    const { passed, open } = gate();
    const first = start([
      handler('break', ({ report, job: { attempts } }) => {
        report(0.6);
        return attempts === 1 ? Promise.reject(new TypeError('of the moment')) : Promise.resolve();
      }),
      handler('long', ({ report, signal }) => (report(0.4), open(), aborted(signal))),
    ]);
    const broken = await first.enqueue(job('break'));
    await until(() => restarts.length === 1);
    expect(await first.get(broken.id)).toMatchObject({ state: 'queued', note: { zh: '出现故障，正在重试' } });
    now += 1000;
    expect(await first.waitFor(broken.id)).toMatchObject({ state: 'done', attempts: 2 });
    const long = await first.enqueue(job('long'));
    await passed;
    await first.stop();
    await operational.query(
      `UPDATE jobs SET state = 'running', worker = 'dead', server = 'dead', progress = 0.5, heartbeat_at = $1 WHERE id = $2`,
      [new Date(now - 60_000), long.id],
    );
    const second = start([handler('long', () => Promise.resolve('there'))]);
    expect(await second.waitFor(long.id)).toMatchObject({ state: 'done', result: 'there' });
    expect(restarts.slice(0, 2)).toEqual([
      'break at 0.6: a fault; tried again in 1 s',
      'long at 0.4: server stops',
    ]);
    expect(restarts[2]).toMatch(/^long at 0.5: (?:the program ended|its server has given no sign)/);
    expect(faults).toHaveLength(1);
  });

  it('leaves a job to a server that lives, however long it cannot write', async () => {
    if (operational.engine.mode === 'embedded') return;
    const { passed, open } = gate();
    const first = start([handler('long', () => passed)]);
    const { id } = await first.enqueue(job('long'));
    await until(async () => (await first.get(id)).state === 'running');
    await operational.query(`UPDATE jobs SET heartbeat_at = $1`, [new Date(now - 600_000)]);
    start([handler('long', () => Promise.reject(new Error('taken away')))]);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(restarts).toEqual([]);
    open();
    expect(await first.waitFor(id)).toMatchObject({ state: 'done', attempts: 1 });
  });

  it('gives up on a job that keeps taking its server down', async () => {
    const queue = createQueue({ operational, clock, handlers: [handler('poison', () => Promise.resolve())] });
    const { id } = await queue.enqueue(job('poison'));
    await operational.query(
      `UPDATE jobs SET state = 'running', worker = 'dead', interruptions = 100, heartbeat_at = $1`,
      [new Date(now - 60_000)],
    );
    start([handler('poison', () => Promise.resolve())]);
    expect(await queue.waitFor(id)).toMatchObject({ state: 'failed', error: { code: 'jobs.interrupted' } });
  });

  it('is part of the transaction that asks for it', async () => {
    const queue = start([handler('note', () => Promise.resolve())]);
    const lost: { id?: string } = {};
    const failing = operational.transaction(async () => {
      lost.id = (await queue.enqueue(job('note'))).id;
      throw new RangeError('no');
    });
    await expect(failing).rejects.toThrow(RangeError);
    await expect(queue.get(lost.id ?? '')).rejects.toMatchObject({ code: 'jobs.not-found' });
    const kept = await operational.transaction(() => queue.enqueue(job('note')));
    expect(await queue.waitFor(kept.id)).toMatchObject({ state: 'done' });
  });

  it('keeps schedules over several servers and never doubles one at work', async () => {
    const { passed, open } = gate();
    let runs = 0;
    const tick = handler('tick', async () => {
      runs += 1;
      await passed;
    });
    const servers = [start([tick]), start([tick])];
    const schedule = { name: 'often', seconds: 20, workspace: 'ws_1', kind: 'tick', input: { n: 1 } };
    for (const server of servers) server.every(schedule);
    await until(() => runs === 1);
    now += 20_000;
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect(runs).toBe(1);
    open();
    await until(
      async () => (await servers[0]?.list({ workspace: 'ws_1', limit: 9 }))?.rows[0]?.state === 'done',
    );
    now += 20_000;
    await until(() => runs === 2);
  });

  it('lists page by page, and keeps each workspace to itself over every endpoint', async () => {
    const queue = createQueue({ operational, clock, handlers: [handler('note', () => Promise.resolve())] });
    const ids: string[] = [];
    for (let n = 0; n < 5; n += 1) ids.push((await queue.enqueue(job('note', n))).id);
    const first = await queue.list({ workspace: 'ws_1', limit: 3 });
    const second = await queue.list({ workspace: 'ws_1', limit: 3, after: first.next ?? '' });
    expect([...first.rows, ...second.rows].map(({ id }) => id)).toEqual(ids.reverse());
    expect(second.next).toBeNull();
    const headers = new Headers();
    const request = new Request('http://localhost');
    const context = { actor: systemActor('ws_2'), headers, request, ip: '', setHeader: () => undefined };
    const answers = jobRoutes(queue).map(async ({ endpoint, handle }) => {
      const parsed = endpoint.input.parse(endpoint.path.includes(':id') ? { id: ids[0] } : {});
      return [
        endpoint.name,
        await handle(parsed, context).catch((error: unknown) =>
          error instanceof Problem ? error.code : error,
        ),
      ];
    });
    expect(Object.fromEntries(await Promise.all(answers))).toEqual({
      listJobs: { rows: [], next: null },
      getJob: 'jobs.not-found',
      cancelJob: 'jobs.not-found',
    });
    expect(await queue.get(ids[0] ?? '')).toMatchObject({ state: 'queued' });
  });
});
