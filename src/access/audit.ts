import { z } from 'zod';
import { statement } from '../store/operational/index.ts';
import type { Operational } from '../store/operational/index.ts';
import type { Actor } from './actor.ts';
import { toPage } from './page.ts';
import type { PageInput } from './page.ts';

/** One line for the audit trail; without `workspace` it belongs to the actor's. */
export interface AuditEntry {
  readonly actor: Actor | null;
  readonly workspace?: string;
  /** The endpoint's name. */
  readonly action: string;
  readonly target?: string | null;
  readonly ip?: string | null;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** What to look for in the trail of one workspace. */
export interface AuditSearch extends PageInput {
  readonly workspace: string;
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
  readonly target?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

const appendLine = statement({
  name: 'appendAudit',
  sql: `
    INSERT INTO audit_trail (workspace, at, actor_kind, actor_id, actor_name, action, target, ip, details)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
  row: z.unknown(),
});

const listLines = statement({
  name: 'listAudit',
  sql: `
    SELECT id::text AS id, at, actor_kind, actor_id, actor_name, action, target, ip, details
    FROM audit_trail
    WHERE workspace = $1
      AND ($2::bigint IS NULL OR audit_trail.id < $2)
      AND ($3::text IS NULL OR actor_id = $3)
      AND ($4::text IS NULL OR action = $4)
      AND ($5::text IS NULL OR target = $5)
      AND ($6::timestamptz IS NULL OR at >= $6)
      AND ($7::timestamptz IS NULL OR at < $7)
    ORDER BY audit_trail.id DESC
    LIMIT $8`,
  row: z
    .object({
      id: z.string(),
      at: z.date(),
      actor_kind: z.string(),
      actor_id: z.string(),
      actor_name: z.string(),
      action: z.string(),
      target: z.string().nullable(),
      ip: z.string().nullable(),
      details: z.record(z.string(), z.unknown()),
    })
    .transform(({ actor_kind: kind, actor_id, actor_name, at, ...line }) => ({
      ...line,
      at: at.toISOString(),
      actor: { kind, id: actor_id, name: actor_name },
    })),
});

export type Audit = ReturnType<typeof createAudit>;

/** The trail of who did what: lines are added, never changed. */
export function createAudit({ operational, clock }: { operational: Operational; clock: () => Date }) {
  return {
    /** Adds a line, inside the transaction around the call when there is one. */
    async append(entry: AuditEntry): Promise<void> {
      const {
        actor,
        workspace = actor?.workspace ?? null,
        action,
        target = null,
        ip = null,
        details = {},
      } = entry;
      const who = actor === null ? ['anyone', '', ''] : [actor.kind, actor.id, actor.name];
      await operational.run(appendLine, [workspace, clock(), ...who, action, target, ip, details]);
    },
    /** The lines of a workspace, newest first. */
    async list({ workspace, after, limit, ...search }: AuditSearch) {
      const filters = [search.actor, search.action, search.target, search.from, search.to].map(
        (value) => value ?? null,
      );
      // A cursor is a number that we gave out; anything else has nothing after it.
      const before = after === undefined ? null : /^\d{1,18}$/.test(after) ? after : '0';
      return toPage(await operational.rows(listLines, [workspace, before, ...filters, limit + 1]), limit);
    },
  };
}
