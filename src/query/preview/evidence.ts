import { z } from 'zod';

import { readProfileId } from '../../lib/profile-id.ts';
import { readNames } from '../../profiles/index.ts';
import { promptSettings, statement, type Warehouse } from '../../store/warehouse/index.ts';
import { compilePairs } from '../compile.ts';
import { insightOf } from '../nodes/insight-list.ts';
import type { RuleContext } from '../request.ts';
import type { QueryRow } from '../row.ts';
import { planRule } from '../rule/tree.ts';
import type { RelatedRule } from '../rule/types.ts';
import { readComputed } from '../values/read.ts';
import type { ReasonValue } from './contract.ts';
import { readHappened } from './happened.ts';
import type { Leaf } from './leaves.ts';
import { readSubscribed } from './subscribed.ts';
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
  if ('subscribed' in rule) {
    const subscribed = await readSubscribed(warehouse, rule, asked);
    return ({ id }) => subscribed(id);
  }
  if ('verified' in rule) {
    const verified = await readVerified(warehouse, rule, asked);
    return ({ id }) => verified(id);
  }
  if ('insight' in rule) return readInsight(warehouse, rule.insight, asked);
  if ('related' in rule) return readRelated(warehouse, rule, asked);
  return (row) => ownValue(rule, row);
}

/** What a profile itself says. */
function ownValue(rule: Leaf['rule'], { _completeness, _updated, _sources }: QueryRow): ReasonValue | null {
  if ('completeness' in rule) return numberValue(_completeness);
  if ('updated' in rule) return typeof _updated === 'string' ? { type: 'moment', value: _updated } : null;
  return 'source' in rule ? textValue([_sources].flat().map(String).join(', ')) : null;
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

const pairRow = z.object({ no: z.coerce.number(), others: z.array(z.coerce.number()) });
/** So many of those whom a customer is related with are named. */
const mostNamed = 3;

/** The names of those whom a customer is related with. */
async function readRelated(
  warehouse: Warehouse,
  rule: RelatedRule,
  { context, numbers }: Asked,
): Promise<Evidence> {
  const plan = planRule(rule, context);
  if (plan.op !== 'related') return () => null;
  const pairs = compilePairs(plan, (profile) => `${profile} IN (${numbers.map(String).join(', ')})`);
  const sql = `SELECT no, groupUniqArray(${mostNamed})(other) AS others FROM (${pairs.sql}) GROUP BY no`;
  const found = await warehouse.rows(
    statement({ name: 'preview.related', sql, row: pairRow, settings: promptSettings }),
    pairs.parameters,
  );
  const fields = context.related?.get(plan.other)?.catalogue ?? [];
  const others = [...new Set(found.flatMap((row) => row.others))];
  const names = await readNames(warehouse, others, { kind: plan.other, fields });
  const said = new Map(found.map((row) => [row.no, row.others.map((no) => names.get(no) ?? '')]));
  return ({ id }) =>
    textValue(
      (said.get(readProfileId(id)?.no ?? 0) ?? [])
        .filter((name) => name !== '')
        .toSorted()
        .join(', '),
    );
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
