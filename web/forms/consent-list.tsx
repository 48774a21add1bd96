import { Checkbox, Select } from '@mantine/core';
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
import { CardList, freeId } from './list-tools.tsx';
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

interface AskedProps {
  readonly asked: Asked;
  readonly set: (change: Partial<Asked>) => void;
}

function ConsentFields({ asked, set }: AskedProps) {
  const say = useMessages(messages);
  return (
    <>
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
    </>
  );
}

const empty = {
  channel: 'email',
  purpose: 'marketing',
  form: 'general',
  wording: { en: '', zh: '' },
  required: false,
} as const;

/** The consents that a form asks for. */
export function ConsentList({
  list,
  onChange,
}: {
  list: readonly Asked[];
  onChange: (list: Asked[]) => void;
}) {
  const say = useMessages(messages);
  return (
    <Section title={say.consents}>
      <p className={classes['note']}>{say.consentsLead}</p>
      <CardList
        list={list}
        most={12}
        onChange={onChange}
        nameOf={say.consent}
        make={(before) => ({ id: freeId('c', before), ...empty })}
        addLabel={say.addConsent}
      >
        {(asked, set) => <ConsentFields asked={asked} set={set} />}
      </CardList>
    </Section>
  );
}
