import { getJob } from '../src/jobs/contract.ts';
import { type Bilingual, Problem } from '../src/lib/problem.ts';
import type { Session } from './session.ts';
import { showProgress } from './terminal.ts';

/** How something that takes its time stands. */
export interface Standing {
  readonly state: string;
  readonly progress: number;
  readonly note: Bilingual | null;
  readonly error:
    | (Bilingual & { code: string; details?: Readonly<Record<string, unknown>> | undefined })
    | null;
}

const slowest = 1_000;

/** Asks until it is done, ever more slowly, and shows the progress; what failed there fails here, with the same problem. */
export async function waitUntilDone<T extends Standing>(
  session: Session,
  what: string,
  ask: () => Promise<T>,
): Promise<T> {
  const progress = showProgress(session.terminal);
  try {
    for (let pause = 50; ; pause = Math.min(slowest, pause * 1.5)) {
      const standing = await ask();
      const { state, error } = standing;
      if (error) throw new Problem(error.code, error, error.details ?? {});
      if (state === 'failed' || state === 'cancelled') throw stopped(what, state);
      if (state === 'done' || state === 'undone') return standing;
      progress.show(standing.progress, [what, standing.note?.[session.language]].filter(Boolean).join(' · '));
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  } finally {
    progress.end();
  }
}

/** Waits for a job; `what` is said of it while it runs. */
export async function followJob(session: Session, what: string, job: string): Promise<unknown> {
  const done = await waitUntilDone(session, what, async () => {
    const { error, ...standing } = await session.client.call(getJob, { id: job });
    return { ...standing, error: error && { ...error.text, code: error.code, details: error.details } };
  });
  return done.result;
}

function stopped(what: string, state: string): Problem {
  return new Problem(
    'cli.stopped',
    {
      en: '{what} ended as {state} without saying why. The server log explains it.',
      zh: '{what} 以 {state} 状态结束，未说明原因。详见服务器日志。',
    },
    { what, state },
  );
}
