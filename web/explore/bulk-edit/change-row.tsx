import { ActionIcon, Select } from '@mantine/core';
import { X } from 'lucide-react';
import { useBilingual, useMessages } from '../../ui/i18n/language.ts';
import { howsOf, type Draft, type FieldInfo } from './change.ts';
import classes from './bulk-edit.module.css';
import { messages } from './messages.ts';
import { ValueInput } from './value-input.tsx';

interface ChangeRowProps {
  readonly draft: Draft;
  /** The fields that no other change is about. */
  readonly fields: readonly FieldInfo[];
  readonly change: (draft: Draft) => void;
  /** Leaves the change out; none where it is the only one. */
  readonly drop: (() => void) | null;
}

/** One field, what is to become of it, and the value. */
export function ChangeRow({ draft, fields, change, drop }: ChangeRowProps) {
  const say = useMessages(messages);
  const text = useBilingual();
  const possible = howsOf(draft.field);
  const choose = (key: string | null) => {
    const field = fields.find((one) => one.key === key) ?? null;
    const [how = 'set'] = howsOf(field);
    change({ ...draft, field, how, text: '', values: [] });
  };
  return (
    <li className={classes['change']}>
      <Select
        label={say.field}
        placeholder={say.chooseField}
        nothingFoundMessage={say.noField}
        searchable
        data={fields.map((field) => ({ value: field.key, label: text(field.label) }))}
        value={draft.field?.key ?? null}
        onChange={choose}
        data-autofocus
      />
      <Select
        label={say.how}
        allowDeselect={false}
        disabled={draft.field === null}
        data={possible.map((how) => ({ value: how, label: say.hows[how] }))}
        value={draft.how}
        onChange={(chosen) => {
          const how = possible.find((one) => one === chosen);
          if (how !== undefined) change({ ...draft, how });
        }}
      />
      <ValueInput draft={draft} change={change} />
      {drop && (
        <ActionIcon
          variant="subtle"
          color="gray"
          className={classes['drop'] ?? ''}
          aria-label={say.drop(draft.field === null ? say.field : text(draft.field.label))}
          onClick={drop}
        >
          <X size={16} aria-hidden />
        </ActionIcon>
      )}
    </li>
  );
}
