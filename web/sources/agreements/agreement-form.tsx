import { Button, Checkbox, MultiSelect, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { kinds, type Kind } from '../../../src/fields/types.ts';
import {
  channelNames,
  consentChannels,
  consentForms,
  consentPurposes,
  formNames,
  purposeNames,
} from '../../../src/lib/consent.ts';
import { listFields } from '../../../src/records/contract.ts';
import {
  createAgreement,
  listAgreements,
  type Agreement,
  type AgreedConsent,
} from '../../../src/sources/agreements/contract.ts';
import { lawfulBases, type Source } from '../../../src/sources/contract.ts';
import { useAction, useEndpoint } from '../../ui/api/use-endpoint.ts';
import { ProblemView } from '../../ui/feedback/problem-view.tsx';
import { useBilingual, useMessages } from '../../ui/i18n/language.ts';
import { messages as sourceMessages } from '../messages.ts';
import { messages } from './messages.ts';
import { ChoiceSelect } from '../wizard/source-form.tsx';

interface Draft {
  readonly source: string;
  readonly partner: string;
  readonly kind: Kind;
  readonly basis: Source['basis'];
  readonly purpose: string;
  readonly fields: string[];
  readonly until: string;
}

const emptyDraft: Draft = {
  source: '',
  partner: '',
  kind: 'person',
  basis: 'consent',
  purpose: '',
  fields: ['name', 'emails'],
  until: '',
};

const emptyConsent: AgreedConsent = {
  channels: ['email'],
  purpose: 'marketing',
  form: 'separate',
  wording: '',
  evidence: '',
  evidenceColumn: '',
  timeColumn: '',
};

interface ConsentProps {
  readonly value: AgreedConsent;
  readonly change: (part: Partial<AgreedConsent>) => void;
}

function useNames<T extends string>(
  names: Readonly<Record<T, { en: string; zh: string }>>,
  keys: readonly T[],
) {
  const text = useBilingual();
  return keys.map((value) => ({ value, label: text(names[value]) }));
}

/** How each person of the lists consented. */
function ConsentFields({ value, change }: ConsentProps) {
  const say = useMessages(messages).agreements;
  const channels = useNames(channelNames, consentChannels);
  const purposes = useNames(purposeNames, consentPurposes);
  const forms = useNames(formNames, consentForms);
  const text = (key: 'evidence' | 'evidenceColumn' | 'timeColumn', hint?: string) => (
    <TextInput
      label={say[key]}
      description={hint}
      required={key === 'evidence'}
      maxLength={500}
      value={value[key]}
      onChange={({ currentTarget }) => change({ [key]: currentTarget.value })}
    />
  );
  return (
    <>
      <MultiSelect
        label={say.channels}
        required
        data={channels}
        value={value.channels}
        onChange={(chosen) => change({ channels: consentChannels.filter((one) => chosen.includes(one)) })}
      />
      <Select
        label={say.consentPurpose}
        allowDeselect={false}
        data={purposes}
        value={value.purpose}
        onChange={(next) => change({ purpose: consentPurposes.find((one) => one === next) ?? value.purpose })}
      />
      <Select
        label={say.form}
        allowDeselect={false}
        data={forms}
        value={value.form}
        onChange={(next) => change({ form: consentForms.find((one) => one === next) ?? value.form })}
      />
      <Textarea
        label={say.wording}
        required
        autosize
        minRows={2}
        maxLength={5_000}
        value={value.wording}
        onChange={({ currentTarget }) => change({ wording: currentTarget.value })}
      />
      {text('evidence', say.evidenceHint)}
      {text('evidenceColumn', say.evidenceColumnHint)}
      {text('timeColumn')}
    </>
  );
}

interface TermsProps {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
}

/** With whom, what for, which fields and until when. */
function TermFields({ draft, change }: TermsProps) {
  const say = useMessages(messages).agreements;
  const { kinds: kindNames, bases } = useMessages(sourceMessages);
  const text = useBilingual();
  const fields = useEndpoint(listFields, { kind: draft.kind }).data?.rows ?? [];
  const input = (key: 'partner' | 'source' | 'purpose', maxLength: number) => (
    <TextInput
      label={say[key]}
      required
      maxLength={maxLength}
      value={draft[key]}
      onChange={({ currentTarget }) => change({ [key]: currentTarget.value })}
    />
  );
  return (
    <>
      {input('partner', 200)}
      {input('source', 100)}
      {input('purpose', 500)}
      <ChoiceSelect
        label={say.kind}
        values={kinds}
        names={kindNames}
        value={draft.kind}
        onChange={(kind) => change({ kind, fields: ['name'] })}
      />
      <ChoiceSelect
        label={say.basis}
        values={lawfulBases}
        names={bases}
        value={draft.basis}
        onChange={(basis) => change({ basis })}
      />
      <MultiSelect
        label={say.fields}
        description={say.fieldsHint}
        required
        searchable
        data={fields.map(({ key, label }) => ({ value: key, label: text(label) }))}
        value={draft.fields}
        onChange={(chosen) => change({ fields: chosen })}
      />
      <TextInput
        type="date"
        label={say.until}
        description={say.untilHint}
        required
        value={draft.until}
        onChange={({ currentTarget }) => change({ until: currentTarget.value })}
      />
    </>
  );
}

/** A new agreement with a partner. */
export function AgreementForm({ done }: { done: (made: Agreement) => void }) {
  const say = useMessages(messages).agreements;
  const [draft, setDraft] = useState(emptyDraft);
  const [withConsent, setWithConsent] = useState(true);
  const [consent, setConsent] = useState(emptyConsent);
  const create = useAction(createAgreement, { quiet: true, refreshes: [listAgreements], done });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void create.run({ ...draft, consent: withConsent ? consent : null });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {create.problem && <ProblemView error={create.problem} />}
        <TermFields draft={draft} change={(part) => setDraft({ ...draft, ...part })} />
        <Checkbox
          label={say.withConsent}
          checked={withConsent}
          onChange={({ currentTarget }) => setWithConsent(currentTarget.checked)}
        />
        {withConsent && (
          <ConsentFields value={consent} change={(part) => setConsent({ ...consent, ...part })} />
        )}
        <Button type="submit" loading={create.running}>
          {say.create}
        </Button>
      </Stack>
    </form>
  );
}
