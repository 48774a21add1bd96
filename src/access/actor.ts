import { Problem } from '../lib/problem.ts';
import { roles } from '../lib/endpoint.ts';
import type { Access, Role } from '../lib/endpoint.ts';

/** Who calls: a person, an API key or the program itself; `role` is theirs in `workspace`. */
export interface Actor {
  readonly kind: 'user' | 'key' | 'system';
  readonly id: string;
  readonly name: string;
  readonly workspace: string | null;
  readonly role: Role | null;
}

/** Somebody who acts in a workspace, and from where. */
export interface Caller extends Actor {
  readonly workspace: string;
  readonly role: Role;
  readonly ip: string;
}

/** Whose eyes an answer is for. */
export type Seer = Pick<Caller, 'workspace' | 'role'>;

/** The program itself at work in a workspace, or in none. */
export function systemActor(workspace: string | null = null): Actor {
  return {
    kind: 'system',
    id: 'system',
    name: 'Clientele',
    workspace,
    role: workspace === null ? null : 'owner',
  };
}

/** True when `role` is `needed` or stronger. */
export function atLeast(role: Role | null, needed: Role): boolean {
  return role !== null && roles.indexOf(role) >= roles.indexOf(needed);
}

/** The actor with a weaker role than their own, for looking with its eyes. Problems: `access.view-as`. */
export function viewAs(actor: Actor | null, wanted: string | null): Actor | null {
  if (wanted === null || actor === null) return actor;
  const role = roles.find((one) => one === wanted);
  if (role !== undefined && (actor.role === null || atLeast(actor.role, role)))
    return actor.role === null ? actor : { ...actor, role };
  throw new Problem(
    'access.view-as',
    {
      en: 'One can look with the eyes of a weaker role only: viewer, analyst, editor, admin, owner. "{wanted}" is not yours or weaker.',
      zh: '只能以不高于自己的角色查看：viewer、analyst、editor、admin、owner。“{wanted}”不可用。',
    },
    { wanted: wanted.slice(0, 40) },
  );
}

/** Lets pass whoever has the access; else the problem `access.unauthenticated` or `access.forbidden`. */
export function authorize(actor: Actor | null, access: Access): void {
  if (access === 'anyone') return;
  if (actor === null) throw unauthenticated();
  if (access === 'signed-in') return;
  if (actor.workspace === null || !atLeast(actor.role, access)) throw forbidden(access);
}

/** The caller of an operation in a workspace; a problem when nobody is signed in or no workspace is chosen. */
export function callerOf({ actor, ip }: { actor: Actor | null; ip: string }): Caller {
  if (actor === null) throw unauthenticated();
  const { workspace, role } = actor;
  if (workspace === null || role === null) throw forbidden('viewer');
  return { ...actor, workspace, role, ip };
}

/** The person who calls; keys and the program itself have no sessions, password or memberships. */
export function personOf({ actor, ip }: { actor: Actor | null; ip: string }): Actor & { ip: string } {
  if (actor === null) throw unauthenticated();
  if (actor.kind === 'user') return { ...actor, ip };
  throw new Problem('access.people-only', {
    en: 'This is for people who have signed in, not for API keys. Sign in with e-mail and password.',
    zh: '此操作仅限登录的用户，不能使用 API 密钥。请用邮箱和密码登录。',
  });
}

/** The problem of a call that nobody has signed. */
export function unauthenticated(): Problem {
  return new Problem('access.unauthenticated', {
    en: 'Nobody is signed in. Sign in, or send an API key in the header "Authorization: Bearer ck_…".',
    zh: '尚未登录。请先登录，或在请求头 "Authorization: Bearer ck_…" 中提供 API 密钥。',
  });
}

/** The problem of a caller whose role is too weak. */
export function forbidden(needed: Role): Problem {
  return new Problem(
    'access.forbidden',
    {
      en: 'This needs the role "{needed}" or a stronger one in the workspace. Ask an administrator of the workspace for it, or choose another workspace.',
      zh: '此操作需要在该工作区拥有“{needed}”或更高的角色。请向工作区管理员申请，或切换到其他工作区。',
    },
    { needed },
  );
}
