import { preferredLanguage } from '../lib/preferred-language.ts';
import type { Language } from '../lib/problem.ts';
import * as contract from './contract.ts';
import type { AccessRoom } from './access.ts';
import { callerOf, personOf } from './actor.ts';
import { auditedRoute, route } from './route.ts';
import type { Route } from './route.ts';
import { describeVisibility } from './visibility.ts';

/** The language that whoever calls reads: Chinese when their browser asks for it. */
function languageOf(headers: Headers): Language {
  return preferredLanguage(headers.get('accept-language'));
}

/** Every endpoint of the contract with what it does. */
export function accessRoutes(access: AccessRoom): Route[] {
  return [...accountRoutes(access), ...workspaceRoutes(access), ...visibilityRoutes(access)];
}

function accountRoutes(access: AccessRoom): Route[] {
  return [
    ...secretRoutes(access),
    auditedRoute(contract.setUp, (input, context) => access.createOwner(context, input)),
    auditedRoute(contract.signIn, (input, context) => access.signIn(context, input)),
    auditedRoute(contract.signOut, async (_, context) => {
      await access.signOut(context);
      return {};
    }),
    route(contract.getMe, (_, context) => access.describe(context)),
    auditedRoute(contract.updatePreferences, (input, context) => access.updatePreferences(context, input)),
    route(contract.getStart, async (_, context) => ({
      me: context.actor === null ? null : await access.describe(context),
      setup: (await access.setupToken()) !== null,
      mail: access.mailer.isSet,
    })),
    route(contract.listSessions, (_, context) => access.listSessions(context)),
    auditedRoute(contract.removeSession, async ({ id }, context) => {
      await access.removeSession(context, id);
      return {};
    }),
    auditedRoute(contract.changePassword, async (input, context) => {
      await access.changePassword(context, input);
      return {};
    }),
  ];
}

function secretRoutes(access: AccessRoom): Route[] {
  return [
    auditedRoute(contract.verifySecondFactor, (input, context) => access.verifySecondFactor(context, input)),
    auditedRoute(contract.startSecondFactor, (input, context) => access.startSecondFactor(context, input)),
    auditedRoute(contract.confirmSecondFactor, async (input, context) => {
      await access.confirmSecondFactor(context, input);
      return {};
    }),
    auditedRoute(contract.removeSecondFactor, async (input, context) => {
      await access.removeSecondFactor(context, input);
      return {};
    }),
    auditedRoute(contract.forgetPassword, async ({ email }, { ip, headers }) => {
      await access.forgetPassword({ email, ip, language: languageOf(headers) });
      return {};
    }),
    auditedRoute(contract.resetPassword, async (input, context) => {
      await access.resetPassword(context, input);
      return {};
    }),
    auditedRoute(contract.readInvitation, (input, context) => access.invitations.read(context, input)),
    auditedRoute(contract.createPasswordLink, ({ id }, context) =>
      access.createPasswordLink(callerOf(context), id),
    ),
  ];
}

function visibilityRoutes({ visibility }: AccessRoom): Route[] {
  return [
    route(contract.getVisibility, async (_, context) => ({
      roles: describeVisibility(await visibility.policy(callerOf(context).workspace)),
    })),
    auditedRoute(contract.updateVisibility, async (policy, context) => ({
      roles: describeVisibility(await visibility.change(callerOf(context), policy)),
    })),
  ];
}

function workspaceRoutes({ workspaces, members, invitations, keys, audit }: AccessRoom): Route[] {
  return [
    auditedRoute(contract.createWorkspace, async ({ name }, context) => {
      const owner = personOf(context);
      const { id, slug, timeZone } = await workspaces.create({ owner, name, ip: context.ip });
      return { id, slug, name, timeZone, role: 'owner' as const };
    }),
    auditedRoute(contract.updateWorkspace, async (input, context) => {
      const caller = callerOf(context);
      const { id, slug, name, timeZone } = await workspaces.update(caller, input);
      return { id, slug, name, timeZone, role: caller.role };
    }),
    route(contract.listMembers, (input, context) => members.list(callerOf(context), input)),
    auditedRoute(contract.updateMember, (input, context) => members.update(callerOf(context), input)),
    auditedRoute(contract.removeMember, async ({ id }, context) => {
      await members.remove(callerOf(context), id);
      return {};
    }),
    auditedRoute(contract.createInvitation, (input, context) =>
      invitations.create(callerOf(context), input, languageOf(context.headers)),
    ),
    route(contract.listInvitations, (input, context) => invitations.list(callerOf(context), input)),
    auditedRoute(contract.removeInvitation, async ({ id }, context) => {
      await invitations.remove(callerOf(context), id);
      return {};
    }),
    auditedRoute(contract.acceptInvitation, (input, context) => invitations.accept(context, input)),
    auditedRoute(contract.createKey, (input, context) => keys.create(callerOf(context), input)),
    route(contract.listKeys, (input, context) => keys.list(callerOf(context), input)),
    auditedRoute(contract.removeKey, async ({ id }, context) => {
      await keys.remove(callerOf(context), id);
      return {};
    }),
    route(contract.listAudit, (input, context) => {
      const { workspace } = callerOf(context);
      return audit.list({ ...input, workspace });
    }),
  ];
}
