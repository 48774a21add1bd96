import type { Field } from '../fields/index.ts';
import { Problem } from '../lib/problem.ts';
import type { Caller } from './actor.ts';
import type { Parts } from './parts.ts';
import type { createVisibility } from './visibility.ts';

/** Enough for a day's calls in a quarter of an hour, too few to copy a list by hand. */
const mostRevealed = 30;

/** A value that somebody wants to see who sees it masked. */
export interface Reveal {
  /** Whose it is. */
  readonly profile: string;
  readonly field: Pick<Field, 'key' | 'sensitivity'>;
}

/** Lets somebody look behind the mask of one value: where the policy allows it, not too often, and never unseen. */
export function createReveals(parts: Parts, visibility: ReturnType<typeof createVisibility>) {
  const { audit, throttle } = parts;
  /** Reads the value once it stands on the trail who looks. Problems: `access.reveal`, `access.throttled`. */
  return async <T>(caller: Caller, { profile, field }: Reveal, read: () => Promise<T>): Promise<T> => {
    if (!(await visibility.reveals(caller)).includes(field.sensitivity)) throw mayNot(field.key);
    const subject = `reveal:${caller.workspace}:${caller.id}`;
    return throttle({ subject, ip: null, limit: mostRevealed, counts: 'always' }, async () => {
      const value = await read();
      await audit.append({
        actor: caller,
        action: 'revealValue',
        target: profile,
        ip: caller.ip,
        details: { field: field.key },
      });
      return value;
    });
  };
}

function mayNot(field: string): Problem {
  return new Problem(
    'access.reveal',
    {
      en: 'Your role may not reveal the field "{field}". An owner or administrator can allow it in the settings of the workspace.',
      zh: '您的角色不能查看字段“{field}”的完整值。所有者或管理员可以在工作区设置中允许。',
    },
    { field },
  );
}
