import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { Kind } from '../../../src/fields/types.ts';
import { listJobs } from '../../../src/jobs/contract.ts';
import { queryProfiles } from '../../../src/query/contract.ts';
import { createEdit, getEdit, previewEdit, undoEdit } from '../../../src/query/edits/contract.ts';
import { listFields } from '../../../src/records/contract.ts';
import { useAction, useEndpoint, useRefresh } from '../../ui/api/use-endpoint.ts';
import { useClient } from '../../ui/api/session.tsx';
import { toProblem } from '../../ui/api/client.ts';
import { ProblemView } from '../../ui/feedback/problem-view.tsx';
import { showDone } from '../../ui/feedback/toasts.ts';
import { useMessages } from '../../ui/i18n/language.ts';
import { useFormat } from '../../ui/i18n/use-format.ts';
import { messages as shared } from '../../ui/messages.ts';
import { Dialog } from '../../ui/page/dialog.tsx';
import { JobProgress, type Job } from '../../ui/page/job-progress.tsx';
import classes from './bulk-edit.module.css';
import { ChangeRow } from './change-row.tsx';
import { emptyDraft, setOf, type Draft } from './change.ts';
import { messages } from './messages.ts';

interface BulkEditProps {
  readonly kind: Kind;
  /** The rule that fits those that are meant. */
  readonly rule: unknown;
  /** How many that are; null while nobody knows. */
  readonly total: number | null;
  readonly close: () => void;
}

/** Says that the edit is done, with the way back. */
function useSayDone(): (edit: string) => Promise<void> {
  const say = useMessages(messages);
  const client = useClient();
  const refresh = useRefresh();
  return async (id) => {
    await refresh(queryProfiles, listJobs);
    const { edited } = await client.call(getEdit, { id });
    showDone(say.done(edited ?? 0), async () => {
      await client.call(undoEdit, { id });
      await refresh(listJobs);
    });
  };
}

interface StandingProps {
  readonly kind: Kind;
  readonly rule: unknown;
  readonly set: Record<string, unknown> | undefined;
  readonly go: (changed: number) => void;
  readonly going: boolean;
  readonly close: () => void;
}

/** What the edit would do, and the button that does it. */
function Standing({ kind, rule, set, go, going, close }: StandingProps) {
  const say = useMessages(messages);
  const { cancel } = useMessages(shared);
  const format = useFormat();
  const wanted = set === undefined ? '' : JSON.stringify(set);
  const [asked] = useDebouncedValue(wanted, 300);
  const isAsked = set !== undefined && asked === wanted;
  const { data, error, isFetching } = useEndpoint(
    previewEdit,
    { kind, rule, set: set ?? {} },
    { enabled: isAsked },
  );
  const settled = isAsked && !isFetching ? data : undefined;
  const changed = settled?.changed ?? 0;
  const words = () => {
    if (set === undefined) return say.incomplete;
    if (settled === undefined) return error ? '' : say.counting;
    return changed === 0 ? say.nothing : say.preview(format.number(settled.total), format.number(changed));
  };
  return (
    <>
      {set !== undefined && error && <ProblemView error={toProblem(error)} />}
      <div className={classes['foot']}>
        <p role="status">{words()}</p>
        <div className={classes['buttons']}>
          <Button variant="default" onClick={close}>
            {cancel}
          </Button>
          <Button disabled={changed === 0} loading={going} onClick={() => go(changed)}>
            {say.go(format.number(changed))}
          </Button>
        </div>
      </div>
    </>
  );
}

/** Changes fields of many customers at once: says what would change, does it in the background, and offers the way back. */
export function BulkEditDialog({ kind, rule, total, close }: BulkEditProps) {
  const say = useMessages(messages);
  const format = useFormat();
  const { data: fields } = useEndpoint(listFields, { kind });
  const [drafts, setDrafts] = useState<readonly Draft[]>([emptyDraft(1)]);
  const [started, setStarted] = useState<{ edit: string; job: string; changed: number } | null>(null);
  const sayDone = useSayDone();
  const start = useAction(createEdit, { quiet: true, refreshes: [listJobs] });
  const set = setOf(drafts);
  const go = async (changed: number) => {
    if (set === undefined) return;
    const made = await start.run({ kind, rule, set });
    if (made !== undefined) setStarted({ ...made, changed });
  };
  const change = (next: Draft) => setDrafts(drafts.map((draft) => (draft.id === next.id ? next : draft)));
  const ended = (job: Job) => {
    if (job.state !== 'done' || started === null) return;
    void sayDone(started.edit);
    close();
  };
  const free = (draft: Draft) =>
    (fields?.rows ?? []).filter(
      ({ key }) => key === draft.field?.key || drafts.every(({ field }) => field?.key !== key),
    );
  return (
    <Dialog
      opened
      close={close}
      title={total === null ? say.edit : say.title(format.number(total), total !== 1)}
      size="xl"
    >
      {started !== null && (
        <>
          <JobProgress id={started.job} label={say.running(format.number(started.changed))} done={ended} />
          <p>{say.background}</p>
        </>
      )}
      {started === null && (
        <>
          <p className={classes['lead']}>{say.lead}</p>
          <ul className={classes['changes']}>
            {drafts.map((draft) => (
              <ChangeRow
                key={draft.id}
                draft={draft}
                fields={free(draft)}
                change={change}
                drop={drafts.length === 1 ? null : () => setDrafts(drafts.filter((one) => one !== draft))}
              />
            ))}
          </ul>
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<Plus size={15} aria-hidden />}
            onClick={() => setDrafts([...drafts, emptyDraft(Math.max(...drafts.map(({ id }) => id)) + 1)])}
          >
            {say.another}
          </Button>
          {start.problem && <ProblemView error={start.problem} />}
          <Standing
            {...{ kind, rule, set, close }}
            go={(changed) => void go(changed)}
            going={start.running}
          />
        </>
      )}
    </Dialog>
  );
}
