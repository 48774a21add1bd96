import { z } from 'zod';

import type { Output } from '../../lib/endpoint.ts';
import { profileId, readProfileId } from '../../lib/profile-id.ts';
import { knownColumns } from '../../records/index.ts';
import { promptSettings, statement, type Warehouse } from '../../store/warehouse/index.ts';
import { compileRule, runQuery } from '../query.ts';
import { profileTable } from '../request.ts';
import type { QueryRow } from '../row.ts';
import { describeRule } from '../rule/tree.ts';
import type { explainQuery } from './contract.ts';
import { type Previewed, sampleOf } from './count.ts';
import { readEvidence } from './evidence.ts';
import { leavesOf, type Leaf } from './leaves.ts';

/** Of a longer rule the first conditions are explained. */
const mostLeaves = 30;

type Explained = Output<typeof explainQuery>['rows'][number];

/** Some of those whom a rule fits, and what makes it so. Throws `rule.*`. */
export async function explainMembers(
  warehouse: Warehouse,
  request: Previewed & { readonly limit: number },
): Promise<Output<typeof explainQuery>> {
  const started = performance.now();
  const columns = await knownColumns(warehouse, `profiles_${request.kind}`);
  const known = { ...request, columns };
  const numbers = await findMembers(warehouse, known);
  const leaves = leavesOf(request.rule).slice(0, mostLeaves);
  const rows = numbers.length === 0 ? [] : await readRows(warehouse, known, { numbers, leaves });
  const holds = await testLeaves(warehouse, known, { numbers, leaves });
  const evidence = await Promise.all(
    leaves.map((leaf) => readEvidence(warehouse, leaf, { context: known, numbers })),
  );
  const conditions = leaves.map(({ rule, negated }) => {
    const asked = negated ? { not: rule } : rule;
    return { en: describeRule(asked, request, 'en'), zh: describeRule(asked, request, 'zh') };
  });
  const explain = (row: QueryRow): Explained => ({
    id: row.id,
    name: row['name'] ?? null,
    reasons: leaves.map(({ path }, i) => ({
      path,
      condition: conditions[i] ?? { en: '', zh: '' },
      holds: holds.get(row.id)?.[i] === 1,
      value: evidence[i]?.(row) ?? null,
    })),
  });
  return { rows: rows.map(explain), ms: Math.round(performance.now() - started) };
}

type Known = Previewed & { readonly columns: ReadonlySet<string>; readonly limit: number };

interface Found {
  readonly numbers: readonly number[];
  readonly leaves: readonly Leaf[];
}

/** Members of all kinds rather than the first: looked for among some customers first, where there are many. */
async function findMembers(warehouse: Warehouse, request: Known): Promise<number[]> {
  const { among } = await sampleOf(warehouse, request);
  const find = async (only: typeof among) => {
    const condition = compileRule(request.rule, { ...request, among: only });
    const sql = `SELECT _no FROM ${profileTable(request.kind)}
WHERE ${only === undefined ? '' : `${only('_no')} AND `}${condition.sql}
ORDER BY cityHash64(_no) LIMIT ${request.limit}`;
    const members = statement({
      name: 'preview.members',
      sql,
      row: z.object({ _no: z.coerce.number() }),
      settings: promptSettings,
    });
    return (await warehouse.rows(members, condition.parameters, request.signal)).map(({ _no }) => _no);
  };
  const found = among === undefined ? [] : await find(among);
  return found.length < request.limit ? find(undefined) : found;
}

/** The members with the fields that the rule asks about. */
async function readRows(
  warehouse: Warehouse,
  request: Known,
  { numbers, leaves }: Found,
): Promise<readonly QueryRow[]> {
  const open = new Set(request.catalogue.map(({ key }) => key));
  const asked = leaves.flatMap(({ rule }) => ('field' in rule ? [rule.field] : []));
  const fields = ['name', ...asked].filter((key) => open.has(key));
  const id = numbers.map((no) => profileId(request.kind, no));
  const answer = await runQuery(warehouse, {
    ...request,
    rule: { id },
    fields: [...new Set(fields), '_updated'],
    limit: numbers.length,
    total: false,
  });
  const place = (row: QueryRow) => numbers.indexOf(readProfileId(row.id)?.no ?? 0);
  return answer.rows.toSorted((left, right) => place(left) - place(right));
}

/** Which conditions hold for each member. */
async function testLeaves(
  warehouse: Warehouse,
  request: Known,
  { numbers, leaves }: Found,
): Promise<ReadonlyMap<string, readonly number[]>> {
  if (numbers.length === 0 || leaves.length === 0) return new Map();
  const among = (profile: string) => `${profile} IN (${numbers.map(String).join(', ')})`;
  const tests = leaves.map(({ rule, negated }, i) =>
    // Twice not where it is not negated: outside a WHERE nothing may stand that only the search index answers.
    compileRule({ not: negated ? rule : { not: rule } }, { ...request, among, prefix: `l${i}_` }),
  );
  const sql = `SELECT _no, [${tests.map((test) => `toUInt8(ifNull(${test.sql}, 0))`).join(',\n')}] AS holds
FROM ${profileTable(request.kind)} WHERE ${among('_no')}`;
  const found = await warehouse.rows(
    statement({
      name: 'preview.holds',
      sql,
      row: z.object({ _no: z.coerce.number(), holds: z.array(z.number()) }),
    }),
    Object.assign({}, ...tests.map(({ parameters }) => parameters)),
    request.signal,
  );
  return new Map(found.map(({ _no, holds }) => [profileId(request.kind, _no), holds]));
}
