import { Select } from '@mantine/core';
import { kinds } from '../../../src/fields/types.ts';
import { shapeChoices } from '../../../src/sources/contract.ts';
import { useMessages } from '../../ui/i18n/language.ts';
import { messages } from '../messages.ts';
import classes from '../sources.module.css';
import { ChoiceSelect } from './source-form.tsx';
import type { FileGroup, GroupChoices, ShapeChoices } from './wizard.ts';

const encodings = [
  'utf-8',
  'gb18030',
  'big5',
  'shift_jis',
  'windows-1252',
  'utf-16le',
  'utf-16be',
  'euc-kr',
  'euc-jp',
];
const formats = shapeChoices.shape.format.unwrap().options;

interface OneProps {
  readonly label: string;
  readonly value: string | null;
  readonly data: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
}

function One({ label, value, data, onChange }: OneProps) {
  const known = value === null || data.some((one) => one.value === value);
  return (
    <Select
      label={label}
      allowDeselect={false}
      data={known ? [...data] : [{ value, label: value }, ...data]}
      value={value}
      onChange={(chosen) => chosen !== null && onChange(chosen)}
    />
  );
}

function useHeaderLines({ shown }: FileGroup): OneProps['data'] {
  const say = useMessages(messages).wizard;
  const lines = shown.top.map(({ line, cells }) => ({
    value: String(line),
    label: say.headerLine(
      line,
      cells
        .filter((cell) => cell !== '')
        .join(' · ')
        .slice(0, 60),
    ),
  }));
  return [...lines, { value: '0', label: say.noHeader }];
}

interface LayoutFormProps {
  readonly group: FileGroup;
  readonly choose: (part: Partial<GroupChoices>) => void;
}

/** How files of one layout are read, each guess to be changed. */
export function LayoutForm({ group, choose }: LayoutFormProps) {
  const all = useMessages(messages);
  const say = all.wizard;
  const { shown, choices } = group;
  const change = (part: ShapeChoices) => choose({ shape: { ...choices.shape, ...part } });
  const format = formats.find((one) => one === shown.format) ?? 'csv';
  const lines = useHeaderLines(group);
  const grid = shown.top.length > 0;
  return (
    <div className={classes['fields']}>
      <ChoiceSelect
        label={say.kind}
        values={kinds}
        names={all.kinds}
        value={choices.kind ?? shown.kind.kind}
        onChange={(kind) => choose({ kind, columns: {} })}
      />
      <ChoiceSelect
        label={say.format}
        values={formats}
        names={all.formats}
        value={format}
        onChange={(chosen) => choose({ shape: { format: chosen }, columns: {} })}
      />
      {shown.encoding !== null && (
        <One
          label={say.encoding}
          value={choices.shape.encoding ?? shown.encoding}
          data={encodings.map((value) => ({ value, label: value.toUpperCase() }))}
          onChange={(encoding) => change({ encoding })}
        />
      )}
      {format === 'csv' && (
        <One
          label={say.delimiter}
          value={choices.shape.delimiter ?? shown.delimiter}
          data={Object.entries(all.delimiters).map(([value, label]) => ({ value, label }))}
          onChange={(delimiter) => change({ delimiter })}
        />
      )}
      {shown.sheets.length > 0 && (
        <One
          label={say.sheet}
          value={shown.sheet}
          data={shown.sheets.map((value) => ({ value, label: value }))}
          onChange={(sheet) =>
            choose({
              shape: { ...(choices.shape.format && { format: choices.shape.format }), sheet },
              columns: {},
            })
          }
        />
      )}
      {grid && (
        <One
          label={say.header}
          value={String(shown.headerRow ?? 0)}
          data={lines}
          onChange={(line) => choose({ shape: { ...choices.shape, headerRow: Number(line) }, columns: {} })}
        />
      )}
    </div>
  );
}
