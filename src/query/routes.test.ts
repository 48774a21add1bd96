import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';

import { type Actor, authorize, type Route } from '../access/index.ts';
import { createQueue, type Queue } from '../jobs/index.ts';
import { Problem } from '../lib/problem.ts';
import { createSpace } from '../store/space.ts';
import type { Operational } from '../store/operational/index.ts';
import { testEngines } from '../store/operational/test-engines.ts';
import type { Warehouse } from '../store/warehouse/index.ts';
import { createExports, createViews, queryRoutes } from './index.ts';
import { exportSchema, viewSchema } from './contract.ts';
import { openTestStore, testCatalogue, type TestStore } from './test-table.ts';

let store: TestStore;
const warehouses = new Map<string, Warehouse>();

beforeAll(async () => {
  store = await openTestStore();
  for (const [i, workspace] of ['ws_a', 'ws_b'].entries()) {
    const warehouse = await store.openWorkspace(i + 1);
    await store.insert(warehouse, 'organization', [{ _no: 1, name: `${workspace} 软件` }]);
    warehouses.set(workspace, warehouse);
  }
});
afterAll(() => store.close());

describe.each(testEngines())('endpoints on $name', (engine) => {
  let operational: Operational;
  let queue: Queue;
  let routes: Route[];
  let directory: string;

  beforeEach(async () => {
    operational = await engine.openMigrated();
    directory = await mkdtemp(join(tmpdir(), 'clientele-exports-'));
    for (const id of warehouses.keys()) {
      await operational.query(
        'INSERT INTO workspaces (id, slug, name, created_at) VALUES ($1, $1, $1, now())',
        [id],
      );
    }
    const parts = {
      operational,
      clock: () => new Date(),
      fields: (_seer: unknown, kind: 'organization' | 'person') => Promise.resolve(testCatalogue(kind)),
      world: () => Promise.resolve({}),
      seenSince: () => Promise.resolve(null),
      warehouse: (workspace: string) => {
        const warehouse = warehouses.get(workspace);
        if (warehouse === undefined) throw new Error(`no workspace ${workspace}`);
        return Promise.resolve(warehouse);
      },
    };
    const exports = createExports({ ...parts, directory, space: createSpace(directory, 0) });
    queue = createQueue({ operational, clock: parts.clock, handlers: [exports.handler], pollMs: 20 });
    queue.start();
    routes = queryRoutes({ ...parts, views: createViews(parts), exports, queue });
  });
  afterEach(async () => {
    await queue.stop();
    await operational.close();
    await rm(directory, { recursive: true, force: true });
  });

  const actor = (id: string, role: Actor['role'], workspace = 'ws_a'): Actor => ({
    kind: 'user',
    id,
    name: id,
    workspace,
    role,
  });
  const ann = actor('usr_ann', 'analyst');
  const bob = actor('usr_bob', 'analyst');
  const boss = actor('usr_boss', 'admin');
  const other = actor('usr_other', 'owner', 'ws_b');

  /** As the server does it: role, schema, handler, schema. */
  async function call(name: string, who: Actor, input: Record<string, unknown> = {}): Promise<unknown> {
    const route = routes.find(({ endpoint }) => endpoint.name === name);
    if (route === undefined) throw new Error(`no endpoint ${name}`);
    authorize(who, route.endpoint.access);
    const request = new Request('http://localhost/');
    const context = {
      actor: who,
      headers: request.headers,
      request,
      ip: '127.0.0.1',
      setHeader: () => undefined,
    };
    return route.endpoint.output.parse(await route.handle(route.endpoint.input.parse(input), context));
  }
  const code = (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      (error: unknown) => (error instanceof Problem ? error.code : String(error)),
    );
  const views = z.object({ rows: z.array(viewSchema) });
  const names = async (who: Actor) => views.parse(await call('listViews', who)).rows.map(({ name }) => name);

  it('answer queries of their own workspace only', async () => {
    const answer = await call('queryProfiles', actor('usr_v', 'viewer'), {
      rule: { text: '软件' },
      facets: ['region'],
    });
    expect(answer).toMatchObject({ total: 1, rows: [{ id: 'org_1', name: 'ws_a 软件' }], next: null });
    expect(await call('queryProfiles', other, { rule: { text: '软件' } })).toMatchObject({
      total: 1,
      rows: [{ name: 'ws_b 软件' }],
    });
    expect(await call('describeQuery', ann, { rule: { field: 'region', under: '31' } })).toEqual({
      en: 'Region is in “Shanghai”',
      zh: '地区属于“上海市”',
    });
    expect(await code(call('queryProfiles', ann, { rule: { field: 'nmae', eq: 1 } }))).toBe('rule.field');
    expect(await code(call('queryProfiles', ann, { rule: null }))).toBe('rule.invalid');
    expect(await call('queryProfiles', ann, {})).toMatchObject({ total: 1 });
  });

  it('keep views for their owner, their workspace and administrators', async () => {
    const mine = viewSchema.parse(
      await call('createView', ann, {
        name: 'Mine',
        rule: { all: [] },
        columns: ['name'],
        layout: { widths: { name: 320 }, pinned: ['name'] },
        sort: [{ field: 'name', direction: 'desc' }],
      }),
    );
    const shared = viewSchema.parse(
      await call('createView', ann, { name: 'Ours <b>', rule: { text: '软件' }, shared: true }),
    );
    expect(mine).toMatchObject({
      mine: true,
      rule: { all: [] },
      columns: ['name'],
      layout: { widths: { name: 320 }, pinned: ['name'] },
      owner: { id: 'usr_ann' },
    });
    expect(await names(ann)).toEqual(['Ours <b>', 'Mine']);
    expect(await names(bob)).toEqual(['Ours <b>']);
    expect(await names(other)).toEqual([]);
    expect(shared.layout).toEqual({ widths: {}, pinned: [] });
    await call('updateView', bob, { id: shared.id, used: true });
    expect(await code(call('updateView', bob, { id: shared.id, name: 'Stolen' }))).toBe(
      'query.not-your-view',
    );
    expect(await code(call('updateView', bob, { id: mine.id, name: 'Stolen' }))).toBe('query.not-found');
    expect(await code(call('removeView', other, { id: shared.id }))).toBe('query.not-found');
    expect(await code(call('updateView', ann, { id: mine.id, rule: { field: 'x', eq: 1 } }))).toBe(
      'rule.field',
    );
    expect(await code(call('createView', actor('usr_v', 'viewer'), { name: 'x', rule: { all: [] } }))).toBe(
      'access.forbidden',
    );
    expect(await call('updateView', boss, { id: shared.id, name: 'Everybody’s' })).toMatchObject({
      name: 'Everybody’s',
      rule: { text: '软件' },
      mine: false,
    });
    await call('removeView', ann, { id: mine.id });
    await call('removeView', boss, { id: shared.id });
    expect(await names(ann)).toEqual([]);
  });

  it('write exports in the background and hand them out inside the workspace', async () => {
    const started = z.object({ export: z.string(), job: z.string() });
    const { export: id, job } = started.parse(
      await call('createExport', ann, { rule: { all: [] }, format: 'csv', fields: ['name'] }),
    );
    expect(
      await code(call('createExport', ann, { rule: { all: [] }, format: 'csv', fields: ['nmae'] })),
    ).toBe('rule.field');
    await queue.waitFor(job);
    expect(exportSchema.parse(await call('getExport', bob, { id }))).toMatchObject({
      state: 'done',
      rows: 1,
      job,
      format: 'csv',
    });
    const file = z
      .object({ path: z.string(), fileName: z.string(), contentType: z.string() })
      .parse(await call('downloadExport', bob, { id }));
    expect(file.fileName).toMatch(/^organization-\d{4}-\d\d-\d\d\.csv$/);
    expect(await readFile(file.path, 'utf8')).toBe(
      '\uFEFF"ID","名称","来源","完整度"\n"org_1","ws_a 软件","",0\n',
    );
    expect(await call('listExports', ann)).toMatchObject({ rows: [{ id }], next: null });
    for (const name of ['getExport', 'downloadExport'])
      expect(await code(call(name, other, { id }))).toBe('query.not-found');
    expect(await call('listExports', other)).toMatchObject({ rows: [] });
    expect(
      await code(call('createExport', actor('usr_v', 'viewer'), { rule: { all: [] }, format: 'csv' })),
    ).toBe('access.forbidden');
  });
});
