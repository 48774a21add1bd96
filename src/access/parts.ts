import type { Operational } from '../store/operational/index.ts';
import type { Audit } from './audit.ts';
import type { Mailer } from './mail/mailer.ts';
import type { Auth } from './auth.ts';
import type { Throttle } from './throttle.ts';

/** What the operations of this room share. */
export interface Parts {
  readonly operational: Operational;
  readonly clock: () => Date;
  readonly secret: string;
  readonly baseUrl: string;
  readonly auth: Auth;
  readonly audit: Audit;
  readonly throttle: Throttle;
  readonly mailer: Mailer;
  /** Takes work that nobody waits for. */
  readonly later: (work: Promise<unknown>) => void;
  /** Forgets who was recognised before, after anything about keys, sessions or roles has changed. */
  forget(): void;
}
