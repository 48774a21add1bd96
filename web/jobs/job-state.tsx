import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { messages as shared } from '../ui/messages.ts';
import type { Job } from '../ui/page/job-progress.tsx';
import { Status } from '../ui/page/status.tsx';

const tones = { queued: 'plain', running: 'busy', done: 'good', failed: 'bad', cancelled: 'warn' } as const;

/** The state of a job, with what it says of itself or why it failed. */
export function JobState({ job: { state, note, error } }: { job: Job }) {
  const text = useBilingual();
  const { jobStates } = useMessages(shared);
  return (
    <span>
      <Status tone={tones[state]}>{jobStates[state]}</Status>
      {state === 'running' && note && <> {text(note)}</>}
      {error && <> {text(error.text)}</>}
    </span>
  );
}
