import { Button, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { createField, listFields } from '../../../src/records/contract.ts';
import { domains, type Kind } from '../../../src/fields/types.ts';
import { useAction } from '../../ui/api/use-endpoint.ts';
import { ProblemView } from '../../ui/feedback/problem-view.tsx';
import { showDone } from '../../ui/feedback/toasts.ts';
import { useMessages } from '../../ui/i18n/language.ts';
import { Dialog } from '../../ui/page/dialog.tsx';
import { messages } from '../messages.ts';
import { ChoiceSelect } from './source-form.tsx';

const types = [
  'text',
  'choice',
  'code',
  'number',
  'quantity',
  'money',
  'date',
  'boolean',
  'phone',
  'email',
  'url',
] as const;

/** `Pet's name` → `pets_name`; what has no Latin letters gets a number. */
function keyOf(name: string): string {
  const key = name
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, 48);
  return key === '' ? `field_${Date.now().toString(36)}` : key;
}

interface NewFieldProps {
  readonly kind: Kind;
  readonly opened: boolean;
  readonly close: () => void;
}

/** Makes a field of the workspace's own on the way. */
export function NewField({ kind, opened, close }: NewFieldProps) {
  const { wizard: say, types: typeNames, domains: domainNames } = useMessages(messages);
  const [names, setNames] = useState({ en: '', zh: '' });
  const [type, setType] = useState<(typeof types)[number]>('text');
  const [domain, setDomain] = useState<(typeof domains)[number]>('basic');
  const create = useAction(createField, {
    quiet: true,
    refreshes: [listFields],
    done: () => {
      showDone(say.made);
      setNames({ en: '', zh: '' });
      close();
    },
  });
  const [en, zh] = [names.en.trim(), names.zh.trim()];
  const label = { en: en === '' ? zh : en, zh: zh === '' ? en : zh };
  return (
    <Dialog opened={opened} close={close} title={say.newField}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void create.run({ key: keyOf(label.en), label, kinds: [kind], type, domain });
        }}
      >
        <Stack>
          <p>{say.newFieldLead}</p>
          {create.problem && <ProblemView error={create.problem} />}
          <TextInput
            label={say.newFieldZh}
            value={names.zh}
            maxLength={100}
            data-autofocus
            onChange={({ currentTarget }) => setNames({ ...names, zh: currentTarget.value })}
          />
          <TextInput
            label={say.newFieldEn}
            value={names.en}
            maxLength={100}
            onChange={({ currentTarget }) => setNames({ ...names, en: currentTarget.value })}
          />
          <ChoiceSelect
            label={say.newFieldType}
            values={types}
            names={typeNames}
            value={type}
            onChange={setType}
          />
          <ChoiceSelect
            label={say.newFieldDomain}
            values={domains}
            names={domainNames}
            value={domain}
            onChange={setDomain}
          />
          <Button type="submit" loading={create.running} disabled={label.en === ''}>
            {say.make}
          </Button>
        </Stack>
      </form>
    </Dialog>
  );
}
