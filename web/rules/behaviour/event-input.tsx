import { Autocomplete } from '@mantine/core';
import { findEvent, labelEvent } from '../../../src/lib/events.ts';
import { useBilingual } from '../../ui/i18n/language.ts';

/** An event as it is called, and as it is written where that differs. */
function EventOption({ name }: { readonly name: string }) {
  const label = useBilingual()(labelEvent(name));
  return (
    <span>
      {label}
      {label !== name && <small> {name}</small>}
    </span>
  );
}

/** Whether what is typed stands in the name of an event, in either language. */
function isMeant(name: string, search: string): boolean {
  const { en, zh } = labelEvent(name);
  const typed = search.trim().toLowerCase();
  return [en, zh].some((text) => text.toLowerCase().includes(typed));
}

interface EventInputProps {
  readonly label: string;
  /** Names to choose from; any other can be typed. */
  readonly names: readonly string[];
  readonly value: string;
  readonly onChange: (name: string) => void;
}

/** The name of an event, found by what it is called in either language. */
export function EventInput({ label, names, value, onChange }: EventInputProps) {
  const called = useBilingual()(labelEvent(value));
  return (
    <Autocomplete
      size="xs"
      label={label}
      description={called === value ? undefined : called}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      data={[...names]}
      renderOption={({ option }) => <EventOption name={option.value} />}
      filter={({ options, search }) =>
        options.filter((option) => !('group' in option) && isMeant(option.value, search))
      }
      maxLength={200}
      value={value}
      onChange={onChange}
      onBlur={() => {
        const known = names.includes(value) ? undefined : findEvent(value);
        if (known !== undefined && known.name !== value) onChange(known.name);
      }}
    />
  );
}
