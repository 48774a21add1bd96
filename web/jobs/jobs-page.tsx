import { Button, SegmentedControl } from '@mantine/core';
import { ListChecks } from 'lucide-react';
import { useSearchParams } from 'wouter';
import { cancelJob, jobStates, listJobs } from '../../src/jobs/contract.ts';
import { useMay } from '../ui/api/session.tsx';
import { useAction, useList } from '../ui/api/use-endpoint.ts';
import { EmptyState } from '../ui/feedback/empty-state.tsx';
import { showDone } from '../ui/feedback/toasts.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import { DataTable, type Column } from '../ui/list/data-table.tsx';
import { messages as shared } from '../ui/messages.ts';
import { isOpen, type Job } from '../ui/page/job-progress.tsx';
import { Page } from '../ui/page/page.tsx';
import { Time } from '../ui/page/time.tsx';
import { nameJob } from './job-name.ts';
import { JobState } from './job-state.tsx';
import { messages } from './messages.ts';

function secondsOf({ startedAt, finishedAt }: Job): number | null {
  if (startedAt === null || finishedAt === null) return null;
  return (new Date(finishedAt).getTime() - new Date(startedAt).getTime()) / 1_000;
}

function useColumns(): Column<Job>[] {
  const say = useMessages(messages);
  const { none } = useMessages(shared);
  const format = useFormat();
  const mayStop = useMay('editor');
  const stop = useAction(cancelJob, { refreshes: [listJobs], done: () => showDone(say.stopped) });
  const actions: Column<Job> = {
    key: 'actions',
    header: say.actions,
    cell: (job) =>
      isOpen(job) ? (
        <Button size="compact-sm" variant="default" onClick={() => void stop.run({ id: job.id })}>
          {say.stop}
        </Button>
      ) : (
        none
      ),
  };
  const columns: Column<Job>[] = [
    { key: 'job', header: say.job, cell: (job) => nameJob(job, say.kinds) },
    { key: 'state', header: say.state, cell: (job) => <JobState job={job} /> },
    {
      key: 'progress',
      header: say.progress,
      cell: ({ progress }) => format.percent(progress),
      numeric: true,
    },
    {
      key: 'begun',
      header: say.begun,
      cell: ({ startedAt }) => (startedAt === null ? say.waiting : <Time at={startedAt} />),
    },
    {
      key: 'took',
      header: say.took,
      numeric: true,
      cell: (job) => {
        const seconds = secondsOf(job);
        return seconds === null ? none : say.seconds(format.number(Math.round(seconds * 10) / 10));
      },
    },
  ];
  return mayStop ? [...columns, actions] : columns;
}

/** The jobs of the workspace; what runs moves by itself. */
export function JobsPage() {
  const say = useMessages(messages);
  const { jobStates: stateNames } = useMessages(shared);
  const [search, setSearch] = useSearchParams();
  const state = jobStates.find((one) => one === search.get('state'));
  const list = useList(listJobs, (after) => ({ after, state, limit: 50 }), { every: 2_000 });
  const columns = useColumns();
  return (
    <Page title={say.title} lead={say.lead}>
      <SegmentedControl
        mb="md"
        aria-label={say.filter}
        value={state ?? ''}
        onChange={(value) => setSearch(value === '' ? {} : { state: value }, { replace: true })}
        data={[
          { value: '', label: say.all },
          ...jobStates.map((one) => ({ value: one, label: stateNames[one] })),
        ]}
      />
      <DataTable
        label={say.title}
        list={list}
        columns={columns}
        rowKey={({ id }) => id}
        empty={
          <EmptyState icon={ListChecks} title={state === undefined ? say.none : say.noneFit}>
            {say.noneLead}
          </EmptyState>
        }
      />
    </Page>
  );
}
