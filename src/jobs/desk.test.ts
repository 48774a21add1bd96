import { setTimeout as sleep } from 'node:timers/promises';

import { expect, it } from 'vitest';

import { waitFor } from '../../test/wait.ts';
import { openDesk } from './desk.ts';

function openTestDesk(work: (workspace: string) => Promise<void>) {
  const stopping = new AbortController();
  const faults: string[] = [];
  const later = (one: Promise<unknown>): void => {
    void one.catch((error: unknown) => faults.push(String(error)));
  };
  const desk = openDesk({ work, later, stopping: stopping.signal, retryMs: 5 });
  return { ...desk, faults, stop: () => stopping.abort() };
}

it('works once for whatever came meanwhile, a workspace at a time', async () => {
  const done: string[] = [];
  const desk = openTestDesk(async (workspace) => {
    done.push(`${workspace} begins`);
    await sleep(20);
    done.push(`${workspace} ends`);
  });
  for (const _ of [1, 2, 3]) desk.wake('a');
  desk.wake('b');
  await sleep(120);
  expect(done.filter((one) => one.startsWith('a'))).toEqual(['a begins', 'a ends', 'a begins', 'a ends']);
  expect(done.filter((one) => one.startsWith('b'))).toEqual(['b begins', 'b ends']);
});

it('tries again what failed, although nobody says anew that it waits, until the application closes', async () => {
  const seen = { tries: 0, isBroken: true };
  const desk = openTestDesk(async () => {
    seen.tries += 1;
    if (seen.isBroken) throw new Error('too busy');
  });
  const triedUntil = (count: number) =>
    waitFor(
      'another try',
      async () => seen.tries,
      (tries) => tries >= count,
    );
  desk.wake('a');
  await triedUntil(3);
  seen.isBroken = false;
  const failed = desk.faults.length;
  await triedUntil(failed + 1);
  await sleep(100);
  expect([seen.tries, desk.faults.length]).toEqual([failed + 1, failed]);
  seen.isBroken = true;
  desk.wake('a');
  await sleep(1);
  desk.stop();
  const last = seen.tries;
  await sleep(60);
  expect(seen.tries).toBe(last);
});
