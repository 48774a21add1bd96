import { Button, Checkbox, Select } from '@mantine/core';
import { Plus } from 'lucide-react';
import type { WholeForm } from '../../src/forms/contract.ts';
import {
  channelNames,
  consentChannels,
  consentForms,
  consentPurposes,
  formNames,
  purposeNames,
} from '../../src/lib/consent.ts';
import type { Bilingual } from '../../src/lib/problem.ts';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { Section } from '../ui/page/section.tsx';
import classes from './forms.module.css';
import { freeId, ListTools, replaceAt } from './list-tools.tsx';
import { messages } from './messages.ts';
import { TextPair } from './text-pair.tsx';

type Asked = WholeForm['design']['consents'][number];

interface PickProps<T extends string> {
  readonly label: string;
  readonly keys: readonly T[];
  readonly names: Readonly<Record<T, Bilingual>>;
  readonly value: T;
  readonly onPick: (value: T) => void;
}

function Pick<T extends string>({ label, keys, names, value, onPick }: PickProps<T>) {
  const text = useBilingual();
  return (
    <Select
      label={label}
      value={value}
      allowDeselect={false}
      data={keys.map((key) => ({ value: key, label: text(names[key]) }))}
      onChange={(next) => onPick(keys.find((key) => key === next) ?? value)}
    />
  );
}

interface ListProps {
  readonly list: readonly Asked[];
  readonly onChange: (list: Asked[]) => void;
}

function ConsentCard({ list, index, asked, onChange }: ListProps & { index: number; asked: Asked }) {
  const say = useMessages(messages);
  const name = say.consent(String(index + 1));
  const set = (change: Partial<Asked>) => onChange(replaceAt(list, index, { ...asked, ...change }));
  return (
    <li className={classes['card']}>
      <div className={classes['head']}>
        <h3>{name}</h3>
        <ListTools list={list} index={index} name={name} onChange={onChange} />
      </div>
      <div className={classes['stack']}>
        <div className={classes['pair']}>
          <Pick
            label={say.channel}
            keys={consentChannels}
            names={channelNames}
            value={asked.channel}
            onPick={(channel) => set({ channel })}
          />
          <Pick
            label={say.purpose}
            keys={consentPurposes}
            names={purposeNames}
            value={asked.purpose}
            onPick={(purpose) => set({ purpose })}
          />
        </div>
        <Pick
          label={say.how}
          keys={consentForms}
          names={formNames}
          value={asked.form}
          onPick={(form) => set({ form })}
        />
        <TextPair
          label={say.wording}
          long
          maxLength={5000}
          value={asked.wording}
          onChange={(wording) => set({ wording })}
        />
        <Checkbox
          label={say.consentRequired}
          checked={asked.required}
          onChange={({ currentTarget }) => set({ required: currentTarget.checked })}
        />
      </div>
    </li>
  );
}

/** The consents that a form asks for. */
export function ConsentList({ list, onChange }: ListProps) {
  const say = useMessages(messages);
  const add = () =>
    onChange([
      ...list,
      {
        id: freeId('c', list),
        channel: 'email',
        purpose: 'marketing',
        form: 'general',
        wording: { en: '', zh: '' },
        required: false,
      },
    ]);
  return (
    <Section title={say.consents}>
      <p className={classes['note']}>{say.consentsLead}</p>
      <ul className={classes['list']}>
        {list.map((asked, index) => (
          <ConsentCard key={asked.id} {...{ list, index, asked, onChange }} />
        ))}
      </ul>
      <Button
        mt="sm"
        variant="default"
        leftSection={<Plus size={16} aria-hidden />}
        onClick={add}
        disabled={list.length >= 12}
      >
        {say.addConsent}
      </Button>
    </Section>
  );
}
