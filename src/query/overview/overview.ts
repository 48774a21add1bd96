import { z } from 'zod';

import { isOpen, type Field, type Kind } from '../../fields/index.ts';
import type { Output } from '../../lib/endpoint.ts';
import { statement, type Warehouse } from '../../store/warehouse/index.ts';
import { runQuery } from '../query.ts';
import type { Rule } from '../rule/types.ts';
import type { getOverview } from './contract.ts';

export type Overview = Output<typeof getOverview>;

/** What an overview is of, and when it is asked for. */
export interface OverviewRequest {
  readonly kind: Kind;
  readonly catalogue: readonly Field[];
  readonly now: Date;
}

const number = z.coerce.number();
const countRow = z.object({
  total: number,
  created: number,
  changed: number,
  month: number,
  quarter: number,
  year: number,
});

const dayMs = 86_400_000;
const shown = 8;

/** Counts what is in the database: one pass over the dates, and the facets of everything beside it. */
export async function countOverview(warehouse: Warehouse, request: OverviewRequest): Promise<Overview> {
  const started = performance.now();
  const { kind, now } = request;
  const [counts, answer] = await Promise.all([
    countDates(warehouse, kind, now),
    runQuery(warehouse, {
      ...request,
      rule: { all: [] },
      limit: 0,
      total: false,
      facets: ['_sources', ...trees(request), '_completeness', '_invalid'],
      facetLimit: shown,
    }),
  ]);
  const facet = (name: string) => answer.facets[name] ?? [];
  return {
    kind,
    asOf: now.toISOString(),
    ms: Math.round(performance.now() - started),
    total: counts.total,
    week: { created: counts.created, changed: counts.changed },
    stale: counts.total - counts.year,
    freshness: spans(counts),
    sources: facet('_sources'),
    regions: facet('region'),
    industries: facet('industry'),
    completeness: facet('_completeness'),
    invalid: facet('_invalid'),
  };
}

/** What a kind of profile may be found by on a map or among trades: people have no trade. */
function trees({ catalogue }: OverviewRequest): string[] {
  return ['region', 'industry'].filter((name) =>
    catalogue.some((field) => field.key === name && isOpen(field)),
  );
}

/** A profile is new when its first record, whose number is its own, came within seven days: numbers are given in order. */
async function countDates(warehouse: Warehouse, kind: Kind, now: Date): Promise<z.output<typeof countRow>> {
  const ago = (days: number) => Math.floor((now.getTime() - days * dayMs) / 1000);
  const row = await warehouse.row(
    statement({
      name: 'query.overview.dates',
      sql: `WITH (
  SELECT min(no) FROM {db}.records
  WHERE batch IN (SELECT batch FROM {db}.batches WHERE received_at >= toDateTime({week:UInt32}))
) AS first
SELECT count() AS total,
  countIf(first > 0 AND _no >= first) AS created,
  countIf(_updated >= toDateTime({week:UInt32})) AS changed,
  countIf(_observed >= toDateTime({month:UInt32})) AS month,
  countIf(_observed >= toDateTime({quarter:UInt32})) AS quarter,
  countIf(_observed >= toDateTime({year:UInt32})) AS year
FROM {db}.profiles_${kind}`,
      row: countRow,
    }),
    { week: ago(7), month: ago(30), quarter: ago(90), year: ago(365) },
  );
  return row ?? { total: 0, created: 0, changed: 0, month: 0, quarter: 0, year: 0 };
}

const labels: Readonly<Record<string, { en: string; zh: string }>> = {
  '30': { en: 'within 30 days', zh: '30 天内' },
  '90': { en: '31 to 90 days ago', zh: '31–90 天前' },
  '365': { en: '91 days to a year ago', zh: '91 天至一年前' },
  null: { en: 'more than a year ago', zh: '一年以前' },
};

function spans({ total, month, quarter, year }: z.output<typeof countRow>): Overview['freshness'] {
  const within = (days: number): Rule => ({ observed: { within: `${days}d` } });
  const span = (value: number | null, count: number, rule: Rule) => ({
    value,
    label: labels[String(value)] ?? null,
    count,
    rule,
  });
  return [
    span(30, month, within(30)),
    span(90, quarter - month, { all: [within(90), { not: within(30) }] }),
    span(365, year - quarter, { all: [within(365), { not: within(90) }] }),
    span(null, total - year, { not: within(365) }),
  ];
}
