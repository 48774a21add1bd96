import { z } from 'zod';
import { roles } from '../lib/endpoint.ts';
import type { Role } from '../lib/endpoint.ts';
import type { Language } from '../lib/problem.ts';
import { statement } from '../store/operational/index.ts';
import { forbidden } from './actor.ts';
import type { Caller } from './actor.ts';
import { createId } from './id.ts';
import { invitationLetter } from './mail/letters.ts';
import { notFound } from './missing.ts';
import { toPage } from './page.ts';
import type { PageInput } from './page.ts';
import type { Parts } from './parts.ts';
import { policies } from './policies.ts';
import { createSecret, hashSecret } from './secret.ts';
import type { Workspaces } from './workspaces.ts';

const lifetimeMs = 7 * 24 * 3_600_000;

const invitationRow = z.object({
  id: z.string(),
  email: z.string(),
  role: z.enum(roles),
  created_at: z.date(),
  expires_at: z.date(),
});

const insertInvitation = statement({
  name: 'insertInvitation',
  sql: `
    INSERT INTO invitations (id, workspace, email, role, token_hash, invited_by, created_at, expires_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    ON CONFLICT (workspace, email) DO UPDATE
    SET id = excluded.id, role = excluded.role, token_hash = excluded.token_hash, invited_by = excluded.invited_by,
        created_at = excluded.created_at, expires_at = excluded.expires_at
    RETURNING id, email, role, created_at, expires_at`,
  row: invitationRow,
});

const listRows = statement({
  name: 'listInvitations',
  sql: `
    SELECT id, email, role, created_at, expires_at
    FROM invitations
    WHERE workspace = $1 AND ($2::text IS NULL OR id < $2)
    ORDER BY id DESC
    LIMIT $3`,
  row: invitationRow,
});

const deleteInvitation = statement({
  name: 'deleteInvitation',
  sql: `DELETE FROM invitations WHERE workspace = $1 AND id = $2 RETURNING email`,
  row: z.object({ email: z.string() }),
});

/** Invitations into a workspace by e-mail address; of the token only its hash is kept. */
export function createInvitations(parts: Parts, workspaces: Workspaces) {
  const { operational, clock, audit, baseUrl, mailer } = parts;

  const present = ({ created_at, expires_at, ...invitation }: z.output<typeof invitationRow>) => ({
    ...invitation,
    createdAt: created_at.toISOString(),
    expiresAt: expires_at.toISOString(),
    expired: expires_at <= clock(),
  });

  return {
    /** Makes an invitation, and mails its link where mail can be sent. */
    async create(caller: Caller, { email, role }: { email: string; role: Role }, language: Language) {
      if (!policies.mayGrant(caller, role)) throw forbidden(role);
      const token = createSecret();
      const now = clock();
      const invitation = await operational.transaction(async (runner) => {
        const id = createId('inv', now);
        const until = new Date(now.getTime() + lifetimeMs);
        const who = [caller.id, now, until];
        const made = await runner.row(insertInvitation, [
          id,
          caller.workspace,
          email,
          role,
          hashSecret(token),
          ...who,
        ]);
        if (!made) throw new Error(`Invitation ${id} was not made`);
        await audit.append({
          actor: caller,
          action: 'createInvitation',
          target: id,
          ip: caller.ip,
          details: { email, role },
        });
        return made;
      });
      const url = new URL(`/invitations/${token}`, baseUrl).href;
      const workspace = (await workspaces.get(caller.workspace))?.name ?? '';
      const letter = invitationLetter(language, { inviter: caller.name, workspace, url });
      return { invitation: present(invitation), token, url, mailed: await mailer.send(email, letter) };
    },
    async list(caller: Pick<Caller, 'workspace'>, { after, limit }: PageInput) {
      const rows = await operational.rows(listRows, [caller.workspace, after ?? null, limit + 1]);
      return toPage(rows.map(present), limit);
    },
    async remove(caller: Caller, id: string): Promise<void> {
      await operational.transaction(async (runner) => {
        const removed = await runner.row(deleteInvitation, [caller.workspace, id]);
        if (!removed) throw notFound(id);
        await audit.append({
          actor: caller,
          action: 'removeInvitation',
          target: id,
          ip: caller.ip,
          details: removed,
        });
      });
    },
  };
}
