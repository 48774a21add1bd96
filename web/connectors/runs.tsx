import { Button } from '@mantine/core';
import { CloudDownload } from 'lucide-react';
import {
  getConnector,
  listRuns,
  runConnector,
  type Run,
  type WholeConnector,
} from '../../src/connectors/contract.ts';
import { MaybeLink } from '../home/maybe-link.tsx';
import { useAction, useList } from '../ui/api/use-endpoint.ts';
import { EmptyState } from '../ui/feedback/empty-state.tsx';
import { showDone } from '../ui/feedback/toasts.ts';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import { DataTable, type Column } from '../ui/list/data-table.tsx';
import { Status } from '../ui/page/status.tsx';
import { Time } from '../ui/page/time.tsx';
import classes from './connectors.module.css';
import { messages } from './messages.ts';

const tones = { running: 'busy', done: 'good', nothing: 'plain', failed: 'bad' } as const;

function Outcome({ run }: { run: Run }) {
  const say = useMessages(messages);
  const text = useBilingual();
  if (run.error !== null) return <span>{text(run.error)}</span>;
  return (
    <div className={classes['stack']}>
      {run.import !== null && <MaybeLink href={`/imports/${run.import}`}>{say.toImport}</MaybeLink>}
      {run.skipped.length > 0 && (
        <>
          <span>{say.skipped}</span>
          <ul className={classes['plain']}>
            {run.skipped.map(({ name, reason }, at) => (
              <li key={at}>
                <b>{name}</b> {text(reason)}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** Each time that a connector fetched something, and the way to have it done now. */
export function Runs({ connector }: { connector: WholeConnector }) {
  const say = useMessages(messages);
  const format = useFormat();
  const { id } = connector;
  const list = useList(listRuns, (after) => ({ id, ...(after === undefined ? {} : { after }) }), {
    every: 3_000,
  });
  const run = useAction(runConnector, {
    refreshes: [listRuns, getConnector],
    done: () => showDone(say.fetching),
  });
  const columns: Column<Run>[] = [
    { key: 'at', header: say.started, cell: ({ at }) => <Time at={at} /> },
    {
      key: 'state',
      header: say.health,
      cell: ({ state }) => <Status tone={tones[state]}>{say.runStates[state]}</Status>,
    },
    { key: 'files', header: say.files, numeric: true, cell: ({ files }) => format.number(files) },
    { key: 'size', header: say.size, numeric: true, cell: ({ bytes }) => format.bytes(bytes) },
    { key: 'outcome', header: say.outcome, cell: (one) => <Outcome run={one} /> },
  ];
  return (
    <div className={classes['stack']}>
      <div className={classes['line']}>
        <Button variant="default" loading={run.running} onClick={() => void run.run({ id })}>
          {say.runNow}
        </Button>
        <Button variant="subtle" loading={run.running} onClick={() => void run.run({ id, again: true })}>
          {say.runAgain}
        </Button>
      </div>
      <DataTable
        label={say.tabs.runs}
        list={list}
        columns={columns}
        rowKey={(one) => one.id}
        empty={
          <EmptyState icon={CloudDownload} title={say.noRuns}>
            {say.noRunsLead}
          </EmptyState>
        }
      />
    </div>
  );
}
