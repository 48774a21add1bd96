import { readProfileId } from '../../lib/profile-id.ts';
import { localTime } from '../../lib/time-zone.ts';
import type { RuleContext } from '../request.ts';
import type { ReasonValue } from './contract.ts';

/** What decides of one customer, and when that was. */
interface Found {
  readonly profile: number;
  readonly ms: number;
}

/** A day, as `2024-05-31` in the workspace's time zone, in words. */
type SayDay<T extends Found> = (day: string, one: T) => Readonly<Record<'en' | 'zh', string>>;

/** Says of each customer that something was found of what it was, with its day. */
export function tellDays<T extends Found>(
  found: readonly T[],
  { timeZone = 'UTC' }: Pick<RuleContext, 'timeZone'>,
  say: SayDay<T>,
): (id: string) => ReasonValue | null {
  const byNumber = new Map(found.map((one) => [one.profile, one]));
  return (id) => {
    const one = byNumber.get(readProfileId(id)?.no ?? 0);
    if (one === undefined) return null;
    const day = localTime(new Date(one.ms), timeZone).toISOString().slice(0, 10);
    return { type: 'text', ...say(day, one) };
  };
}
