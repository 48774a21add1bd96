import type { KnownSegment } from '../query/index.ts';
import type { Operational } from '../store/operational/index.ts';
import { countRows, listRows } from './tables.ts';

/** The segments of a workspace, for rules that name them. */
export async function readSegments(
  operational: Operational,
  workspace: string,
): Promise<ReadonlyMap<string, KnownSegment>> {
  const rows = await operational.rows(listRows, [workspace, null]);
  return new Map(rows.map(({ id, kind, name, rule, fixed }) => [id, { id, kind, name, rule, fixed }]));
}

/** Whether a workspace has any segment. */
export async function hasSegments(operational: Operational, workspace: string): Promise<boolean> {
  return ((await operational.row(countRows, [workspace]))?.n ?? 0) > 0;
}

/** The names of the segments whose rules have this id in them, such as that of a computed value. */
export async function segmentsNaming(
  operational: Operational,
  workspace: string,
  id: string,
): Promise<readonly string[]> {
  const rows = await operational.rows(listRows, [workspace, null]);
  return rows.filter(({ rule }) => JSON.stringify(rule).includes(JSON.stringify(id))).map(({ name }) => name);
}
