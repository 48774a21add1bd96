import { Progress } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { getJob } from '../../../src/jobs/contract.ts';
import type { Output } from '../../../src/lib/endpoint.ts';
import { Problem } from '../../../src/lib/problem.ts';
import { useEndpoint } from '../api/use-endpoint.ts';
import { ProblemView } from '../feedback/problem-view.tsx';
import { useBilingual, useMessages } from '../i18n/language.ts';
import { useFormat } from '../i18n/use-format.ts';
import { messages } from '../messages.ts';
import classes from './job-progress.module.css';

export type Job = Output<typeof getJob>;

/** True while a job may still change. */
export function isOpen({ state }: Pick<Job, 'state'>): boolean {
  return state === 'queued' || state === 'running';
}

/** A job as it goes on; asked twice a second until it has ended. */
export function useJob(id: string | null) {
  return useEndpoint(
    getJob,
    { id: id ?? '' },
    { enabled: id !== null, every: (job) => (job && !isOpen(job) ? false : 500) },
  );
}

/** The bar of a job whose state is known. */
export function JobBar({ job, label }: { job: Job; label: string }) {
  const text = useBilingual();
  const say = useMessages(messages);
  const format = useFormat();
  const note = job.note === null ? say.jobStates[job.state] : text(job.note);
  return (
    <div className={classes['job']}>
      <div className={classes['line']}>
        <span>{label}</span>
        <span className={classes['note']}>
          {note} · {format.percent(job.progress)}
        </span>
      </div>
      <Progress.Root>
        <Progress.Section value={job.progress * 100} aria-label={label} animated={isOpen(job)} />
      </Progress.Root>
      {job.error && <ProblemView error={new Problem(job.error.code, job.error.text, job.error.details)} />}
    </div>
  );
}

/** How far a job is, asked for until it has ended; `done` hears of its end once. */
export function JobProgress({ id, label, done }: { id: string; label: string; done?: (job: Job) => void }) {
  const { data } = useJob(id);
  const told = useRef(false);
  useEffect(() => {
    if (told.current || data === undefined || isOpen(data)) return;
    told.current = true;
    done?.(data);
  }, [data, done]);
  if (data === undefined) return <div className={classes['job']} aria-busy="true" />;
  return <JobBar job={data} label={label} />;
}
