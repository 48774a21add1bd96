import { useMessages } from '../../ui/i18n/language.ts';
import { useRowWindow } from '../../ui/list/row-window.ts';
import { Status } from '../../ui/page/status.tsx';
import { messages } from '../messages.ts';
import classes from '../sources.module.css';
import { ColumnExtras } from './column-extras.tsx';
import type { FieldView } from './field-search.ts';
import { FieldSelect } from './field-select.tsx';
import { choiceOf, type ColumnChoice, type FileGroup } from './wizard.ts';

type Suggestion = FileGroup['columns'][number];

interface ColumnRowProps {
  readonly group: FileGroup;
  readonly column: Suggestion;
  readonly fields: readonly FieldView[];
  readonly onChange: (choice: ColumnChoice) => void;
}

function Sureness({ group, column }: Pick<ColumnRowProps, 'group' | 'column'>) {
  const { sureness } = useMessages(messages).wizard;
  const said = group.choices.columns[column.header];
  const choice = choiceOf(group, column);
  if (choice === '') return <Status tone="plain">{sureness.none}</Status>;
  if (said !== undefined && (typeof said === 'string' || said.field !== column.field))
    return <Status tone="good">{sureness.own}</Status>;
  if (group.shown.remembered || column.confidence >= 0.85)
    return <Status tone="good">{sureness.high}</Status>;
  return column.confidence >= 0.6 ? (
    <Status tone="plain">{sureness.middle}</Status>
  ) : (
    <Status tone="warn">{sureness.low}</Status>
  );
}

function ColumnRow({ group, column, fields, onChange }: ColumnRowProps) {
  const choice = choiceOf(group, column);
  const said = typeof choice === 'string' ? { field: choice } : choice;
  const field = fields.find(({ key }) => key === said.field);
  const samples = group.shown.samples
    .map((cells) => cells[column.column] ?? '')
    .filter((cell) => cell.trim() !== '');
  const examples = [...new Set(samples)].slice(0, 3).map((cell) => cell.slice(0, 40));
  const suggested = [
    ...new Set([column.field, ...column.alternatives.map((one) => one.field)].filter((key) => key !== null)),
  ];
  return (
    <>
      <div className={classes['columnHead']}>
        <strong>
          <bdi>{column.header}</bdi>
        </strong>
        <small>
          <bdi>{examples.join(' · ')}</bdi>
        </small>
      </div>
      <FieldSelect
        header={column.header}
        value={said.field}
        fields={fields}
        suggested={suggested}
        onChange={(key) => onChange(key === '' ? '' : { field: key })}
      />
      <div>
        {field && (
          <ColumnExtras
            field={field}
            header={column.header}
            said={{ ...said, field: field.key }}
            onChange={onChange}
          />
        )}
      </div>
      <Sureness group={group} column={column} />
    </>
  );
}

interface ColumnListProps {
  readonly group: FileGroup;
  readonly fields: readonly FieldView[];
  readonly onChange: (header: string, choice: ColumnChoice) => void;
}

/** Up to so many columns stand in the page; more scroll in a window of their own. */
const inPage = 40;
const rowHeight = 60;

/** The columns of a file and the fields that they go to. */
export function ColumnList({ group, fields, onChange }: ColumnListProps) {
  const say = useMessages(messages).wizard;
  const many = group.columns.length > inPage;
  const { first, last, height, onScroll } = useRowWindow(group.columns.length, rowHeight);
  const row = (column: Suggestion) => (
    <ColumnRow
      group={group}
      column={column}
      fields={fields}
      onChange={(choice) => onChange(column.header, choice)}
    />
  );
  if (!many)
    return (
      <ul className={classes['columns']} aria-label={say.columns}>
        {group.columns.map((column) => (
          <li key={column.header} className={classes['columnRow']}>
            {row(column)}
          </li>
        ))}
      </ul>
    );
  return (
    <div onScroll={onScroll} className={classes['window']}>
      <ul className={classes['columns']} aria-label={say.columns} style={{ height }}>
        {group.columns.slice(first, last).map((column, at) => (
          <li
            key={column.header}
            className={classes['columnRow']}
            data-placed
            style={{ height: rowHeight, transform: `translateY(${(first + at) * rowHeight}px)` }}
          >
            {row(column)}
          </li>
        ))}
      </ul>
    </div>
  );
}
