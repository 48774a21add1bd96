import { Select, type ComboboxParsedItem } from '@mantine/core';
import { useBilingual, useMessages } from '../../ui/i18n/language.ts';
import { messages } from '../messages.ts';
import classes from '../sources.module.css';
import { fitsField, type FieldView } from './field-search.ts';

interface FieldSelectProps {
  readonly header: string;
  /** Key of the field; empty: the column is left out. */
  readonly value: string;
  readonly fields: readonly FieldView[];
  /** Keys that the header may mean, the likeliest first. */
  readonly suggested: readonly string[];
  readonly onChange: (field: string) => void;
}

const out = '-';

function keepFitting(
  one: ComboboxParsedItem,
  search: string,
  fields: ReadonlyMap<string, FieldView>,
): ComboboxParsedItem[] {
  const fits = (key: string) => {
    const field = fields.get(key);
    return field === undefined ? search.trim() === '' : fitsField(field, search);
  };
  if (!('group' in one)) return fits(one.value) ? [one] : [];
  const items = one.items.filter((item) => fits(item.value));
  return items.length > 0 ? [{ ...one, items }] : [];
}

/** Every field to choose from, searched in both languages and by pinyin; what the header may mean stands first. */
export function FieldSelect({ header, value, fields, suggested, onChange }: FieldSelectProps) {
  const { wizard: say, domains } = useMessages(messages);
  const text = useBilingual();
  const byKey = new Map(fields.map((field) => [field.key, field]));
  const first = suggested.filter((key) => byKey.has(key));
  const option = ({ key, label }: FieldView) => ({ value: key, label: text(label) });
  const rest = Object.entries(domains).map(([domain, group]) => ({
    group,
    items: fields.filter((field) => field.domain === domain && !first.includes(field.key)).map(option),
  }));
  const top = first.flatMap((key) => {
    const field = byKey.get(key);
    return field === undefined ? [] : [option(field)];
  });
  return (
    <Select
      aria-label={say.fieldOf(header)}
      size="xs"
      searchable
      allowDeselect={false}
      maxDropdownHeight={320}
      comboboxProps={{ width: 300, position: 'bottom-start' }}
      nothingFoundMessage={say.nothingFits}
      value={value === '' ? out : value}
      data={[
        { value: out, label: say.leaveOut },
        ...(top.length > 0 ? [{ group: say.suggested, items: top }] : []),
        ...rest.filter(({ items }) => items.length > 0),
      ]}
      filter={({ options, search }) => options.flatMap((one) => keepFitting(one, search, byKey))}
      renderOption={({ option: { value: key, label } }) => {
        const field = byKey.get(key);
        return (
          <span className={classes['option']}>
            <span>{label}</span>
            {field && <small>{field.key}</small>}
          </span>
        );
      }}
      onChange={(chosen) => onChange(chosen === null || chosen === out ? '' : chosen)}
    />
  );
}
