import { useMemo } from 'react';
import type { Output } from '../../src/lib/endpoint.ts';
import type { Bilingual } from '../../src/lib/problem.ts';
import { listTreeNodes } from '../../src/query/suggest/contract.ts';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import { readFilter } from './condition.ts';
import type { FilterField } from './fields.ts';
import { filtersOf, readGroup, type RuleJson } from './rule.ts';

export type TreeName = 'region' | 'industry';
export type TreeNode = Output<typeof listTreeNodes>['rows'][number];

/** The names of codes, by tree. */
export type TreeNames = Readonly<Record<TreeName, ReadonlyMap<string, Bilingual>>>;

/** The tree of a field's codes, where it has one. */
export function treeOf(field: FilterField | undefined): TreeName | undefined {
  return field?.type === 'region' || field?.type === 'industry' ? field.type : undefined;
}

/** The codes of both trees that a rule names anywhere. */
function codesIn(rule: RuleJson, fields: readonly FilterField[]): Record<TreeName, Set<string>> {
  const codes = { region: new Set<string>(), industry: new Set<string>() };
  const visit = (part: RuleJson): void => {
    const filter = readFilter(part);
    if (filter === undefined) readGroup(part)?.parts.forEach(visit);
    const tree = treeOf(fields.find(({ key }) => key === filter?.key));
    if (filter === undefined || tree === undefined || !('values' in filter.condition)) return;
    for (const value of filter.condition.values) codes[tree].add(String(value));
  };
  filtersOf(rule).forEach(visit);
  return codes;
}

const most = 200;

function useNames(tree: TreeName, codes: ReadonlySet<string>): ReadonlyMap<string, Bilingual> {
  const asked = [...codes].slice(0, most).toSorted();
  const input = { tree, codes: asked, limit: 500 };
  const { data } = useEndpoint(listTreeNodes, input, { enabled: asked.length > 0, keep: true });
  return useMemo(() => {
    const rows = data?.rows ?? [];
    const names = rows.flatMap(({ code, name }) => [
      [code, name] as const,
      [name.zh, name] as const,
      [name.en, name] as const,
    ]);
    return new Map(names);
  }, [data]);
}

/** The names of the codes that a rule names. */
export function useTreeNames(rule: RuleJson, fields: readonly FilterField[]): TreeNames {
  const codes = useMemo(() => codesIn(rule, fields), [rule, fields]);
  const [region, industry] = [useNames('region', codes.region), useNames('industry', codes.industry)];
  return useMemo(() => ({ region, industry }), [region, industry]);
}
