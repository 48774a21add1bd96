import { knownColumns } from '../records/index.ts';
import type { Warehouse } from '../store/warehouse/index.ts';
import { withColumns } from './columns.ts';
import { compilePlan, type Condition } from './compile.ts';
import { readCounts } from './counts.ts';
import { facetOf } from './facet.ts';
import { readPage } from './page.ts';
import type { QueryAnswer, QueryRequest, RuleContext } from './request.ts';
import { planRule } from './rule/tree.ts';
import type { Rule } from './rule/types.ts';

/** The SQL condition of a rule over the profile table of its kind, with its parameters. Throws `rule.*`. */
export function compileRule(rule: Rule, context: RuleContext): Condition {
  const plan = planRule(rule, context);
  return compilePlan(context.columns === undefined ? plan : withColumns(plan, context.columns), context);
}

/** Answers a question: total, a page of rows and facets, asked side by side. Throws `rule.*` and `query.cursor`. */
export async function runQuery(warehouse: Warehouse, request: QueryRequest): Promise<QueryAnswer> {
  const started = performance.now();
  const facets = [...new Set(request.facets)].map((name) => facetOf(name, request.catalogue, request.rule));
  const known = { ...request, columns: await knownColumns(warehouse, `profiles_${request.kind}`) };
  const condition = compileRule(request.rule, known);
  const [page, counts] = await Promise.all([
    readPage(warehouse, known, condition),
    readCounts(warehouse, known, { condition, facets }),
  ]);
  return { ...page, ...counts, ms: Math.round(performance.now() - started) };
}
