import type { Plan, SeenWords } from './plan.ts';
import { allOf, anyOf, nothing } from './plan.ts';

/** The columns that a plan reads. */
function planColumns(plan: Plan): string[] {
  switch (plan.op) {
    case 'all':
    case 'any':
      return plan.parts.flatMap(planColumns);
    case 'not':
      return planColumns(plan.part);
    case 'search':
    case 'pinyin':
      return plan.seen?.fields.map(({ key }) => key) ?? [];
    default:
      if (!('column' in plan)) return [];
      return [typeof plan.column === 'string' ? plan.column : plan.column.name];
  }
}

/** The plan where columns that are not there are empty: what asks them for a value holds for nobody. */
export function withColumns(plan: Plan, columns: ReadonlySet<string>): Plan {
  return keepColumns(withinRanks(plan, columns), columns);
}

/** The plan where this holds also for those among whom one ranks. */
function withinRanks(plan: Plan, columns: ReadonlySet<string>): Plan {
  if (plan === nothing) return plan;
  if (plan.op === 'rank' && plan.among !== undefined)
    return { ...plan, among: withColumns(plan.among, columns) };
  if (plan.op === 'valued') return { ...plan, test: withinRanks(plan.test, columns) };
  if (plan.op === 'not') return { op: 'not', part: withinRanks(plan.part, columns) };
  if (plan.op !== 'all' && plan.op !== 'any') return plan;
  return { op: plan.op, parts: plan.parts.map((part) => withinRanks(part, columns)) };
}

function keepColumns(plan: Plan, columns: ReadonlySet<string>): Plan {
  if (planColumns(plan).every((name) => columns.has(name))) return plan;
  if (plan.op === 'search' || plan.op === 'pinyin') return { ...plan, ...seenOf(plan, columns) };
  if (plan.op === 'not') return { op: 'not', part: keepColumns(plan.part, columns) };
  if (plan.op !== 'all' && plan.op !== 'any') return nothing;
  const parts = plan.parts.map((part) => keepColumns(part, columns));
  if (plan.op === 'any') return anyOf(parts.filter((part) => part !== nothing));
  return parts.includes(nothing) ? nothing : allOf(parts);
}

function seenOf({ seen }: { seen?: SeenWords }, columns: ReadonlySet<string>): { seen?: SeenWords } {
  if (seen === undefined) return {};
  return { seen: { ...seen, fields: seen.fields.filter(({ key }) => columns.has(key)) } };
}
