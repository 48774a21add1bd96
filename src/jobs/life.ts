import type { Operational, StoreLock } from '../store/operational/index.ts';

/** The name by which other servers find out whether this one lives. */
const lifeOf = (server: string): string => `server:${server}`;

/** The sign of life of one server: a lock that it holds as long as it runs. An embedded store needs none. */
export function createLife(operational: Pick<Operational, 'engine' | 'lock' | 'isHeld'>, server: string) {
  const held: { sign?: StoreLock | undefined } = {};
  const end = async (): Promise<void> => {
    await held.sign?.release();
    held.sign = undefined;
  };
  return {
    /** Sees to it that the lock is held; one whose connection was lost is taken anew. */
    async show(): Promise<void> {
      if (operational.engine.mode === 'embedded') return;
      try {
        held.sign?.check();
      } catch {
        await end();
      }
      held.sign ??= await operational.lock(lifeOf(server));
    },
    end,
    /** Those of these servers, but for this one, that live. */
    async listOthers(servers: readonly string[]): Promise<ReadonlySet<string>> {
      const alive = new Set<string>();
      for (const other of new Set(servers))
        if (other !== server && (await operational.isHeld(lifeOf(other)))) alive.add(other);
      return alive;
    },
  };
}

export type Life = ReturnType<typeof createLife>;
