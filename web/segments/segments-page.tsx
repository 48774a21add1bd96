import { Button, Checkbox, SegmentedControl } from '@mantine/core';
import { RefreshCw, Shapes } from 'lucide-react';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { kinds, type Kind } from '../../src/fields/types.ts';
import { listSegments, refreshSegments, type Segment } from '../../src/segments/contract.ts';
import { MaybeLink } from '../home/maybe-link.tsx';
import { Wide } from '../insights/wide.tsx';
import { useMay } from '../ui/api/session.tsx';
import { useAction, useEndpoint, useRefresh } from '../ui/api/use-endpoint.ts';
import { AnswerView } from '../ui/feedback/answer-view.tsx';
import { EmptyState } from '../ui/feedback/empty-state.tsx';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import { JobProgress } from '../ui/page/job-progress.tsx';
import { Page } from '../ui/page/page.tsx';
import { usePagePath } from '../ui/page/page-list.ts';
import { Time } from '../ui/page/time.tsx';
import { Comparison } from './comparison.tsx';
import { messages } from './messages.ts';
import classes from './segments.module.css';
import { Sparkline } from './sparkline.tsx';
import { StockedList } from './stocked-list.tsx';

interface RowProps {
  readonly segment: Segment;
  readonly chosen: boolean;
  readonly choose: (chosen: boolean) => void;
}

function Row({ segment, chosen, choose }: RowProps) {
  const say = useMessages(messages);
  const text = useBilingual();
  const format = useFormat();
  const path = usePagePath('segments');
  const { id, name, folder, size, history, owner, refreshedAt, problem, rule } = segment;
  return (
    <tr data-name={name}>
      <td>
        <Checkbox
          aria-label={say.choose(name)}
          checked={chosen}
          disabled={rule === null}
          onChange={({ currentTarget }) => choose(currentTarget.checked)}
        />
      </td>
      <td>
        <MaybeLink href={path === undefined ? undefined : `${path}/${id}`}>{name}</MaybeLink>
        {folder !== '' && <span className={classes['small']}>{folder}</span>}
        {problem !== null && <span className={classes['small']}>{text(problem)}</span>}
      </td>
      <td className={classes['number']}>{size === null ? say.waiting : format.number(size)}</td>
      <td>
        <Sparkline history={history} />
      </td>
      <td>{owner.name}</td>
      <td>{refreshedAt !== null && <Time at={refreshedAt} />}</td>
    </tr>
  );
}

function List({ rows }: { rows: readonly Segment[] }) {
  const say = useMessages(messages);
  const [ids, setIds] = useState<readonly string[]>([]);
  const chosen = rows.filter(({ id }) => ids.includes(id));
  if (rows.length === 0)
    return (
      <EmptyState icon={Shapes} title={say.none}>
        {say.noneLead}
      </EmptyState>
    );
  return (
    <>
      <Wide label={say.title}>
        <table className={classes['table']}>
          <thead>
            <tr>
              <th scope="col">{say.compare}</th>
              <th scope="col">{say.name}</th>
              <th scope="col" className={classes['number']}>
                {say.size}
              </th>
              <th scope="col">{say.history}</th>
              <th scope="col">{say.owner}</th>
              <th scope="col">{say.updated}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((segment) => (
              <Row
                key={segment.id}
                segment={segment}
                chosen={ids.includes(segment.id)}
                choose={(on) =>
                  setIds(on ? [...ids, segment.id].slice(-10) : ids.filter((id) => id !== segment.id))
                }
              />
            ))}
          </tbody>
        </table>
      </Wide>
      {chosen.length > 1 ? (
        <Comparison chosen={chosen} />
      ) : (
        <p className={classes['note']}>{say.compareLead}</p>
      )}
    </>
  );
}

/** Every segment of a kind with its size over time, how they overlap, and what to start from. */
export function SegmentsPage() {
  const say = useMessages(messages);
  const [search, setSearch] = useSearchParams();
  const kind: Kind = kinds.find((one) => one === search.get('kind')) ?? 'person';
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
        <SegmentedControl
          aria-label={say.kind}
          value={kind}
          onChange={(value) => setSearch({ kind: value })}
          data={kinds.map((one) => ({ value: one, label: say.kinds[one] }))}
        />
      </div>
      <AnswerView answer={answer}>{({ rows }) => <List key={kind} rows={rows} />}</AnswerView>
      {mayWrite && <StockedList kind={kind} />}
    </Page>
  );
}
