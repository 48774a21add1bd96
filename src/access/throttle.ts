import { z } from 'zod';
import { Problem } from '../lib/problem.ts';
import { statement } from '../store/operational/index.ts';
import type { Operational } from '../store/operational/index.ts';
import { hashSecret } from './secret.ts';

const windowMs = 15 * 60_000;

/** How many attempts at a secret are let through in fifteen minutes, per thing that is tried and per address. */
const attemptLimits = { subject: 8, ip: 40 } as const;

const countAttempt = statement({
  name: 'countAttempt',
  sql: `
    INSERT INTO throttles AS t (key, attempts, since)
    VALUES ($1, 1, $2)
    ON CONFLICT (key) DO UPDATE
    SET attempts = CASE WHEN t.since <= $3 THEN 1 ELSE t.attempts + 1 END,
        since = CASE WHEN t.since <= $3 THEN $2 ELSE t.since END
    RETURNING attempts, since`,
  row: z.object({ attempts: z.number(), since: z.date() }),
});

const forgiveAttempt = statement({
  name: 'forgiveAttempt',
  sql: `UPDATE throttles SET attempts = CASE WHEN key = $1 THEN 0 ELSE greatest(attempts - 1, 0) END WHERE key IN ($1, $2)`,
  row: z.unknown(),
});

const clearAttempts = statement({
  name: 'clearAttempts',
  sql: `DELETE FROM throttles WHERE since <= $1`,
  row: z.unknown(),
});

/** Somebody tries a secret: what it opens (`sign-in:a@b.c`), and from where. */
export interface Attempt {
  readonly subject: string;
  /** Null where the address says nothing: whoever tries is known. */
  readonly ip: string | null;
  /** How often the subject may be tried in fifteen minutes; unsaid, as often as a password. */
  readonly limit?: number;
  /** `always`: what went well counts too, as each makes work for others. */
  readonly counts?: 'always';
}

export type Throttle = ReturnType<typeof createThrottle>;

/** Slows down guessing. Attempts are counted in the store before the secret is looked at, so that many at once gain nothing. */
export function createThrottle({ operational, clock }: { operational: Operational; clock: () => Date }) {
  let cleared = 0;

  const clear = async (now: number): Promise<void> => {
    if (now - cleared < windowMs) return;
    cleared = now;
    await operational.run(clearAttempts, [new Date(now - windowMs)]);
  };

  const count = async (key: string, limit: number): Promise<void> => {
    const now = clock().getTime();
    await clear(now);
    const counted = await operational.row(countAttempt, [key, new Date(now), new Date(now - windowMs)]);
    if (counted && counted.attempts > limit) throw throttled(counted.since.getTime() + windowMs - now);
  };

  /** Runs `work`, which throws when the secret is wrong; the problem `access.throttled` when there were too many before. */
  return async <T>({ subject, ip, counts, limit }: Attempt, work: () => Promise<T>): Promise<T> => {
    // Hashed, so that the table holds no e-mail addresses and its keys stay short.
    const subjectKey = hashSecret(`subject:${subject}`);
    const ipKey = ip === null ? null : hashSecret(`ip:${network(ip)}`);
    if (ipKey !== null) await count(ipKey, attemptLimits.ip);
    await count(subjectKey, limit ?? attemptLimits.subject);
    const answer = await work();
    if (counts !== 'always') await operational.run(forgiveAttempt, [subjectKey, ipKey]);
    return answer;
  };
}

/** One customer of a provider has a whole /64 of IPv6 addresses. */
export function network(ip: string): string {
  return ip.includes(':') && !ip.includes('.') ? expandIpv6(ip).slice(0, 4).join(':') : ip;
}

function expandIpv6(ip: string): string[] {
  const [head = '', tail] = ip.split('::');
  const before = head.split(':').filter(Boolean);
  const after = (tail ?? '').split(':').filter(Boolean);
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  return [...before, ...Array.from({ length: zeros }, () => '0'), ...after];
}

function throttled(ms: number): Problem {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  return new Problem(
    'access.throttled',
    {
      en: 'Too many attempts. Wait {retryAfterSeconds} seconds and try again.',
      zh: '尝试次数过多。请等待 {retryAfterSeconds} 秒后重试。',
    },
    { retryAfterSeconds: seconds },
  );
}
