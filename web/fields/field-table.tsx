import { Button, Group, Progress } from '@mantine/core';
import { archiveField, listFields, restoreField } from '../../src/records/contract.ts';
import type { Output } from '../../src/lib/endpoint.ts';
import { useAction } from '../ui/api/use-endpoint.ts';
import { showDone } from '../ui/feedback/toasts.ts';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import { DataTable, type Column } from '../ui/list/data-table.tsx';
import { Status } from '../ui/page/status.tsx';
import classes from './field-table.module.css';
import { messages } from './messages.ts';

export type FieldRow = Output<typeof listFields>['rows'][number];

const tones = { public: 'plain', internal: 'plain', personal: 'warn', sensitive: 'bad' } as const;

function Named({ field }: { field: FieldRow }) {
  const say = useMessages(messages);
  const text = useBilingual();
  const notes = [
    field.many ? say.many : '',
    field.unit ?? '',
    field.sight === 'masked' ? say.masked : '',
  ].filter((note) => note !== '');
  return (
    <div className={classes['named']}>
      <span>
        <bdi>{text(field.label)}</bdi> {field.custom && <Status tone="busy">{say.own}</Status>}
      </span>
      <small>
        <code>{field.key}</code>
        {notes.map((note) => ` · ${note}`)}
      </small>
      {field.synonyms.length > 0 && <small>{say.alsoCalled(field.synonyms.slice(0, 6).join('、'))}</small>}
    </div>
  );
}

function Filled({ field, count, total }: { field: FieldRow; count: number; total: number }) {
  const say = useMessages(messages);
  const text = useBilingual();
  const { percent, number } = useFormat();
  if (count === 0 || total === 0) return <small>{say.unused}</small>;
  const share = say.share(percent(count / total), number(count));
  return (
    <div className={classes['filled']}>
      <Progress
        value={(100 * count) / total}
        size="sm"
        aria-label={`${text(field.label)}: ${share}`}
        className={classes['bar'] ?? ''}
      />
      <small>{share}</small>
    </div>
  );
}

function OwnActions({ field, edit }: { field: FieldRow; edit: (field: FieldRow) => void }) {
  const say = useMessages(messages);
  const text = useBilingual();
  const restore = useAction(restoreField, { refreshes: [listFields] });
  const archive = useAction(archiveField, {
    refreshes: [listFields],
    done: () => showDone(say.archived(text(field.label)), () => restore.run({ key: field.key })),
  });
  return (
    <Group gap="xs" wrap="nowrap">
      <Button size="compact-sm" variant="default" onClick={() => edit(field)}>
        {say.edit}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        loading={archive.running}
        onClick={() => void archive.run({ key: field.key })}
      >
        {say.archive}
      </Button>
    </Group>
  );
}

function Restore({ field }: { field: FieldRow }) {
  const say = useMessages(messages);
  const text = useBilingual();
  const restore = useAction(restoreField, {
    refreshes: [listFields],
    done: () => showDone(say.restored(text(field.label))),
  });
  return (
    <Button
      size="compact-sm"
      variant="default"
      loading={restore.running}
      onClick={() => void restore.run({ key: field.key })}
    >
      {say.restore}
    </Button>
  );
}

interface FieldTableProps {
  readonly label: string;
  readonly rows: readonly FieldRow[];
  /** How many profiles there are; null until they are counted. */
  readonly total: number | null;
  readonly filled: ReadonlyMap<string, number>;
  readonly archived: boolean;
  /** Opens the form of a field; null for who may not. */
  readonly edit: ((field: FieldRow) => void) | null;
}

/** The fields of a domain: what they are called, what they hold, who may see them, how full they are. */
export function FieldTable({ label, rows, total, filled, archived, edit }: FieldTableProps) {
  const say = useMessages(messages);
  const columns: Column<FieldRow>[] = [
    { key: 'field', header: say.field, cell: (field) => <Named field={field} /> },
    { key: 'type', header: say.type, cell: ({ type }) => say.types[type] },
    {
      key: 'sensitivity',
      header: say.sensitivity,
      cell: ({ sensitivity }) => <Status tone={tones[sensitivity]}>{say.sensitivities[sensitivity]}</Status>,
    },
    {
      key: 'filled',
      header: say.filled,
      cell: (field) =>
        total !== null && !archived ? (
          <Filled field={field} count={filled.get(field.key) ?? 0} total={total} />
        ) : null,
    },
  ];
  const act = (field: FieldRow) => {
    if (edit === null || !field.custom) return null;
    return archived ? <Restore field={field} /> : <OwnActions field={field} edit={edit} />;
  };
  const withActions =
    edit !== null && rows.some(({ custom }) => custom)
      ? [...columns, { key: 'actions', header: say.actions, cell: act }]
      : columns;
  return (
    <div className={classes['table']}>
      <DataTable
        label={label}
        list={{ rows, error: null }}
        columns={withActions}
        rowKey={({ key }) => key}
        empty={null}
      />
    </div>
  );
}
