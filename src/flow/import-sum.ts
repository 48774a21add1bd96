import type { Kind } from '../fields/index.ts';
import type { ImportResult } from '../sources/index.ts';
import { describeReject } from '../sources/index.ts';
import { joinExamples } from './examples.ts';
import type { FileOutcome } from './file-outcome.ts';

function sumReasons(outcomes: readonly FileOutcome[]): ImportResult['reasons'] {
  const counts = new Map<string, number>();
  for (const { code, rows } of outcomes.flatMap(({ reasons = [] }) => reasons))
    counts.set(code, (counts.get(code) ?? 0) + rows);
  return [...counts].map(([code, rows]) => ({ code, text: describeReject(code), rows }));
}

/** What an import of several files did. */
export function sumUp(
  task: { readonly id: string; readonly kind: Kind | undefined },
  outcomes: readonly FileOutcome[],
): ImportResult & { kind: Kind } {
  const sum = (key: 'rows' | 'rejected' | 'created' | 'updated' | 'unchanged' | 'conflicts' | 'seconds') =>
    outcomes.reduce((total, outcome) => total + outcome[key], 0);
  const issues = new Map<string, { field: string; rows: number; ruined: number }>();
  for (const { field, rows, ruined } of outcomes.flatMap((outcome) => outcome.issues)) {
    const known = issues.get(field) ?? { field, rows: 0, ruined: 0 };
    issues.set(field, { field, rows: known.rows + rows, ruined: known.ruined + ruined });
  }
  const rejected = sum('rejected');
  return {
    import: task.id,
    kind: outcomes[0]?.kind ?? task.kind ?? 'organization',
    rows: sum('rows'),
    accepted: sum('rows') - rejected,
    rejected,
    created: sum('created'),
    updated: sum('updated'),
    unchanged: sum('unchanged'),
    conflicts: sum('conflicts'),
    seconds: Math.round(sum('seconds') * 1000) / 1000,
    rejectedFile: rejected === 0 ? null : `/api/imports/${task.id}/rejected`,
    issues: [...issues.values()],
    reasons: sumReasons(outcomes),
    warnings: outcomes.flatMap(({ file, shape }) =>
      shape.warnings.map(({ code, text }) => ({ file, code, text })),
    ),
    unmapped: [...new Set(outcomes.flatMap((outcome) => outcome.unmapped))],
    examples: joinExamples(outcomes.map((outcome) => outcome.examples)),
  };
}
