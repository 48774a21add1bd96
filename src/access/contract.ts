import { z } from 'zod';
import { sensitivities, sights } from '../fields/types.ts';
import { endpoint, nothing, pageOf } from '../lib/endpoint.ts';
import { email, id, name, role, workspace } from './account/contract.ts';

export {
  acceptInvitation,
  changePassword,
  confirmSecondFactor,
  forgetPassword,
  getMe,
  getStart,
  listSessions,
  readInvitation,
  removeSecondFactor,
  removeSession,
  resetPassword,
  setUp,
  signIn,
  signOut,
  startSecondFactor,
  updatePreferences,
  verifySecondFactor,
} from './account/contract.ts';

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

const time = z.iso.datetime({ offset: true });

const paging = {
  after: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};

const timeZone = z
  .string()
  .max(64)
  .refine((name) => isTimeZone(name), { error: 'must be the name of a time zone, as Asia/Shanghai' });
const member = z.object({ id: z.string(), name: z.string(), email: z.string(), role, joinedAt: z.string() });
const invitation = z.object({
  id: z.string(),
  email: z.string(),
  role,
  createdAt: z.string(),
  expiresAt: z.string(),
  expired: z.boolean(),
});
const key = z.object({
  id: z.string(),
  name: z.string(),
  role,
  prefix: z.string(),
  createdAt: z.string(),
  expiresAt: z.string().nullable(),
  lastUsedAt: z.string().nullable(),
});
const auditLine = z.object({
  id: z.string(),
  at: z.string(),
  actor: z.object({ kind: z.string(), id: z.string(), name: z.string() }),
  action: z.string(),
  target: z.string().nullable(),
  ip: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
});

/** Makes a workspace that belongs to the caller. */
export const createWorkspace = endpoint({
  name: 'createWorkspace',
  method: 'POST',
  path: '/api/workspaces',
  access: 'signed-in',
  summary: 'Make a workspace and own it.',
  input: z.object({ name }),
  output: workspace,
});

/** Changes the name or the clock of the workspace. */
export const updateWorkspace = endpoint({
  name: 'updateWorkspace',
  method: 'PATCH',
  path: '/api/workspace',
  access: 'admin',
  summary: 'Change the name or the time zone of the workspace.',
  input: z.object({ name: name.optional(), timeZone: timeZone.nullable().optional() }),
  output: workspace,
});

const sight = z.enum(sights);
const seen = z.object({ internal: sight, personal: sight, sensitive: sight });
const revealed = z
  .array(z.enum(['internal', 'personal', 'sensitive']))
  .max(3)
  .default([]);
const visibilityAnswer = z.object({
  roles: z.array(
    z.object({
      role,
      sights: z.record(z.enum(sensitivities), sight),
      reveals: z
        .array(z.enum(sensitivities))
        .meta({ description: 'Of what it sees masked, what it may reveal value by value' }),
    }),
  ),
});

/** What each role sees. */
export const getVisibility = endpoint({
  name: 'getVisibility',
  method: 'GET',
  path: '/api/visibility',
  access: 'viewer',
  summary: 'What each role sees of fields, by their sensitivity: in full, masked, or not at all.',
  input: nothing,
  output: visibilityAnswer,
});

/** Changes what each role sees. */
export const updateVisibility = endpoint({
  name: 'updateVisibility',
  method: 'PUT',
  path: '/api/visibility',
  access: 'admin',
  summary:
    'Change what each role sees of fields; a stronger role sees at least what a weaker one does, and nobody opens what they do not see.',
  input: z.object({
    viewer: seen,
    analyst: seen,
    editor: seen,
    admin: seen,
    reveals: z
      .object({ viewer: revealed, analyst: revealed, editor: revealed, admin: revealed })
      .prefault({})
      .meta({
        description:
          'What each role may reveal, one value at a time and on the audit trail, of what it sees masked',
      }),
  }),
  output: visibilityAnswer,
});

/** The people of the workspace. */
export const listMembers = endpoint({
  name: 'listMembers',
  method: 'GET',
  path: '/api/members',
  access: 'viewer',
  summary: 'The people of the workspace and their roles.',
  input: z.object(paging),
  output: pageOf(member),
});

/** Gives a member another role. */
export const updateMember = endpoint({
  name: 'updateMember',
  method: 'PATCH',
  path: '/api/members/:id',
  access: 'admin',
  summary: 'Give a member another role; the last owner stays owner.',
  input: z.object({ id, role }),
  output: member,
});

/** Takes a member out of the workspace. */
export const removeMember = endpoint({
  name: 'removeMember',
  method: 'DELETE',
  path: '/api/members/:id',
  access: 'viewer',
  summary: 'Take a member out of the workspace, or leave it yourself; the last owner stays.',
  input: z.object({ id }),
  output: nothing,
});

/** Makes a link by which a member chooses a new password. */
export const createPasswordLink = endpoint({
  name: 'createPasswordLink',
  method: 'POST',
  path: '/api/members/:id/password-link',
  access: 'admin',
  summary:
    'Make a link by which a member who belongs to this workspace alone chooses a new password; shown once, for one day.',
  input: z.object({ id }),
  output: z.object({ url: z.string(), expiresAt: z.string() }),
});

/** Invites somebody by e-mail address. */
export const createInvitation = endpoint({
  name: 'createInvitation',
  method: 'POST',
  path: '/api/invitations',
  access: 'admin',
  summary:
    'Invite somebody; the link is shown once and works for seven days. A new one for the same address replaces the old.',
  input: z.object({ email, role }),
  output: z.object({
    invitation,
    token: z.string(),
    url: z.string(),
    mailed: z.boolean().meta({ description: 'Whether the mail server took a letter with the link' }),
  }),
});

/** The invitations that nobody has accepted yet. */
export const listInvitations = endpoint({
  name: 'listInvitations',
  method: 'GET',
  path: '/api/invitations',
  access: 'admin',
  summary: 'Invitations that are still open, expired ones included.',
  input: z.object(paging),
  output: pageOf(invitation),
});

/** Takes back an invitation. */
export const removeInvitation = endpoint({
  name: 'removeInvitation',
  method: 'DELETE',
  path: '/api/invitations/:id',
  access: 'admin',
  summary: 'Take back an invitation.',
  input: z.object({ id }),
  output: nothing,
});

/** Makes an API key. */
export const createKey = endpoint({
  name: 'createKey',
  method: 'POST',
  path: '/api/keys',
  access: 'admin',
  summary: 'Make an API key for this workspace; its secret is shown once.',
  input: z.object({ name, role, expiresAt: time.optional() }),
  output: z.object({ key, secret: z.string() }),
});

/** The API keys of the workspace, without their secrets. */
export const listKeys = endpoint({
  name: 'listKeys',
  method: 'GET',
  path: '/api/keys',
  access: 'admin',
  summary: 'The API keys of the workspace.',
  input: z.object(paging),
  output: pageOf(key),
});

/** Revokes an API key. */
export const removeKey = endpoint({
  name: 'removeKey',
  method: 'DELETE',
  path: '/api/keys/:id',
  access: 'admin',
  summary: 'Revoke an API key at once.',
  input: z.object({ id }),
  output: nothing,
});

/** Who did what in the workspace. */
export const listAudit = endpoint({
  name: 'listAudit',
  method: 'GET',
  path: '/api/audit',
  access: 'admin',
  summary: 'Who did what, newest first.',
  input: z.object({
    ...paging,
    actor: id.optional(),
    action: id.optional(),
    target: z.string().min(1).max(200).optional(),
    from: time.optional(),
    to: time.optional(),
  }),
  output: pageOf(auditLine),
});
