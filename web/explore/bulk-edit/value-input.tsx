import { Select, TagsInput, TextInput } from '@mantine/core';
import { listMembers } from '../../../src/access/contract.ts';
import { useEndpoint } from '../../ui/api/use-endpoint.ts';
import { useBilingual, useMessages } from '../../ui/i18n/language.ts';
import { isListed, type Draft } from './change.ts';
import { messages } from './messages.ts';

interface ValueProps {
  readonly draft: Draft;
  readonly change: (draft: Draft) => void;
}

function OwnerInput({ draft, change }: ValueProps) {
  const say = useMessages(messages);
  const { data } = useEndpoint(listMembers, { limit: 200 });
  return (
    <Select
      label={say.value}
      searchable
      nothingFoundMessage={say.nobody}
      data={(data?.rows ?? []).map(({ name, email }) => ({ value: email, label: `${name} · ${email}` }))}
      value={draft.text === '' ? null : draft.text}
      onChange={(email) => change({ ...draft, text: email ?? '' })}
    />
  );
}

/** The values to choose from, where there are some that can be listed. */
function useChoices({ field }: Draft): { value: string; label: string }[] | null {
  const say = useMessages(messages);
  const text = useBilingual();
  if (field?.type === 'boolean')
    return [
      { value: 'true', label: say.yes },
      { value: 'false', label: say.no },
    ];
  if (field?.choices === undefined) return null;
  return field.choices.map(({ key, label }) => ({ value: key, label: text(label) }));
}

function ListInput({ draft, change }: ValueProps) {
  const say = useMessages(messages);
  const choices = useChoices(draft);
  return (
    <TagsInput
      label={say.values}
      placeholder={draft.values.length === 0 ? say.valuesHint : ''}
      data={(choices ?? []).map(({ label }) => label)}
      value={[...draft.values]}
      onChange={(values) => change({ ...draft, values })}
      splitChars={[',', '，', ';', '；', '、', '|']}
      acceptValueOnBlur
    />
  );
}

/** Where the value of a change is given, as its field needs it. */
export function ValueInput(props: ValueProps) {
  const { draft, change } = props;
  const say = useMessages(messages);
  const choices = useChoices(draft);
  const { field, how } = draft;
  if (field === null || how === 'clear') return <span />;
  if (isListed(field)) return <ListInput {...props} />;
  if (field.key === 'owner') return <OwnerInput {...props} />;
  if (choices !== null) {
    return (
      <Select
        label={say.value}
        searchable
        data={choices}
        value={draft.text === '' ? null : draft.text}
        onChange={(value) => change({ ...draft, text: value ?? '' })}
      />
    );
  }
  return (
    <TextInput
      label={field.unit === undefined ? say.value : `${say.value} (${field.unit})`}
      type={field.type === 'date' ? 'date' : 'text'}
      value={draft.text}
      onChange={(event) => change({ ...draft, text: event.currentTarget.value })}
    />
  );
}
