import type { Operational } from '../store/operational/index.ts';

/** The header in which the caller's address is handed to the auth library; never believed from outside. */
export const ipHeader = 'x-clientele-ip';

/** What the auth library works with. */
export interface AuthPlace {
  readonly operational: Operational;
  readonly secret: string;
  readonly baseUrl: string;
}
