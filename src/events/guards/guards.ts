import { z } from 'zod';

import type { Caller } from '../../access/index.ts';
import { catalogue } from '../../fields/index.ts';
import type { Output } from '../../lib/endpoint.ts';
import { Problem } from '../../lib/problem.ts';
import {
  jsonText,
  statement as operationalStatement,
  type Operational,
} from '../../store/operational/index.ts';
import { statement, type Warehouse } from '../../store/warehouse/index.ts';
import { guardSchema, type getIdentityGuards, type Guard } from './contract.ts';
import { demotionReasons, idField } from './decide.ts';

/**
 * The kinds of identifiers that are guarded, by their usual priority: the id of the applications, the e-mail address, the rest
 * by name. Sensitive ones are left to identity, which never joins two of them.
 */
export const guardedFields: readonly string[] = (() => {
  const strong = catalogue('person').filter(
    ({ identifier, sensitivity }) => identifier === 'strong' && sensitivity !== 'sensitive',
  );
  const rest = strong
    .map(({ key }) => key)
    .filter((key) => ![idField, 'emails', 'external_id'].includes(key));
  return [idField, 'emails', ...rest.toSorted()];
})();

/** Two ids that one source gives are two customers to it; of anything else few people have more than five. */
const usualGuards: readonly Guard[] = guardedFields.map((field) => ({
  field,
  limit: field === idField ? 1 : 5,
  window: 'ever',
}));

const statements = {
  get: operationalStatement({
    name: 'events.guards.get',
    sql: 'SELECT guards FROM identity_guards WHERE workspace = $1',
    row: z.object({ guards: z.array(guardSchema) }),
  }),
  put: operationalStatement({
    name: 'events.guards.put',
    sql: `INSERT INTO identity_guards (workspace, guards, updated_by, updated_at) VALUES ($1, $2::jsonb, $3, $4)
      ON CONFLICT (workspace) DO UPDATE SET guards = excluded.guards, updated_by = excluded.updated_by, updated_at = excluded.updated_at`,
    row: z.unknown(),
  }),
};

const countDemoted = statement({
  name: 'events.guards.demoted',
  sql: `SELECT field, reason, uniqExact(owner, value) AS count FROM {db}.claims
  WHERE reason != '' AND ts > now() - INTERVAL 30 DAY GROUP BY field, reason ORDER BY count DESC, field, reason`,
  row: z.object({ field: z.string(), reason: z.enum(demotionReasons), count: z.coerce.number() }),
  lane: 'count',
});

interface GuardOptions {
  readonly operational: Operational;
  readonly clock: () => Date;
  readonly warehouse: (workspace: string) => Promise<Warehouse>;
}

/** The guards of all workspaces. */
export function openGuards({ operational, clock, warehouse }: GuardOptions) {
  const find = async (workspace: string): Promise<readonly Guard[]> => {
    const own = (await operational.row(statements.get, [workspace]))?.guards ?? [];
    return [...own, ...usualGuards.filter(({ field }) => !own.some((guard) => guard.field === field))];
  };
  return {
    find,
    async get({ workspace }: Pick<Caller, 'workspace'>): Promise<Output<typeof getIdentityGuards>> {
      const store = await warehouse(workspace);
      return { guards: [...(await find(workspace))], demoted: await store.rows(countDemoted) };
    },
    /** Problem: `events.guards.field`. */
    async update(caller: Caller, guards: readonly Guard[]): Promise<void> {
      const fields = guards.map(({ field }) => field);
      const wrong = fields.find(
        (field, index) => !guardedFields.includes(field) || fields.indexOf(field) !== index,
      );
      if (wrong !== undefined) throw noGuard(wrong);
      await operational.run(statements.put, [caller.workspace, jsonText(guards), caller.id, clock()]);
    },
  };
}

export type Guards = ReturnType<typeof openGuards>;

function noGuard(field: string): Problem {
  return new Problem(
    'events.guards.field',
    {
      en: '"{field}" is no identifier that events bring, or it is listed twice. List each of these once: {fields}.',
      zh: '“{field}”不是事件会带来的标识，或重复列出。以下各项请只列一次：{fields}。',
    },
    { field, fields: guardedFields.join(', ') },
  );
}
