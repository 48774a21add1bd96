import { Button, Group, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import {
  longestTalk,
  talkDirections,
  talkOutcomes,
  talkWays,
  type Talk,
} from '../../src/teamwork/talks/contract.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { messages } from './messages.ts';
import classes from './teamwork.module.css';

/** What one writes down of a call or visit. */
export type TalkDraft = Pick<
  Talk,
  'way' | 'direction' | 'outcome' | 'at' | 'minutes' | 'with' | 'text' | 'next' | 'nextDue'
>;

/** A time as the control of browsers has it: in the reader's own time zone. */
function localTime(at: string): string {
  const date = new Date(at);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly values: readonly T[];
  readonly names: Readonly<Record<T, string>>;
  readonly value: T;
  readonly choose: (value: T) => void;
}

function Choice<T extends string>({ label, values, names, value, choose }: ChoiceProps<T>) {
  return (
    <Select
      size="xs"
      label={label}
      allowDeselect={false}
      data={values.map((one) => ({ value: one, label: names[one] }))}
      value={value}
      onChange={(chosen) => choose(values.find((one) => one === chosen) ?? value)}
    />
  );
}

interface FieldsProps {
  readonly draft: TalkDraft;
  readonly change: (part: Partial<TalkDraft>) => void;
}

function Facts({ draft, change }: FieldsProps) {
  const say = useMessages(messages).talks;
  return (
    <div className={classes['fields']}>
      <Choice
        label={say.way}
        values={talkWays}
        names={say.ways}
        value={draft.way}
        choose={(way) => change({ way })}
      />
      <Choice
        label={say.direction}
        values={talkDirections}
        names={say.directions}
        value={draft.direction}
        choose={(direction) => change({ direction })}
      />
      <Choice
        label={say.outcome}
        values={talkOutcomes}
        names={say.outcomes}
        value={draft.outcome}
        choose={(outcome) => change({ outcome })}
      />
      <TextInput
        size="xs"
        type="datetime-local"
        label={say.at}
        value={localTime(draft.at)}
        onChange={({ currentTarget: { value } }) =>
          value !== '' && change({ at: new Date(value).toISOString() })
        }
      />
      <NumberInput
        size="xs"
        label={say.minutes}
        min={0}
        max={1_440}
        allowDecimal={false}
        value={draft.minutes ?? ''}
        onChange={(value) => change({ minutes: value === '' ? null : Number(value) })}
      />
      <TextInput
        size="xs"
        label={say.with}
        maxLength={200}
        value={draft.with}
        onChange={({ currentTarget }) => change({ with: currentTarget.value })}
      />
    </div>
  );
}

interface TalkFormProps {
  readonly first: TalkDraft;
  /** True for one that is there: its next step is no new task. */
  readonly there: boolean;
  readonly save: (draft: TalkDraft) => Promise<unknown>;
  readonly close: () => void;
}

/** A call or visit, to be written down or changed. */
export function TalkForm({ first, there, save, close }: TalkFormProps) {
  const say = useMessages(messages).talks;
  const [draft, setDraft] = useState(first);
  const [saving, setSaving] = useState(false);
  const change = (part: Partial<TalkDraft>) => setDraft({ ...draft, ...part });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setSaving(true);
    const saved = await save(draft);
    setSaving(false);
    if (saved !== undefined) close();
  };
  return (
    <form className={classes['form']} onSubmit={(event) => void submit(event)}>
      <Facts draft={draft} change={change} />
      <Textarea
        label={say.text}
        autosize
        minRows={2}
        maxRows={12}
        maxLength={longestTalk}
        value={draft.text}
        onChange={({ currentTarget }) => change({ text: currentTarget.value })}
      />
      <div className={classes['fields']}>
        <TextInput
          size="xs"
          label={say.next}
          description={there ? undefined : say.nextNote}
          maxLength={500}
          value={draft.next}
          onChange={({ currentTarget }) => change({ next: currentTarget.value })}
        />
        <TextInput
          size="xs"
          type="date"
          label={say.nextDue}
          value={draft.nextDue ?? ''}
          onChange={({ currentTarget: { value } }) => change({ nextDue: value === '' ? null : value })}
        />
      </div>
      <Group gap="xs">
        <Button type="submit" size="compact-sm" loading={saving}>
          {say.save}
        </Button>
        <Button size="compact-sm" variant="default" onClick={close}>
          {say.cancel}
        </Button>
      </Group>
    </form>
  );
}
