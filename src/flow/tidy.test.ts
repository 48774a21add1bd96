import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { testEngines } from '../store/operational/test-engines.ts';
import type { Operational } from '../store/operational/index.ts';
import { tidy } from './tidy.ts';

const now = new Date('2025-06-01T00:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
const keepDays = { jobs: 30, uploads: 7, exports: 7, rejected: 90 };

describe.each(testEngines())('tidying on $name', (engine) => {
  let operational: Operational;
  let data = '';

  beforeEach(async () => {
    operational = await engine.openMigrated();
    data = await mkdtemp(join(tmpdir(), 'clientele-tidy-'));
    await operational.query(
      `INSERT INTO workspaces (id, slug, name, created_at) VALUES ('ws_1', 'one', 'One', $1)`,
      [now],
    );
  });
  afterEach(async () => {
    await operational.close();
    await rm(data, { recursive: true });
  });

  const file = async (name: string, age: number): Promise<void> => {
    const path = join(data, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, 'x');
    await utimes(path, daysAgo(age), daysAgo(age));
  };
  const job = (id: string, state: string, age: number | null) =>
    operational.query(
      `INSERT INTO jobs (id, workspace, kind, input, state, created_by, created_at, run_after, finished_at)
       VALUES ($1, 'ws_1', 'import', '{}'::jsonb, $2, 'usr_1', $3, $3, $4)`,
      [id, state, daysAgo(400), age === null ? null : daysAgo(age)],
    );
  const upload = async (id: string, age: number): Promise<void> => {
    await operational.query(
      `INSERT INTO uploads (id, workspace, name, bytes, created_by, created_at) VALUES ($1, 'ws_1', 'a.csv', 1, 'usr_1', $2)`,
      [id, daysAgo(age)],
    );
    await file(`uploads/${id}`, age);
  };
  const imported = (id: string, of: { job: string; upload: string; state: string }) =>
    operational.query(
      `INSERT INTO imports (id, workspace, source, kind, dry_run, files, job, state, created_by, created_at)
       VALUES ($1, 'ws_1', 'crm', '', false, $2::jsonb, $3, $4, 'usr_1', $5)`,
      [id, JSON.stringify([{ upload: of.upload, name: 'a.csv' }]), of.job, of.state, daysAgo(400)],
    );
  const exported = async (id: string, age: number): Promise<void> => {
    await operational.query(
      `INSERT INTO exports (id, workspace, request, job, state, created_by, created_at, finished_at)
       VALUES ($1, 'ws_1', '{}'::jsonb, $2, 'done', 'usr_1', $3, $3)`,
      [id, `job_${id}`, daysAgo(age)],
    );
    await file(`exports/ws_1/${id}.csv`, age);
  };
  const idsOf = async (table: string) =>
    (await operational.query(`SELECT id FROM ${table} ORDER BY id`, [])).rows.map(({ id }) => id);

  it('takes away what is older than it is kept, and nothing that anybody still needs', async () => {
    await job('job_1_old', 'done', 31);
    await job('job_2_young', 'done', 29);
    await job('job_3_running', 'running', null);
    await job('job_4_failed', 'failed', 300);
    await job('job_exp_2', 'done', 300);
    await upload('upl_1_old', 8);
    await upload('upl_2_young', 6);
    await upload('upl_3_at_work', 300);
    await imported('imp_1', { job: 'job_3_running', upload: 'upl_3_at_work', state: 'running' });
    await imported('imp_2', { job: 'job_4_failed', upload: 'upl_1_old', state: 'failed' });
    await file('uploads/upl_4_cut_off', 8);
    await file('uploads/upl_5_coming_in', 0);
    await exported('exp_1', 8);
    await exported('exp_2', 6);
    await file('spool/rejects-imp_1-1.bin', 91);
    await file('spool/rejects-imp_1-2.bin', 89);
    await file('spool/batch-ws_1-3', 400);

    const parts = {
      house: { operational, clock: () => now, spool: join(data, 'spool') },
      keepDays,
      directories: { uploads: join(data, 'uploads'), exports: join(data, 'exports') },
    };
    expect(await tidy(parts)).toEqual({ uploads: 2, exports: 1, rejected: 1, jobs: 1 });
    expect(await idsOf('jobs')).toEqual(['job_2_young', 'job_3_running', 'job_4_failed', 'job_exp_2']);
    expect(await idsOf('uploads')).toEqual(['upl_2_young', 'upl_3_at_work']);
    expect(await idsOf('exports')).toEqual(['exp_2']);
    const left = (names: readonly string[]) => names.filter((name) => existsSync(join(data, name)));
    expect(
      left(
        ['upl_1_old', 'upl_2_young', 'upl_3_at_work', 'upl_4_cut_off', 'upl_5_coming_in'].map(
          (id) => `uploads/${id}`,
        ),
      ),
    ).toEqual(['uploads/upl_2_young', 'uploads/upl_3_at_work', 'uploads/upl_5_coming_in']);
    expect(left(['exports/ws_1/exp_1.csv', 'exports/ws_1/exp_2.csv'])).toEqual(['exports/ws_1/exp_2.csv']);
    expect(left(['spool/rejects-imp_1-1.bin', 'spool/rejects-imp_1-2.bin', 'spool/batch-ws_1-3'])).toEqual([
      'spool/rejects-imp_1-2.bin',
      'spool/batch-ws_1-3',
    ]);
    // Done once more there is nothing to do.
    expect(await tidy(parts)).toEqual({ uploads: 0, exports: 0, rejected: 0, jobs: 0 });
  });
});
