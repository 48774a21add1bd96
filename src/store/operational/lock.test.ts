import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { describe, expect, it, test } from 'vitest';

import { isProblem } from '../../lib/problem.ts';
import { openOperational } from './index.ts';
import { testEngines } from './test-engines.ts';

/** A lock that is waited for in the background, and whether it has come. */
function ask(lock: ReturnType<Awaited<ReturnType<typeof openOperational>>['lock']>) {
  const asked = { has: false, lock };
  lock.then(
    () => (asked.has = true),
    () => undefined,
  );
  return asked;
}

describe.each(testEngines())('locks on $name', (engine) => {
  it('have one holder a name, the others in the order in which they asked', async () => {
    const store = await engine.open();
    const order: number[] = [];
    const work = async (index: number): Promise<void> => {
      const lock = await store.lock('one');
      order.push(index);
      await sleep(5);
      order.push(index);
      lock.check();
      await lock.release();
    };
    await Promise.all([0, 1, 2, 3].map(work));
    expect(order).toEqual([0, 0, 1, 1, 2, 2, 3, 3]);
    const [one, other] = await Promise.all([store.lock('one'), store.lock('other')]);
    await Promise.all([one.release(), other.release()]);
    await store.close();
  });
});

const url = process.env['TEST_POSTGRES_URL'];

test.skipIf(url === undefined)(
  'a lock holds across programs, and ends with the one that has it',
  async () => {
    const place = { url, directory: '' };
    const name = randomUUID();
    const module = fileURLToPath(new URL('./index.ts', import.meta.url));
    const script = `import { openOperational } from ${JSON.stringify(module)};
    const store = await openOperational(${JSON.stringify(place)});
    await store.lock(${JSON.stringify(name)});
    console.log('held');`;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    const store = await openOperational(place);
    const waiting = ask(store.lock(name));
    await sleep(300);
    expect(waiting.has).toBe(false);
    child.kill('SIGKILL');
    const lock = await waiting.lock;

    // Whoever waits is let go when the store closes, and whoever has it is told that it is lost.
    const another = await openOperational(place);
    const endless = another.lock(name).catch((error: unknown) => error);
    await sleep(100);
    await another.close();
    expect(isProblem(await endless, 'store.unreachable')).toBe(true);
    lock.check();
    await store.close();
    expect(() => lock.check()).toThrow('turn was lost');
  },
);
