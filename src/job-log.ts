import { describeError, type createLog } from './http/index.ts';
import type { QueueOptions } from './jobs/index.ts';

/** What the queue tells of jobs that fail or begin again, as lines of the log. */
export function logJobs(
  log: ReturnType<typeof createLog>,
): Required<Pick<QueueOptions, 'onFault' | 'onRestart'>> {
  return {
    onFault: (error, job) => log.error('job failed', { job: job?.id ?? '', error: describeError(error) }),
    onRestart: ({ job, reason, error }) =>
      log.warn('job begins again', {
        job: job.id,
        kind: job.kind,
        workspace: job.workspace,
        progress: job.progress,
        attempts: job.attempts,
        reason,
        ...(error === undefined ? {} : { error: describeError(error) }),
      }),
  };
}
