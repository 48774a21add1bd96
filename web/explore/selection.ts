import { bothOf, type RuleJson } from './rule.ts';

/** Which rows are selected: some by their ids, or all that fit the rule but for some. */
export interface Selection {
  readonly all: boolean;
  /** The selected ones; where all are, those that are not. */
  readonly ids: ReadonlySet<string>;
}

export const nobody: Selection = { all: false, ids: new Set() };
export const everybody: Selection = { all: true, ids: new Set() };

/** As many as one rule can name. */
export const mostNamed = 10_000;

export function isSelected({ all, ids }: Selection, id: string): boolean {
  return ids.has(id) !== all;
}

/** Selects the rows, or takes them out. */
export function select(selection: Selection, rows: readonly string[], selected: boolean): Selection {
  const ids = new Set(selection.ids);
  for (const id of rows) {
    if (selected === selection.all) ids.delete(id);
    else if (ids.size < mostNamed) ids.add(id);
  }
  return { all: selection.all, ids };
}

/** How many are selected of `total`; null while the total is not known. */
export function countSelected({ all, ids }: Selection, total: number | null): number | null {
  if (!all) return ids.size;
  return total === null ? null : Math.max(0, total - ids.size);
}

/** The rule that fits the selected ones, for whatever is to be done with them. */
export function selectionRule({ all, ids }: Selection, rule: RuleJson): RuleJson {
  const named = { id: [...ids] };
  if (!all) return named;
  return ids.size === 0 ? rule : bothOf(rule, { not: named });
}
