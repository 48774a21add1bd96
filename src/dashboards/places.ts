import type { Field, Kind } from '../fields/index.ts';
import type { Bilingual } from '../lib/problem.ts';
import { compileRule, parseRule, runQuery } from '../query/index.ts';
import { knownColumns } from '../records/index.ts';
import type { Warehouse } from '../store/warehouse/index.ts';
import type { Dimension } from './model.ts';
import type { Places } from './sums.ts';

/** One part of a breakdown, and the rule that keeps its customers. */
export interface Part {
  readonly key: string;
  readonly label: Bilingual;
  readonly rule: unknown;
}

const mostParts = 12;
/** So many parts make a map of regions. */
const mostRegions = 40;

/** What a breakdown is asked with: whose fields, and which customers matter. */
export interface Broken {
  readonly kind: Kind;
  readonly catalogue: readonly Field[];
  readonly now: Date;
  readonly rule: unknown;
}

/** The parts of a dimension; of a field those values that most of the customers have. */
export async function listParts(
  warehouse: Warehouse,
  dimension: Dimension,
  { rule, ...asked }: Broken,
): Promise<readonly Part[]> {
  if ('values' in dimension) return dimension.values;
  const { field } = dimension;
  const facetLimit = field === 'region' ? mostRegions : mostParts;
  const request = { ...asked, rule: parseRule(rule), limit: 0, total: false };
  const { facets } = await runQuery(warehouse, { ...request, facets: [field], facetLimit });
  return (facets[field] ?? []).flatMap(({ value, label, rule: own }) => {
    if (own === null) return [];
    const text = String(value ?? '');
    return [{ key: text, label: label ?? { en: text, zh: text }, rule: own }];
  });
}

/** Numbers every customer by the parts that its rule puts it in; who fits several, as with sources, counts in each. */
export async function placeParts(
  warehouse: Warehouse,
  parts: readonly Part[],
  { kind, catalogue, now }: Omit<Broken, 'rule'>,
): Promise<Places> {
  const columns = await knownColumns(warehouse, `profiles_${kind}`);
  const conditions = parts.map(({ rule }, i) =>
    compileRule(parseRule(rule), { kind, catalogue, now, columns, prefix: `part${i}_` }),
  );
  const tests = conditions.map(({ sql }, i) => `if(${sql}, ${i + 1}, 0)`);
  return {
    sql: `SELECT _no AS who, arrayJoin(arrayFilter(x -> x > 0, [${['0', ...tests].join(', ')}])) AS place FROM {db}.profiles_${kind}`,
    parameters: Object.assign({}, ...conditions.map(({ parameters }) => parameters)),
  };
}
