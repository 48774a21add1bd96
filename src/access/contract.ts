import { z } from 'zod';
import { endpoint, nothing, pageOf, roles } from '../lib/endpoint.ts';

// Control characters, and the marks that turn the direction of the text after them.
const unprintable = /[\p{Cc}\u202A-\u202E\u2066-\u2069]/u;

const id = z.string().min(1).max(64);
const role = z.enum(roles).meta({ description: 'viewer < analyst < editor < admin < owner' });
const email = z.email().max(254).toLowerCase();
const token = z.string().min(1).max(200);
const time = z.iso.datetime({ offset: true });

const name = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .refine((text) => !unprintable.test(text) && /[\p{L}\p{N}\p{S}\p{P}]/u.test(text), {
    error: 'must hold something visible and no control characters',
  });

const newPassword = z
  .string()
  .min(10)
  .max(128)
  .refine((text) => new Set(text).size >= 5, { error: 'must hold at least five different characters' })
  .meta({ description: '10 to 128 characters, at least five of them different' });
const password = z.string().min(1).max(128);

const paging = {
  after: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};

const user = z.object({ id: z.string(), name: z.string(), email: z.string() });
const workspace = z.object({ id: z.string(), slug: z.string(), name: z.string(), role });
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
const session = z.object({
  id: z.string(),
  ip: z.string().nullable(),
  userAgent: z.string().nullable(),
  createdAt: z.string(),
  expiresAt: z.string(),
  current: z.boolean(),
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
const signedIn = z.object({ user, workspace });

/** Makes the first account of an installation, its owner, by the one-time token that the server prints. */
export const setUp = endpoint({
  name: 'setUp',
  method: 'POST',
  path: '/api/setup',
  access: 'anyone',
  summary:
    'Make the owner and the first workspace with the one-time token that the server printed, and sign in.',
  input: z.object({ token, name, email, password: newPassword, workspace: name }),
  output: signedIn,
});

/** Who is calling, and where they may work. */
export const getMe = endpoint({
  name: 'getMe',
  method: 'GET',
  path: '/api/me',
  access: 'signed-in',
  summary: 'Who is calling, in which workspace and with which role.',
  input: nothing,
  output: z.object({
    actor: z.object({ kind: z.enum(['user', 'key', 'system']), id: z.string(), name: z.string() }),
    email: z.string().nullable(),
    workspace: workspace.nullable(),
    workspaces: z.array(workspace),
  }),
});

/** Signs in by e-mail and password. */
export const signIn = endpoint({
  name: 'signIn',
  method: 'POST',
  path: '/api/sign-in',
  access: 'anyone',
  summary:
    'Sign in with e-mail and password; with a second factor, go on at /api/auth/two-factor/verify-totp.',
  input: z.object({ email, password }),
  output: z.object({ secondFactor: z.boolean(), user: user.nullable() }),
});

/** Ends the session of the cookie. */
export const signOut = endpoint({
  name: 'signOut',
  method: 'POST',
  path: '/api/sign-out',
  access: 'anyone',
  summary: 'End this session.',
  input: nothing,
  output: nothing,
});

/** The places where the caller is signed in. */
export const listSessions = endpoint({
  name: 'listSessions',
  method: 'GET',
  path: '/api/sessions',
  access: 'signed-in',
  summary: 'Where you are signed in, newest first.',
  input: nothing,
  output: z.object({ rows: z.array(session) }),
});

/** Ends one of the caller's sessions. */
export const removeSession = endpoint({
  name: 'removeSession',
  method: 'DELETE',
  path: '/api/sessions/:id',
  access: 'signed-in',
  summary: 'End one of your sessions.',
  input: z.object({ id }),
  output: nothing,
});

/** Changes the caller's password and ends their other sessions. */
export const changePassword = endpoint({
  name: 'changePassword',
  method: 'POST',
  path: '/api/password/change',
  access: 'signed-in',
  summary: 'Change your password; every other session ends.',
  input: z.object({ current: password, password: newPassword }),
  output: nothing,
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

/** Invites somebody by e-mail address. */
export const createInvitation = endpoint({
  name: 'createInvitation',
  method: 'POST',
  path: '/api/invitations',
  access: 'admin',
  summary:
    'Invite somebody; the link is shown once and works for seven days. A new one for the same address replaces the old.',
  input: z.object({ email, role }),
  output: z.object({ invitation, token: z.string(), url: z.string() }),
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

/** Joins a workspace by the token of an invitation. */
export const acceptInvitation = endpoint({
  name: 'acceptInvitation',
  method: 'POST',
  path: '/api/invitations/accept',
  access: 'anyone',
  summary:
    'Join a workspace: signed in with the invited address, or with name and password for a new account.',
  input: z.object({ token, name: name.optional(), password: newPassword.optional() }),
  output: signedIn,
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
