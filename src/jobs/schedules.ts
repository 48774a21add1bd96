import type { Operational } from '../store/operational/index.ts';
import type { NewJob } from './job.ts';
import { enterSchedule, findUnfinished, takeTurn } from './tables.ts';

/** A job to be done every `seconds`; `name` is its own for ever. */
export interface Schedule {
  readonly name: string;
  readonly seconds: number;
  readonly workspace: string;
  readonly kind: string;
  readonly input: unknown;
}

/** Schedules, whose next times are in the store, so that of several servers one does each turn. */
export function createSchedules({ operational, clock }: { operational: Operational; clock: () => Date }) {
  const schedules = new Map<string, Schedule & { entered: boolean }>();

  const takeOne = async (
    { name, seconds, ...job }: Schedule,
    enqueue: (job: NewJob) => Promise<unknown>,
  ): Promise<void> => {
    const now = clock();
    const createdBy = `schedule:${name}`;
    await operational.transaction(async (runner) => {
      const turn = await runner.row(takeTurn, [name, now, new Date(now.getTime() + seconds * 1000)]);
      if (!turn || (await runner.row(findUnfinished, [createdBy]))) return;
      await enqueue({ ...job, createdBy });
    });
  };

  return {
    add: (schedule: Schedule): void => void schedules.set(schedule.name, { ...schedule, entered: false }),
    /** Enqueues what is due. */
    async turn(enqueue: (job: NewJob) => Promise<unknown>): Promise<void> {
      for (const schedule of schedules.values()) {
        if (!schedule.entered) await operational.run(enterSchedule, [schedule.name, clock()]);
        schedule.entered = true;
        await takeOne(schedule, enqueue);
      }
    },
  };
}
