import { readProfileId } from '../../lib/profile-id.ts';
import type { Warehouse } from '../../store/warehouse/index.ts';
import { insightOf } from '../nodes/insight-list.ts';
import type { RuleContext } from '../request.ts';
import type { QueryRow } from '../row.ts';
import { readComputed } from '../values/read.ts';
import type { ReasonValue } from './contract.ts';
import { readHappened } from './happened.ts';
import type { Leaf } from './leaves.ts';
import { readVerified } from './verified.ts';

/** Finds what decides a condition, for one of the customers that are explained. */
export type Evidence = (row: QueryRow) => ReasonValue | null;

interface Asked {
  readonly context: RuleContext;
  readonly numbers: readonly number[];
}

/** What decides a condition for each of some customers. */
export async function readEvidence(warehouse: Warehouse, { rule }: Leaf, asked: Asked): Promise<Evidence> {
  if ('field' in rule) return (row) => fieldValue(rule.field, row);
  if ('did' in rule || 'said' in rule || 'bought' in rule) {
    const happened = await readHappened(warehouse, rule, asked);
    return ({ id }) => happened?.(id) ?? null;
  }
  if ('verified' in rule) {
    const verified = await readVerified(warehouse, rule, asked);
    return ({ id }) => verified(id);
  }
  if ('insight' in rule) return readInsight(warehouse, rule.insight, asked);
  if ('completeness' in rule) return ({ _completeness }) => numberValue(_completeness);
  if ('updated' in rule)
    return ({ _updated }) => (typeof _updated === 'string' ? { type: 'moment', value: _updated } : null);
  if ('source' in rule) return ({ _sources }) => textValue([_sources].flat().map(String).join(', '));
  return () => null;
}

function fieldValue(field: string, row: QueryRow): ReasonValue | null {
  const value = row[field];
  return value === undefined || value === null ? null : { type: 'field', field, value };
}

function numberValue(value: unknown): ReasonValue | null {
  return typeof value === 'number' ? { type: 'number', value } : null;
}

function textValue(text: string): ReasonValue | null {
  return text === '' ? null : { type: 'text', en: text, zh: text };
}

async function readInsight(
  warehouse: Warehouse,
  name: string,
  { context: { kind, values: own }, numbers }: Asked,
): Promise<Evidence> {
  const known = insightOf(name, own);
  if (known === undefined) return () => null;
  const found = await readComputed(warehouse, { kind, known, numbers });
  return ({ id }) => {
    const value = found.get(readProfileId(id)?.no ?? 0) ?? null;
    if (typeof value === 'number') return { type: 'number', value };
    const named = known.names.find(({ key }) => key === value);
    return named === undefined ? textValue(value ?? '') : { type: 'text', en: named.en, zh: named.zh };
  };
}
