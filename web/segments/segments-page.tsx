import { Button, Checkbox } from '@mantine/core';
import { RefreshCw, Shapes } from 'lucide-react';
import { useState } from 'react';
import { listSegments, refreshSegments, type Segment } from '../../src/segments/contract.ts';
import { MaybeLink } from '../home/maybe-link.tsx';
import { useMay } from '../ui/api/session.tsx';
import { useAction, useEndpoint, useRefresh } from '../ui/api/use-endpoint.ts';
import { AnswerView } from '../ui/feedback/answer-view.tsx';
import { EmptyState } from '../ui/feedback/empty-state.tsx';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import { type Column, DataTable } from '../ui/list/data-table.tsx';
import { KindChoice, useKind } from '../ui/list/kind-choice.tsx';
import { JobProgress } from '../ui/page/job-progress.tsx';
import { Page } from '../ui/page/page.tsx';
import { usePagePath } from '../ui/page/page-list.ts';
import { Time } from '../ui/page/time.tsx';
import { Comparison } from './comparison.tsx';
import { Contrast } from './contrast.tsx';
import { messages } from './messages.ts';
import classes from './segments.module.css';
import { Sparkline } from './sparkline.tsx';
import { StockedList } from './stocked-list.tsx';

/** The columns of the list; `ids` are those that are chosen to be compared. */
function useColumns(ids: readonly string[], setIds: (ids: readonly string[]) => void): Column<Segment>[] {
  const say = useMessages(messages);
  const text = useBilingual();
  const format = useFormat();
  const path = usePagePath('segments');
  return [
    {
      key: 'compare',
      header: say.compare,
      cell: ({ id, name, rule }) => (
        <Checkbox
          aria-label={say.choose(name)}
          checked={ids.includes(id)}
          disabled={rule === null}
          onChange={({ currentTarget }) =>
            setIds(currentTarget.checked ? [...ids, id].slice(-10) : ids.filter((one) => one !== id))
          }
        />
      ),
    },
    {
      key: 'name',
      header: say.name,
      cell: ({ id, name, folder, problem }) => (
        <span data-name={name}>
          <MaybeLink href={path === undefined ? undefined : `${path}/${id}`}>{name}</MaybeLink>
          {folder !== '' && <span className={classes['small']}>{folder}</span>}
          {problem !== null && <span className={classes['small']}>{text(problem)}</span>}
        </span>
      ),
    },
    {
      key: 'size',
      header: say.size,
      numeric: true,
      cell: ({ size }) => (size === null ? say.waiting : format.number(size)),
    },
    { key: 'history', header: say.history, cell: ({ history }) => <Sparkline history={history} /> },
    { key: 'owner', header: say.owner, cell: ({ owner }) => owner.name },
    {
      key: 'updated',
      header: say.updated,
      cell: ({ refreshedAt }) => refreshedAt !== null && <Time at={refreshedAt} />,
    },
  ];
}

function List({ rows }: { rows: readonly Segment[] }) {
  const say = useMessages(messages);
  const [ids, setIds] = useState<readonly string[]>([]);
  const columns = useColumns(ids, setIds);
  const chosen = rows.filter(({ id }) => ids.includes(id));
  const [left, right] = chosen;
  return (
    <>
      <DataTable
        label={say.title}
        list={{ rows, error: null }}
        columns={columns}
        rowKey={({ id }) => id}
        empty={
          <EmptyState icon={Shapes} title={say.none}>
            {say.noneLead}
          </EmptyState>
        }
      />
      {chosen.length > 1 && <Comparison chosen={chosen} />}
      {left !== undefined && right !== undefined && chosen.length === 2 && (
        <Contrast key={`${left.id}${right.id}`} left={left} right={right} />
      )}
      {chosen.length < 2 && rows.length > 1 && <p className={classes['note']}>{say.compareLead}</p>}
    </>
  );
}

/** Every segment of a kind with its size over time, how they overlap, and what to start from. */
export function SegmentsPage() {
  const say = useMessages(messages);
  const kind = useKind();
  const mayWrite = useMay('analyst');
  const [job, setJob] = useState<string | null>(null);
  const refresh = useRefresh();
  const every = (data: { rows: readonly Segment[] } | undefined) =>
    data?.rows.some(({ size, problem }) => size === null && problem === null) === true ? 1500 : false;
  const answer = useEndpoint(listSegments, { kind }, { every });
  const start = useAction(refreshSegments, { done: (started) => setJob(started.job) });
  const button = mayWrite && (
    <Button
      leftSection={<RefreshCw size={16} aria-hidden />}
      loading={start.running}
      onClick={() => void start.run({})}
    >
      {say.refresh}
    </Button>
  );
  return (
    <Page title={say.title} lead={say.lead} actions={button}>
      {job !== null && (
        <JobProgress
          key={job}
          id={job}
          label={say.refreshing}
          done={() => {
            setJob(null);
            void refresh(listSegments);
          }}
        />
      )}
      <div className={classes['bar']}>
        <KindChoice />
      </div>
      <AnswerView answer={answer}>{({ rows }) => <List key={kind} rows={rows} />}</AnswerView>
      {mayWrite && <StockedList kind={kind} />}
    </Page>
  );
}
