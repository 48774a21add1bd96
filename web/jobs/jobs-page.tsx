import { Anchor, Button, Chip, Group, Select } from '@mantine/core';
import { ListChecks } from 'lucide-react';
import type { ReactNode } from 'react';
import { useSearchParams } from 'wouter';
import { cancelJob, jobStates, listJobs } from '../../src/jobs/contract.ts';
import { downloadExport, listExports } from '../../src/query/contract.ts';
import { useMay, useWorkspace } from '../ui/api/session.tsx';
import { useAction, useEndpoint, useList } from '../ui/api/use-endpoint.ts';
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

/** What has come of exports, for those who may have it, by the job that wrote it. */
function useFiles(jobs: readonly Job[] | undefined): (job: Job) => ReactNode {
  const say = useMessages(messages);
  const format = useFormat();
  const mayHave = useMay('analyst');
  const { id: workspace } = useWorkspace();
  const written = jobs?.filter(({ kind, state }) => kind === 'export' && state === 'done') ?? [];
  const { data } = useEndpoint(
    listExports,
    { limit: 200 },
    // A job that has just ended has a file that is not known yet.
    { enabled: mayHave && written.length > 0, every: () => 5_000 },
  );
  const files = new Map(data?.rows.map((file) => [file.job, file]));
  return ({ id }) => {
    const file = files.get(id);
    if (file === undefined || file.rows === null || file.bytes === null) return null;
    return (
      <Anchor
        size="sm"
        href={`${downloadExport.path.replace(':id', file.id)}?workspace=${workspace}`}
        download
      >
        {say.download(format.number(file.rows), format.bytes(file.bytes))}
      </Anchor>
    );
  };
}

function useColumns(fileOf: (job: Job) => ReactNode): Column<Job>[] {
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
    {
      key: 'job',
      header: say.job,
      cell: (job) => (
        <Group gap="xs">
          {nameJob(job, say.kinds)}
          {fileOf(job)}
        </Group>
      ),
    },
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
  const kinds = Object.entries(say.kinds);
  const kind = kinds.find(([one]) => one === search.get('kind'))?.[0];
  const list = useList(listJobs, (after) => ({ after, state, kind, limit: 50 }), { every: 2_000 });
  const columns = useColumns(useFiles(list.rows));
  const filtered = state !== undefined || kind !== undefined;
  const narrow = (name: 'state' | 'kind', value: string) =>
    setSearch(
      (before) => {
        const after = new URLSearchParams(before);
        if (value === '') after.delete(name);
        else after.set(name, value);
        return after;
      },
      { replace: true },
    );
  return (
    <Page title={say.title} lead={say.lead}>
      <Group mb="md" gap="md">
        <Chip.Group value={state ?? ''} onChange={(value: string) => narrow('state', value)}>
          <Group gap="xs" role="radiogroup" aria-label={say.filter}>
            <Chip value="">{say.all}</Chip>
            {jobStates.map((one) => (
              <Chip key={one} value={one}>
                {stateNames[one]}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
        <Select
          size="xs"
          aria-label={say.kind}
          placeholder={say.allKinds}
          clearable
          data={kinds.map(([value, label]) => ({ value, label }))}
          value={kind ?? null}
          onChange={(value) => narrow('kind', value ?? '')}
        />
      </Group>
      <DataTable
        label={say.title}
        list={list}
        columns={columns}
        rowKey={({ id }) => id}
        empty={
          <EmptyState icon={ListChecks} title={filtered ? say.noneFit : say.none}>
            {say.noneLead}
          </EmptyState>
        }
      />
    </Page>
  );
}
