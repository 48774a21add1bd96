import { z } from 'zod';
import { endpoint, nothing, roles } from '../../lib/endpoint.ts';

// Control characters, and the marks that turn the direction of the text after them.
const unprintable = /[\p{Cc}\u202A-\u202E\u2066-\u2069]/u;

/** An id of ours. */
export const id = z.string().min(1).max(64);
/** A role of a workspace. */
export const role = z.enum(roles).meta({ description: 'viewer < analyst < editor < admin < owner' });
/** An e-mail address, in small letters. */
export const email = z.email().max(254).toLowerCase();
const token = z.string().min(1).max(200);

/** A name that people read. */
export const name = z
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
const code = z.string().trim().min(6).max(64);

const user = z.object({ id: z.string(), name: z.string(), email: z.string() });
/** A workspace, and what the caller may do there. */
export const workspace = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  role,
  timeZone: z.string().nullable().meta({ description: 'Null: each reader’s own' }),
});
const preferences = z.object({
  language: z.enum(['en', 'zh']).nullable().meta({ description: 'Null: what the browser asks for' }),
  theme: z.enum(['light', 'dark']).nullable().meta({ description: 'Null: what the system has' }),
});
const session = z.object({
  id: z.string(),
  ip: z.string().nullable(),
  userAgent: z.string().nullable(),
  createdAt: z.string(),
  expiresAt: z.string(),
  current: z.boolean(),
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

const me = z.object({
  actor: z.object({ kind: z.enum(['user', 'key', 'system']), id: z.string(), name: z.string() }),
  email: z.string().nullable(),
  secondFactor: z.boolean(),
  preferences,
  workspace: workspace.nullable(),
  workspaces: z.array(workspace),
});

/** Who is calling, and where they may work. */
export const getMe = endpoint({
  name: 'getMe',
  method: 'GET',
  path: '/api/me',
  access: 'signed-in',
  summary: 'Who is calling, in which workspace and with which role.',
  input: nothing,
  output: me,
});

/** What a visitor's browser must know before the first page: who they are, if anybody, and whether there is an owner. */
export const getStart = endpoint({
  name: 'getStart',
  method: 'GET',
  path: '/api/start',
  access: 'anyone',
  summary: 'Who is signed in, if anybody, and whether the installation still waits for its owner.',
  input: nothing,
  output: z.object({
    me: me.nullable(),
    setup: z.boolean().meta({ description: 'True while there is no owner' }),
    mail: z.boolean().meta({ description: 'Whether the installation sends mail' }),
  }),
});

/** Keeps the caller's language and theme. */
export const updatePreferences = endpoint({
  name: 'updatePreferences',
  method: 'PATCH',
  path: '/api/me/preferences',
  access: 'signed-in',
  summary: 'Keep your language and theme.',
  input: preferences.partial(),
  output: preferences,
});

/** Signs in by e-mail and password. */
export const signIn = endpoint({
  name: 'signIn',
  method: 'POST',
  path: '/api/sign-in',
  access: 'anyone',
  summary: 'Sign in with e-mail and password; with a second factor, go on at /api/sign-in/code.',
  input: z.object({ email, password }),
  output: z.object({ secondFactor: z.boolean(), user: user.nullable() }),
});

/** Ends a sign-in that asks for a second factor. */
export const verifySecondFactor = endpoint({
  name: 'verifySecondFactor',
  method: 'POST',
  path: '/api/sign-in/code',
  access: 'anyone',
  summary: 'End signing in with a code of the authenticator app, or a backup code.',
  input: z.object({ code }),
  output: z.object({ user }),
});

/** Begins to guard the caller's account with a second factor. */
export const startSecondFactor = endpoint({
  name: 'startSecondFactor',
  method: 'POST',
  path: '/api/second-factor',
  access: 'signed-in',
  summary: 'Begin to guard your account with a second factor; a code of the app confirms it.',
  input: z.object({ password }),
  output: z.object({
    uri: z.string().meta({ description: 'otpauth://…, as authenticator apps read it from a QR code' }),
    backupCodes: z.array(z.string()),
  }),
});

/** Turns the second factor on. */
export const confirmSecondFactor = endpoint({
  name: 'confirmSecondFactor',
  method: 'POST',
  path: '/api/second-factor/confirm',
  access: 'signed-in',
  summary: 'Turn the second factor on, with the first code of the app.',
  input: z.object({ code }),
  output: nothing,
});

/** Turns the second factor off. */
export const removeSecondFactor = endpoint({
  name: 'removeSecondFactor',
  method: 'POST',
  path: '/api/second-factor/remove',
  access: 'signed-in',
  summary: 'Turn the second factor off.',
  input: z.object({ password }),
  output: nothing,
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

/** Asks for a link to a new password by mail. */
export const forgetPassword = endpoint({
  name: 'forgetPassword',
  method: 'POST',
  path: '/api/password/forgotten',
  access: 'anyone',
  summary:
    'Send a one-time link to a new password to an address, if an account has it; the answer is the same when none has.',
  input: z.object({ email }),
  output: nothing,
});

/** Chooses a new password by a one-time link. */
export const resetPassword = endpoint({
  name: 'resetPassword',
  method: 'POST',
  path: '/api/password/reset',
  access: 'anyone',
  summary: 'Choose a new password with the token of a link; every session of the account ends.',
  input: z.object({ token, password: newPassword }),
  output: nothing,
});

/** What an invitation is to, for who holds its token. */
export const readInvitation = endpoint({
  name: 'readInvitation',
  method: 'POST',
  path: '/api/invitations/read',
  access: 'anyone',
  summary: 'Whom an invitation is for and where it leads; it stays open.',
  input: z.object({ token }),
  output: z.object({ email: z.string(), role, workspace: z.string(), account: z.boolean() }),
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
