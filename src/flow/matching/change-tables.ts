import { z } from 'zod';

import { kinds } from '../../fields/index.ts';
import { jsonText, statement, type Operational } from '../../store/operational/index.ts';

const time = z.date().transform((date) => date.toISOString());
const none = z.unknown();

const changeRow = z.object({
  id: z.string(),
  kind: z.enum(kinds),
  does: z.enum(['join', 'apart']),
  run: z.string().nullable(),
  run_number: z.coerce.number().nullable(),
  pairs: z.array(z.tuple([z.number(), z.number()])).nullable(),
  counted: z.coerce.number(),
  author: z.string(),
  author_name: z.string(),
  created_at: time,
  undone_at: time.nullable(),
  undone_by: z.string().nullable(),
  undone_by_name: z.string().nullable(),
  edit: z.string().nullable(),
  chosen: z.record(z.string(), z.unknown()).nullable(),
});
export type ChangeRow = z.output<typeof changeRow>;
const changeColumns =
  'id, kind, does, run, run_number, pairs, counted, author, author_name, created_at, undone_at, undone_by, undone_by_name, edit, chosen';

/** Decisions that are taken back by one rebuilding of profiles. */
const undoneAtOnce = 500;

const statements = {
  createChange: statement({
    name: 'matching.changes.create',
    sql: `INSERT INTO match_changes (workspace, id, kind, does, run, run_number, pairs, counted, chosen, author, author_name, created_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9::jsonb, $10, $11, $12) RETURNING ${changeColumns}`,
    row: changeRow,
  }),
  together: statement({
    name: 'matching.changes.together',
    sql: `SELECT ${changeColumns} FROM match_changes WHERE workspace = $1 AND kind = $2 AND (id = $3 OR undone_in = $3)`,
    row: changeRow,
  }),
  changesOf: statement({
    name: 'matching.changes.of',
    sql: `SELECT ${changeColumns} FROM match_changes WHERE workspace = $1 AND id = ANY($2)`,
    row: changeRow,
  }),
  standingBands: statement({
    name: 'matching.changes.bands',
    sql: 'SELECT id FROM match_changes WHERE workspace = $1 AND kind = $2 AND run IS NOT NULL AND undone_at IS NULL',
    row: z.object({ id: z.string() }),
  }),
  setEdit: statement({
    name: 'matching.changes.edit',
    sql: 'UPDATE match_changes SET edit = $3 WHERE workspace = $1 AND id = $2',
    row: none,
  }),
  endChosen: statement({
    name: 'matching.changes.chosen.end',
    sql: 'UPDATE match_changes SET chosen = NULL WHERE workspace = $1 AND id = $2',
    row: none,
  }),
  pendingChosen: statement({
    name: 'matching.changes.chosen.pending',
    sql: `SELECT ${changeColumns} FROM match_changes
      WHERE workspace = $1 AND chosen IS NOT NULL AND undone_at IS NULL AND created_at <= $2 ORDER BY id`,
    row: changeRow,
  }),
  undoChange: statement({
    name: 'matching.changes.undo',
    sql: `UPDATE match_changes SET undone_at = coalesce(undone_at, $3), undone_by = coalesce(undone_by, $4), undone_by_name = coalesce(undone_by_name, $5)
      WHERE workspace = $1 AND id = $2 RETURNING ${changeColumns}`,
    row: changeRow,
  }),
  undoAuthor: statement({
    name: 'matching.changes.undo-author',
    sql: `UPDATE match_changes SET undone_at = $4, undone_by = $5, undone_by_name = $6, undone_in = $7
      WHERE workspace = $1 AND id IN (SELECT id FROM match_changes
        WHERE workspace = $1 AND kind = $2 AND author = $3 AND does = 'join' AND undone_at IS NULL ORDER BY id LIMIT ${undoneAtOnce})
      RETURNING ${changeColumns}`,
    row: changeRow,
  }),
  listChanges: statement({
    name: 'matching.changes.list',
    sql: `SELECT ${changeColumns} FROM match_changes
      WHERE workspace = $1 AND ($2::text IS NULL OR id < $2) AND ($3::text IS NULL OR author = $3) ORDER BY id DESC LIMIT $4`,
    row: changeRow,
  }),
};

/** Who decides. */
export interface Author {
  readonly id: string;
  readonly name: string;
}

/** All joins of an author that are to be taken back. */
interface Undoing {
  readonly kind: ChangeRow['kind'];
  readonly author: string;
  readonly by: Author;
  readonly undoing: string;
}

/** A decision that is to be written down. */
export interface NewChange {
  readonly id: string;
  readonly kind: ChangeRow['kind'];
  readonly does: ChangeRow['does'];
  readonly run: string | null;
  readonly runNumber: number | null;
  readonly pairs: readonly (readonly [number, number])[] | null;
  readonly counted: number;
  /** The values that were chosen with a join, to be written once it is made. */
  readonly chosen: Readonly<Record<string, unknown>> | null;
  readonly author: Author;
}

/** Decisions of a workspace as they are kept. */
export function openChangeStore(operational: Operational, workspace: string, clock: () => Date) {
  return {
    async createChange(change: NewChange): Promise<ChangeRow> {
      const { id, kind, does, run, runNumber, pairs, counted, chosen, author } = change;
      const said = [id, kind, does, run, runNumber, pairs === null ? null : jsonText(pairs), counted];
      const values = [
        workspace,
        ...said,
        chosen === null ? null : jsonText(chosen),
        author.id,
        author.name,
        clock(),
      ];
      const row = await operational.row(statements.createChange, values);
      if (row === undefined) throw new Error(`change ${id} was not stored`);
      return row;
    },
    /** A decision of an id, or those of an undoing. */
    together: (kind: string, id: string) => operational.rows(statements.together, [workspace, kind, id]),
    changesOf: (ids: readonly string[]) => operational.rows(statements.changesOf, [workspace, [...ids]]),
    /** Joins of whole bands that stand: nobody has looked at each of their pairs. */
    async standingBands(kind: string): Promise<string[]> {
      return (await operational.rows(statements.standingBands, [workspace, kind])).map(({ id }) => id);
    },
    setEdit: (id: string, edit: string) => operational.run(statements.setEdit, [workspace, id, edit]),
    /** The values that were chosen with a join are written. */
    endChosen: (id: string) => operational.run(statements.endChosen, [workspace, id]),
    /** Standing joins, made up to then, whose chosen values are not written. */
    pendingChosen: (until: Date) => operational.rows(statements.pendingChosen, [workspace, until]),
    undo: (id: string, by: Author) =>
      operational.row(statements.undoChange, [workspace, id, clock(), by.id, by.name]),
    /** Takes joins of an author back, the oldest first, at most so many; the undoing has an id. */
    undoAuthor: ({ kind, author, by, undoing }: Undoing) =>
      operational.rows(statements.undoAuthor, [workspace, kind, author, clock(), by.id, by.name, undoing]),
    changes: (page: { after?: string | undefined; author?: string | undefined; limit: number }) =>
      operational.rows(statements.listChanges, [
        workspace,
        page.after ?? null,
        page.author ?? null,
        page.limit + 1,
      ]),
  };
}
