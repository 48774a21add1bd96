import { Button, Checkbox, Group, Select, Stack, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { domains, kinds, sensitivities, type Kind } from '../../src/fields/types.ts';
import { createField, listFields, updateField } from '../../src/records/contract.ts';
import { useAction } from '../ui/api/use-endpoint.ts';
import { ProblemView } from '../ui/feedback/problem-view.tsx';
import { showDone } from '../ui/feedback/toasts.ts';
import { useForm } from '../ui/form/use-form.ts';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { Dialog } from '../ui/page/dialog.tsx';
import { readChoices, writeChoices } from './choice-lines.ts';
import type { FieldRow } from './field-table.tsx';
import { messages } from './messages.ts';

/** The types that a field of one's own can have. */
const ownTypes = createField.input.shape.type.options;

/** What a form asks of any field. */
interface Said {
  readonly zh: string;
  readonly en: string;
  readonly domain: FieldRow['domain'];
  readonly sensitivity: FieldRow['sensitivity'];
  readonly synonyms: string[];
  readonly choices: string;
}

const nothingSaid: Said = {
  zh: '',
  en: '',
  domain: 'basic',
  sensitivity: 'internal',
  synonyms: [],
  choices: '',
};

function saidOf({ label, choices = [], ...field }: FieldRow): Said {
  return { ...label, ...field, choices: writeChoices(choices) };
}

function useDraft(field: FieldRow | null) {
  const [said, setSaid] = useState(field === null ? nothingSaid : saidOf(field));
  return { ...said, set: (change: Partial<Said>) => setSaid((before) => ({ ...before, ...change })) };
}

type Draft = ReturnType<typeof useDraft>;

function CommonInputs({ draft, errors }: { draft: Draft; errors: Readonly<Record<string, string>> }) {
  const say = useMessages(messages);
  const { form } = say;
  return (
    <>
      <Group grow align="start">
        <TextInput
          label={form.zh}
          value={draft.zh}
          onChange={({ currentTarget }) => draft.set({ zh: currentTarget.value })}
          error={draft.zh.trim() === '' ? errors['label'] : undefined}
          data-autofocus
          required
        />
        <TextInput
          label={form.en}
          value={draft.en}
          onChange={({ currentTarget }) => draft.set({ en: currentTarget.value })}
          error={draft.en.trim() === '' ? errors['label'] : undefined}
          required
        />
      </Group>
      <Group grow align="start">
        <Select
          label={form.domain}
          data={domains.map((value) => ({ value, label: say.domains[value] }))}
          value={draft.domain}
          allowDeselect={false}
          onChange={(value) => draft.set({ domain: domains.find((one) => one === value) ?? 'basic' })}
        />
        <Select
          label={form.sensitivity}
          data={sensitivities.map((value) => ({ value, label: say.sensitivities[value] }))}
          value={draft.sensitivity}
          allowDeselect={false}
          onChange={(value) =>
            draft.set({ sensitivity: sensitivities.find((one) => one === value) ?? 'internal' })
          }
        />
      </Group>
      <p>{form.sensitivityHint}</p>
      <TagsInput
        label={form.synonyms}
        description={form.synonymsHint}
        value={draft.synonyms}
        onChange={(value) => draft.set({ synonyms: value })}
      />
    </>
  );
}

function Choices({ draft }: { draft: Draft }) {
  const { form } = useMessages(messages);
  return (
    <Textarea
      label={form.choices}
      description={form.choicesHint}
      autosize
      minRows={3}
      maxRows={12}
      value={draft.choices}
      onChange={({ currentTarget }) => draft.set({ choices: currentTarget.value })}
      error={readChoices(draft.choices) === null ? form.choicesWrong : undefined}
    />
  );
}

function fixedOf(draft: Draft, type: FieldRow['type']) {
  const { zh, en, domain, sensitivity, synonyms, choices } = draft;
  const chosen = type === 'choice' ? { choices: readChoices(choices) ?? [] } : {};
  return { label: { zh, en }, domain, sensitivity, synonyms, ...chosen };
}

function CreateForm({ kind, close }: { kind: Kind; close: () => void }) {
  const say = useMessages(messages);
  const { form } = say;
  const draft = useDraft(null);
  const [type, setType] = useState<(typeof ownTypes)[number]>('text');
  const [own, setOwn] = useState<Kind[]>([kind]);
  const [many, setMany] = useState(false);
  const text = useBilingual();
  const create = useAction(createField, {
    quiet: true,
    refreshes: [listFields],
    done: ({ label }) => {
      showDone(say.saved(text(label)));
      close();
    },
  });
  const { errors, submit } = useForm(createField, create.run, {
    ...fixedOf(draft, type),
    type,
    kinds: own,
    many,
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {create.problem && <ProblemView error={create.problem} />}
        <CommonInputs draft={draft} errors={errors} />
        <Group grow align="start">
          <TextInput
            name="key"
            label={form.key}
            description={form.keyHint}
            error={errors['key']}
            pattern="[a-z][a-z0-9_]*"
            required
          />
          <Select
            label={form.type}
            description={form.typeHint}
            data={ownTypes.map((value) => ({ value, label: say.types[value] }))}
            value={type}
            allowDeselect={false}
            onChange={(value) => setType(ownTypes.find((one) => one === value) ?? 'text')}
          />
        </Group>
        {type === 'choice' && <Choices draft={draft} />}
        {type === 'quantity' && (
          <TextInput name="unit" label={form.unit} error={errors['unit']} maw="10rem" />
        )}
        <Checkbox.Group
          label={form.kinds}
          value={own}
          onChange={(value) => setOwn(kinds.filter((one) => value.includes(one)))}
        >
          <Group mt="xs">
            {kinds.map((one) => (
              <Checkbox key={one} value={one} label={say.kinds[one]} />
            ))}
          </Group>
        </Checkbox.Group>
        <Checkbox
          label={form.many}
          checked={many}
          onChange={({ currentTarget }) => setMany(currentTarget.checked)}
        />
        <Button type="submit" loading={create.running}>
          {form.go}
        </Button>
      </Stack>
    </form>
  );
}

function EditForm({ field, close }: { field: FieldRow; close: () => void }) {
  const say = useMessages(messages);
  const draft = useDraft(field);
  const text = useBilingual();
  const update = useAction(updateField, {
    quiet: true,
    refreshes: [listFields],
    done: ({ label }) => {
      showDone(say.saved(text(label)));
      close();
    },
  });
  const { errors, submit } = useForm(updateField, update.run, {
    ...fixedOf(draft, field.type),
    key: field.key,
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {update.problem && <ProblemView error={update.problem} />}
        <CommonInputs draft={draft} errors={errors} />
        {field.type === 'choice' && <Choices draft={draft} />}
        <Button type="submit" loading={update.running}>
          {say.form.go}
        </Button>
      </Stack>
    </form>
  );
}

interface FieldDialogProps {
  readonly edited: FieldRow | 'new' | null;
  readonly kind: Kind;
  readonly close: () => void;
}

/** Makes a field, or changes what is said of one. */
export function FieldDialog({ edited, kind, close }: FieldDialogProps) {
  const { form } = useMessages(messages);
  return (
    <Dialog opened={edited !== null} close={close} title={edited === 'new' ? form.create : form.edit}>
      {edited === 'new' && <CreateForm kind={kind} close={close} />}
      {edited !== null && edited !== 'new' && <EditForm key={edited.key} field={edited} close={close} />}
    </Dialog>
  );
}
