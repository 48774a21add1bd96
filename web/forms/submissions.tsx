import { Button, SegmentedControl } from '@mantine/core';
import { Inbox } from 'lucide-react';
import { useState } from 'react';
import {
  listSubmissions,
  retrySubmission,
  submissionStates,
  type SubmissionView,
} from '../../src/forms/contract.ts';
import { MaybeLink } from '../home/maybe-link.tsx';
import { useAction, useList } from '../ui/api/use-endpoint.ts';
import { EmptyState } from '../ui/feedback/empty-state.tsx';
import { LoadingRows } from '../ui/feedback/loading.tsx';
import { ProblemView } from '../ui/feedback/problem-view.tsx';
import { showDone } from '../ui/feedback/toasts.ts';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { Status } from '../ui/page/status.tsx';
import { Time } from '../ui/page/time.tsx';
import classes from './forms.module.css';
import { messages } from './messages.ts';

const tones = { pending: 'warn', waiting: 'busy', taken: 'good', rejected: 'bad' } as const;

function Facts({ submission }: { submission: SubmissionView }) {
  const say = useMessages(messages);
  const text = useBilingual();
  const { answers, allowed, utm, page, referrer } = submission;
  const facts = [
    ...answers.map(
      ({ question, answer, ...label }) => [question, text(label), answer ?? say.hidden] as const,
    ),
    ['allowed', say.allowed, allowed.join(', ')] as const,
    ['page', say.page, page ?? say.hidden] as const,
    ['referrer', say.referrer, referrer ?? say.hidden] as const,
    ['utm', say.campaign, Object.values(utm).join(' · ')] as const,
  ].filter(([, , value]) => value !== '');
  return (
    <dl className={classes['facts']}>
      {facts.map(([key, label, value]) => (
        <div key={key}>
          <dt>{label}</dt>
          <dd>
            <bdi>{value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Retry({ form, submission }: { form: string; submission: string }) {
  const say = useMessages(messages);
  const retry = useAction(retrySubmission, {
    refreshes: [listSubmissions],
    done: () => showDone(say.retried),
  });
  return (
    <>
      <p className={classes['note']}>{say.stuck}</p>
      <Button
        size="compact-sm"
        variant="default"
        loading={retry.running}
        onClick={() => void retry.run({ id: form, submission })}
      >
        {say.retry}
      </Button>
    </>
  );
}

function Entry({ form, submission }: { form: string; submission: SubmissionView }) {
  const say = useMessages(messages);
  const text = useBilingual();
  const { id, at, state, reason, profile } = submission;
  return (
    <li className={classes['card']} data-submission={id} data-state={state}>
      <div className={classes['line']}>
        <Status tone={tones[state]}>{say.states[state]}</Status>
        <Time at={at} />
        {profile !== null && <MaybeLink href={`/profiles/${profile}`}>{say.profile}</MaybeLink>}
      </div>
      {reason !== null && <p className={classes['note']}>{text(reason)}</p>}
      {submission.stuck && <Retry form={form} submission={id} />}
      <Facts submission={submission} />
    </li>
  );
}

/** What was sent with a form, the newest first. */
export function Submissions({ form }: { form: string }) {
  const say = useMessages(messages);
  const [chosen, setChosen] = useState('all');
  const state = submissionStates.find((one) => one === chosen);
  const list = useList(
    listSubmissions,
    (after) => ({
      id: form,
      ...(state === undefined ? {} : { state }),
      ...(after === undefined ? {} : { after }),
    }),
    { every: 5_000 },
  );
  return (
    <div className={classes['stack']}>
      <div>
        <SegmentedControl
          aria-label={say.state}
          value={chosen}
          onChange={setChosen}
          data={[
            { value: 'all', label: say.all },
            ...submissionStates.map((one) => ({ value: one, label: say.states[one] })),
          ]}
        />
      </div>
      {list.error !== null && <ProblemView error={list.error} retry={list.refetch} />}
      {list.rows === undefined && list.error === null && <LoadingRows />}
      {list.rows?.length === 0 && (
        <EmptyState icon={Inbox} title={say.noSubmissions}>
          {say.noSubmissionsLead}
        </EmptyState>
      )}
      <ul className={classes['list']}>
        {(list.rows ?? []).map((submission) => (
          <Entry key={submission.id} form={form} submission={submission} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {say.more}
        </Button>
      )}
    </div>
  );
}
