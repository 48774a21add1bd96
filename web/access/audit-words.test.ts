import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { en } from './messages.en.ts';

const trailed = z.object({
  name: z.string(),
  method: z.enum(['GET', 'POST', 'PATCH', 'PUT', 'DELETE']),
  path: z.string().startsWith('/api/'),
  trail: z.boolean().optional(),
});

it('says in words whatever an endpoint writes onto the audit trail', async () => {
  const contracts = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('contract.ts'),
  );
  expect(contracts.length).toBeGreaterThan(20);
  const modules: object[] = await Promise.all(contracts.map((name) => import(`../../src/${name}`)));
  const names = modules
    .flatMap((module) => Object.values(module))
    .flatMap((value) => trailed.safeParse(value).data ?? [])
    .filter(({ method, trail = method !== 'GET' }) => trail)
    .map(({ name }) => name);
  const known = new Set(Object.keys(en.audit.actions));
  expect(names.filter((name) => !known.has(name)).toSorted()).toEqual([]);
});
