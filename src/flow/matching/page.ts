/** A page of rows of which one more than wanted was read. */
export function pageOf<Row extends { id: string }, Shown>(
  rows: readonly Row[],
  limit: number,
  show: (row: Row) => Shown,
) {
  const shown = rows.slice(0, limit);
  return { rows: shown.map(show), next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null };
}
