/** The rows asked for, from a query that asked for one more: with the id to go on after, or null at the end. */
export function toPage<Row extends { readonly id: string }>(
  rows: readonly Row[],
  limit: number,
): { rows: Row[]; next: string | null } {
  const shown = rows.slice(0, limit);
  return { rows: shown, next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null };
}

/** What a list is asked for. */
export interface PageInput {
  readonly after?: string | undefined;
  readonly limit: number;
}
