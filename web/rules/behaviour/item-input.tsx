import { Autocomplete } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { suggestItems } from '../../../src/query/suggest/contract.ts';
import { useEndpoint } from '../../ui/api/use-endpoint.ts';
import type { itemKinds } from './bought.ts';

interface ItemInputProps {
  readonly label: string;
  readonly by: (typeof itemKinds)[number];
  readonly value: string;
  readonly onChange: (name: string) => void;
}

/** The name of a product or category: those that orders and events speak of are offered, any other can be typed. */
export function ItemInput({ label, by, value, onChange }: ItemInputProps) {
  const [text] = useDebouncedValue(value.trim().slice(0, 200), 200);
  const { data } = useEndpoint(suggestItems, { by, text }, { keep: true });
  return (
    <Autocomplete
      size="xs"
      label={label}
      maxLength={1_000}
      // Within the dialog, whose content it is.
      comboboxProps={{ withinPortal: false }}
      data={data?.names ?? []}
      // What holds the text was found already.
      filter={({ options }) => options}
      value={value}
      onChange={onChange}
    />
  );
}
