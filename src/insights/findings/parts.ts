import type { Field, Kind } from '../../fields/index.ts';
import type { Bilingual } from '../../lib/problem.ts';
import { compileRule, parseRule, runQuery } from '../../query/index.ts';
import { knownColumns } from '../../records/index.ts';
import type { Warehouse } from '../../store/warehouse/index.ts';

/** Customers who have one value of a field, or come from one source. */
export interface Part {
  readonly dimension: string;
  readonly key: string;
  readonly label: Bilingual;
  readonly rule: unknown;
}

/** Whose customers are looked at. */
export interface Looking {
  readonly kind: Kind;
  readonly catalogue: readonly Field[];
  readonly now: Date;
}

/** Which customers have which parts: a SELECT of `who` and `places`, the numbers of parts from 1. */
export interface Placed {
  readonly sql: string;
  readonly parameters: ReturnType<typeof compileRule>['parameters'];
}

const mostDimensions = 10;
const mostParts = 20;
const telling = new Set(['region', 'industry', 'choice', 'boolean']);

/** The parts that most customers are in, of the fields that part customers. */
export async function listParts(warehouse: Warehouse, looking: Looking): Promise<Part[]> {
  const columns = await knownColumns(warehouse, `profiles_${looking.kind}`);
  const fields = looking.catalogue
    .filter(({ key, type, archived }) => telling.has(type) && columns.has(key) && archived !== true)
    .slice(0, mostDimensions - 1);
  const facets = ['_sources', ...fields.map(({ key }) => key)];
  const answer = await runQuery(warehouse, {
    ...looking,
    rule: { all: [] },
    limit: 0,
    total: false,
    facets,
    facetLimit: mostParts,
  });
  return facets.flatMap((dimension) =>
    (answer.facets[dimension] ?? []).flatMap(({ value, label, rule }): Part[] => {
      if (rule === null || value === null) return [];
      const text = String(value);
      return [{ dimension, key: `${dimension}:${text}`, label: label ?? { en: text, zh: text }, rule }];
    }),
  );
}

/** Finds the parts of every customer in one pass. */
export async function placeParts(
  warehouse: Warehouse,
  parts: readonly Part[],
  looking: Looking,
): Promise<Placed> {
  const columns = await knownColumns(warehouse, `profiles_${looking.kind}`);
  const conditions = parts.map(({ rule }, i) =>
    // Twice not: outside a WHERE nothing may stand that only the search index answers.
    compileRule({ not: { not: parseRule(rule) } }, { ...looking, columns, prefix: `part${i}_` }),
  );
  const tests = conditions.map(({ sql }, i) => `if(${sql}, ${i + 1}, 0)`);
  return {
    sql: `SELECT toUInt32(_no) AS who, arrayFilter(x -> x > 0, [${['0', ...tests].join(',\n')}]) AS places FROM {db}.profiles_${looking.kind}`,
    parameters: Object.assign({}, ...conditions.map(({ parameters }) => parameters)),
  };
}
