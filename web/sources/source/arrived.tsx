import { Badge } from '@mantine/core';
import { Link } from 'wouter';
import { listSourceRecords, type SourceRecord } from '../../../src/sources/contents/contract.ts';
import { channels as allChannels, type Source } from '../../../src/sources/contract.ts';
import { useList } from '../../ui/api/use-endpoint.ts';
import { useMessages } from '../../ui/i18n/language.ts';
import { useFormat } from '../../ui/i18n/use-format.ts';
import { DataTable, type Column } from '../../ui/list/data-table.tsx';
import { usePagePath } from '../../ui/page/page-list.ts';
import { Section } from '../../ui/page/section.tsx';
import { Time } from '../../ui/page/time.tsx';
import { messages } from '../messages.ts';
import { useFieldNames } from '../result/result-view.tsx';
import classes from '../sources.module.css';

/** So many cells stand in the row itself; all of them below it when it is opened. */
const firstCells = 4;

function Cells({ cells, kind }: SourceRecord) {
  const say = useMessages(messages).arrived;
  const nameOf = useFieldNames();
  const shown = cells.slice(0, firstCells).map(({ text }) => text);
  return (
    <details className={classes['arrived']}>
      <summary>
        <bdi>{shown.length === 0 ? say.noCells : shown.join(' · ')}</bdi>
      </summary>
      <dl>
        {cells.map(({ column, field, text }) => (
          <div key={column}>
            <dt>
              <bdi>{column}</bdi>
              {field !== null && nameOf(field, kind) !== column && <small> {nameOf(field, kind)}</small>}
            </dt>
            <dd>
              <bdi>{text}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/** Whose record it is; one that does not count says why. */
function Owner({ profile, state }: SourceRecord) {
  const say = useMessages(messages).arrived;
  const page = usePagePath('profile');
  if (profile === null)
    return (
      <Badge variant="default" title={say.statesLead[state]}>
        {say.states[state]}
      </Badge>
    );
  return (
    <Link href={page?.replace(':id', profile.id) ?? ''}>
      <bdi>{profile.name === '' ? profile.id : profile.name}</bdi>
    </Link>
  );
}

function Origin({ file, line, import: id, channel }: SourceRecord) {
  const { arrived: say, channels } = useMessages(messages);
  const format = useFormat();
  const known = allChannels.find((one) => one === channel);
  if (file === '') return known === undefined ? channel : channels[known];
  const place = line === 0 ? '' : ` · ${say.line(format.number(line))}`;
  const name = <bdi>{file}</bdi>;
  return (
    <span>
      {id === null ? name : <Link href={`/imports/${id}`}>{name}</Link>}
      {place}
    </span>
  );
}

/** The raw records of a source as they arrived, the newest first; nothing of them is ever changed. */
export function Arrived({ source }: { source: Source }) {
  const say = useMessages(messages).arrived;
  const list = useList(listSourceRecords, (after) => ({ id: source.id, after, limit: 10 }));
  const columns: Column<SourceRecord>[] = [
    { key: 'cells', header: say.cells, cell: (row) => <Cells {...row} /> },
    { key: 'owner', header: say.owner, cell: (row) => <Owner {...row} /> },
    { key: 'origin', header: say.origin, cell: (row) => <Origin {...row} /> },
    { key: 'time', header: say.time, cell: ({ receivedAt }) => <Time at={receivedAt} /> },
  ];
  if (list.rows?.length === 0) return null;
  return (
    <Section title={say.title}>
      <p className={classes['lead']}>{say.lead}</p>
      <DataTable
        label={say.title}
        list={list}
        columns={columns}
        rowKey={({ record }) => record}
        empty={null}
      />
    </Section>
  );
}
