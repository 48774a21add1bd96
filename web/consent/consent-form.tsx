import { Button, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { createConsent, listConsents } from '../../src/consent/contract.ts';
import {
  channelNames,
  consentChannels,
  consentForms,
  consentPurposes,
  formNames,
  purposeNames,
} from '../../src/lib/consent.ts';
import type { Bilingual } from '../../src/lib/problem.ts';
import { useAction } from '../ui/api/use-endpoint.ts';
import { showDone } from '../ui/feedback/toasts.ts';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { messages } from './messages.ts';

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly hint?: string;
  readonly keys: readonly T[];
  readonly names: Readonly<Record<T, Bilingual>>;
  readonly value: T;
  readonly choose: (value: T) => void;
}

function Choice<T extends string>({ label, hint, keys, names, value, choose }: ChoiceProps<T>) {
  const text = useBilingual();
  return (
    <Select
      label={label}
      description={hint}
      value={value}
      allowDeselect={false}
      data={keys.map((key) => ({ value: key, label: text(names[key]) }))}
      onChange={(next) => {
        const key = keys.find((one) => one === next);
        if (key !== undefined) choose(key);
      }}
    />
  );
}

interface FormProps {
  readonly profile: string;
  readonly said: 'given' | 'withdrawn';
  readonly close: () => void;
}

/** Writes down what a customer said. */
export function ConsentForm({ profile, said, close }: FormProps) {
  const say = useMessages(messages);
  const [channel, setChannel] = useState<(typeof consentChannels)[number]>('email');
  const [purpose, setPurpose] = useState<(typeof consentPurposes)[number]>('marketing');
  const [form, setForm] = useState<(typeof consentForms)[number]>('general');
  const [texts, setTexts] = useState({ wording: '', evidence: '', place: '' });
  const create = useAction(createConsent, {
    refreshes: [listConsents],
    done: () => {
      showDone(say.done);
      close();
    },
  });
  const set = (name: keyof typeof texts) => (value: string) =>
    setTexts((before) => ({ ...before, [name]: value }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void create.run({ id: profile, channel, purpose, form, said, ...texts });
  };
  const given = said === 'given';
  return (
    <form onSubmit={submit}>
      <Stack>
        <Choice
          label={say.channel}
          keys={consentChannels}
          names={channelNames}
          value={channel}
          choose={setChannel}
        />
        <Choice
          label={say.purpose}
          keys={consentPurposes}
          names={purposeNames}
          value={purpose}
          choose={setPurpose}
        />
        {given && (
          <>
            <Choice
              label={say.form}
              hint={say.formHint}
              keys={consentForms}
              names={formNames}
              value={form}
              choose={setForm}
            />
            <Textarea
              label={say.wording}
              description={say.wordingHint}
              required
              autosize
              minRows={2}
              maxRows={8}
              maxLength={10_000}
              value={texts.wording}
              onChange={({ currentTarget }) => set('wording')(currentTarget.value)}
            />
          </>
        )}
        <TextInput
          label={say.evidence}
          description={say.evidenceHint}
          required={given}
          maxLength={10_000}
          value={texts.evidence}
          onChange={({ currentTarget }) => set('evidence')(currentTarget.value)}
        />
        <TextInput
          label={say.place}
          maxLength={1_000}
          value={texts.place}
          onChange={({ currentTarget }) => set('place')(currentTarget.value)}
        />
        <Button type="submit" loading={create.running}>
          {say.save}
        </Button>
      </Stack>
    </form>
  );
}
