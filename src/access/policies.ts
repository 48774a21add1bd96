import type { Role } from '../lib/endpoint.ts';
import { atLeast } from './actor.ts';
import type { Caller } from './actor.ts';

interface Subject {
  readonly id: string;
  readonly role: Role;
}

/** Who may do what to whom, beyond the role that an endpoint asks for. */
export const policies = {
  /** Nobody gives away more than they have. */
  mayGrant: (caller: Caller, role: Role): boolean => atLeast(caller.role, role),
  mayManage: (caller: Caller, member: Subject): boolean =>
    atLeast(caller.role, 'admin') && atLeast(caller.role, member.role),
  /** Everybody may leave. */
  mayRemove: (caller: Caller, member: Subject): boolean =>
    caller.id === member.id || policies.mayManage(caller, member),
};
