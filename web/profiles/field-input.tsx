import { MultiSelect, Select, Textarea, TextInput } from '@mantine/core';
import { lazy, Suspense } from 'react';
import type { FieldType } from '../../src/fields/types.ts';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { LoadingRows } from '../ui/feedback/loading.tsx';
import { isMany } from './draft.ts';
import { messages } from './messages.ts';
import type { Field } from './profile-data.ts';

const TreeInput = lazy(async () => ({ default: (await import('./tree-input.tsx')).TreeInput }));

interface FieldInputProps {
  readonly field: Field;
  readonly label: string;
  readonly draft: string;
  readonly change: (draft: string) => void;
}

function ChoiceInput({ field, label, draft, change }: FieldInputProps) {
  const say = useMessages(messages).edit;
  const text = useBilingual();
  const data = (field.choices ?? []).map((choice) => ({ value: choice.key, label: text(choice.label) }));
  const known = new Set(data.map(({ value }) => value));
  const drafts = draft.split('\n').filter((line) => line !== '');
  // A value that is none of the choices came from a file; it stays until it is changed.
  const all = [
    ...data,
    ...drafts.filter((key) => !known.has(key)).map((key) => ({ value: key, label: key })),
  ];
  const common = { 'aria-label': label, size: 'xs', data: all, searchable: true, placeholder: say.choose };
  if (field.many)
    return <MultiSelect {...common} value={drafts} onChange={(keys) => change(keys.join('\n'))} />;
  return <Select {...common} value={draft === '' ? null : draft} onChange={(key) => change(key ?? '')} />;
}

function TruthInput({ label, draft, change }: FieldInputProps) {
  const say = useMessages(messages).edit;
  const data = [
    { value: 'true', label: say.yes },
    { value: 'false', label: say.no },
  ];
  return (
    <Select
      aria-label={label}
      size="xs"
      data={data}
      placeholder={say.choose}
      value={draft === '' ? null : draft}
      onChange={(key) => change(key ?? '')}
    />
  );
}

const modes = { number: 'decimal', postcode: 'numeric' } as const;

function hintOf(type: FieldType, say: (typeof messages.en)['edit']): string {
  if (type === 'money') return say.amount;
  if (type === 'quantity') return say.quantity;
  if (type === 'coordinates') return say.coordinates;
  return '';
}

/** Text that is rather a paragraph than a line. */
const long = 60;

/** The input of a field's type; what is typed is a text that the server reads as it reads files. */
export function FieldInput(props: FieldInputProps) {
  const { field, label, draft, change } = props;
  if (field.type === 'choice') return <ChoiceInput {...props} />;
  if (field.type === 'boolean') return <TruthInput {...props} />;
  if (field.type === 'region' || field.type === 'industry')
    return (
      <Suspense fallback={<LoadingRows count={6} height={28} />}>
        <TreeInput tree={field.type} many={field.many} {...{ label, draft, change }} />
      </Suspense>
    );
  return <TypedInput {...props} />;
}

/** What is typed as a text: on lines of its own, as a paragraph, or on one line. */
function TypedInput({ field, label, draft, change }: FieldInputProps) {
  const say = useMessages(messages).edit;
  const common = {
    'aria-label': label,
    size: 'xs',
    value: draft,
    autoFocus: true,
    maxLength: 20_000,
  } as const;
  if (isMany(field)) {
    return (
      <Textarea
        {...common}
        autosize
        minRows={2}
        maxRows={10}
        description={say.lines}
        onChange={({ currentTarget }) => change(currentTarget.value)}
      />
    );
  }
  if (draft.length > long && field.type === 'text') {
    return (
      <Textarea
        {...common}
        autosize
        minRows={2}
        maxRows={14}
        onChange={({ currentTarget }) => change(currentTarget.value.replaceAll('\n', ' '))}
      />
    );
  }
  const mode = field.type === 'number' || field.type === 'postcode' ? modes[field.type] : 'text';
  return (
    <TextInput
      {...common}
      type={field.type === 'date' ? 'date' : 'text'}
      inputMode={mode}
      description={hintOf(field.type, say) || undefined}
      onChange={({ currentTarget }) => change(currentTarget.value)}
    />
  );
}
