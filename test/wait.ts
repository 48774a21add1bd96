import { setTimeout as sleep } from 'node:timers/promises';

/** Nothing in a test takes longer than this; a slow machine is not a failure, a hanging job is. */
export const longestMs = 180_000;

/** Asks again and again, ever more slowly, until `done` holds; fails with `what` when that never comes. */
export async function waitFor<T>(
  what: string,
  ask: () => Promise<T>,
  done: (answer: T) => boolean,
): Promise<T> {
  const end = Date.now() + longestMs;
  for (let pause = 10; ; pause = Math.min(250, pause * 1.4)) {
    const answer = await ask();
    if (done(answer)) return answer;
    if (Date.now() > end)
      throw new Error(
        `${what} did not come within ${longestMs / 1000} s; last seen: ${JSON.stringify(answer).slice(0, 2_000)}`,
      );
    await sleep(pause);
  }
}
