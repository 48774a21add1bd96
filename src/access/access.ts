import type { Operational } from '../store/operational/index.ts';
import { authorize } from './actor.ts';
import type { Caller } from './actor.ts';
import { createAcceptance } from './acceptance.ts';
import { createAudit } from './audit.ts';
import { createAuth } from './auth.ts';
import { createAuthenticate } from './authenticate.ts';
import { createInvitations } from './invitations.ts';
import { createForgotten } from './mail/forgotten.ts';
import { createMailer, type MailSettings } from './mail/mailer.ts';
import { createKeys } from './keys.ts';
import { createMe } from './me.ts';
import { createMembers } from './members.ts';
import type { Parts } from './parts.ts';
import { createNames } from './names.ts';
import { createPasswordLinks } from './password-links.ts';
import { createPreferences } from './preferences.ts';
import { createReveals } from './reveals.ts';
import { createSecondFactor } from './second-factor.ts';
import { createSessions } from './sessions.ts';
import { createSetUp } from './set-up.ts';
import { createSignIn } from './sign-in.ts';
import { createThrottle, network } from './throttle.ts';
import { createVisibility } from './visibility.ts';
import { createWorkspaces, updateWorkspace } from './workspaces.ts';
import type { WorkspaceChange } from './workspaces.ts';

/** What the room needs: the store, the time, the installation's secret (at least 32 characters) and its public address. */
export interface AccessOptions {
  readonly operational: Operational;
  readonly clock: () => Date;
  readonly secret: string;
  readonly baseUrl: string;
  /** Where mail goes; unsaid, none is sent. */
  readonly mail?: MailSettings | undefined;
  /** Told what went wrong with a letter. */
  readonly onMailFault?: (error: unknown) => void;
  /** Takes work that nobody waits for. */
  readonly later?: (work: Promise<unknown>) => void;
}

export type AccessRoom = ReturnType<typeof createAccess>;

/** Who people are, where they belong and what they may do. */
export function createAccess(options: AccessOptions) {
  const { operational, clock, secret, baseUrl } = options;
  if (secret.length < 32) throw new Error('The secret of the installation has fewer than 32 characters');
  const auth = createAuth({ operational, secret, baseUrl });
  const audit = createAudit({ operational, clock });
  const throttle = createThrottle({ operational, clock });
  const late = { forget: (): void => undefined };
  const parts: Parts = {
    operational,
    clock,
    secret,
    baseUrl,
    auth,
    audit,
    throttle,
    mailer: createMailer(options.mail, options.onMailFault ?? (() => undefined)),
    later: options.later ?? ((work) => void work.catch(() => undefined)),
    forget: () => late.forget(),
  };
  const workspaces = createWorkspaces(parts);
  const { authenticate, forget } = createAuthenticate(parts, workspaces);
  late.forget = forget;
  const members = createMembers(parts);
  const visibility = createVisibility(parts);
  return {
    authenticate,
    authorize,
    audit,
    workspaces: {
      ...workspaces,
      update: (caller: Caller, change: WorkspaceChange) => updateWorkspace(parts, caller, change),
    },
    members,
    namesOf: createNames(parts),
    keys: createKeys(parts),
    visibility,
    reveal: createReveals(parts, visibility),
    invitations: { ...createInvitations(parts, workspaces), ...createAcceptance(parts, workspaces) },
    describe: createMe(parts, workspaces),
    ...createSetUp(parts, workspaces),
    ...createSignIn(parts),
    ...createSessions(parts),
    ...createPreferences(parts),
    ...createSecondFactor(parts),
    ...createPasswordLinks(parts, workspaces, members),
    ...createForgotten(parts),
    mailer: parts.mailer,
    throttle,
    network,
  };
}
