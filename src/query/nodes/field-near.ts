import { z } from 'zod';

import type { Field } from '../../fields/index.ts';
import { farthest, pointSchema, writePoint } from '../../lib/point.ts';
import type { Language } from '../../lib/problem.ts';
import type { Plan } from '../plan.ts';
import type { Near, Rule } from '../rule/types.ts';

/** `near: { latitude: 31.2304, longitude: 121.4737, km: 5 }`. */
export const nearSchema = pointSchema.extend({ km: z.number().positive().max(farthest) });

/** Points at most so far away, over the ground. */
export function planNear({ key }: Field, { km, ...point }: Near): Plan {
  return { op: 'near', column: key, beside: `${key}_longitude`, point, km };
}

/** `coordinates within 5 km of 31.2304, 121.4737`. */
export function describeNear(near: Near, label: string, language: Language): string {
  const { km } = near;
  return language === 'zh'
    ? `${label}距 ${writePoint(near)} 不超过 ${km} 公里`
    : `${label} within ${km} km of ${writePoint(near)}`;
}

/** A place that a rule asks about, and the field that says where customers are. */
export interface AskedPlace {
  readonly key: string;
  readonly near: Near;
}

/** The first place near which a rule asks for customers: by one field, or by any. */
export function findPlace(rule: Rule, key?: string): AskedPlace | undefined {
  if ('all' in rule) return findFirst(rule.all, key);
  if ('any' in rule) return findFirst(rule.any, key);
  if (!('field' in rule) || rule.near === undefined) return undefined;
  return key === undefined || rule.field === key ? { key: rule.field, near: rule.near } : undefined;
}

function findFirst(rules: readonly Rule[], key?: string): AskedPlace | undefined {
  for (const rule of rules) {
    const place = findPlace(rule, key);
    if (place !== undefined) return place;
  }
  return undefined;
}
