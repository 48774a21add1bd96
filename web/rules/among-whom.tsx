import { NativeSelect } from '@mantine/core';
import type { Kind } from '../../src/fields/types.ts';
import { listSegments } from '../../src/segments/contract.ts';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { messages } from './messages.ts';

interface AmongProps {
  readonly kind: Kind;
  /** The id of a segment; null: all customers. */
  readonly of: string | null;
  readonly onChange: (of: string | null) => void;
}

/** Among whom one ranks: all customers, or the members of a segment. */
export function AmongWhom({ kind, of, onChange }: AmongProps) {
  const say = useMessages(messages).value;
  const { data } = useEndpoint(listSegments, { kind });
  const rows = data?.rows ?? [];
  const isKnown = of === null || rows.some(({ id }) => id === of);
  return (
    <NativeSelect
      size="xs"
      label={say.among}
      value={of ?? ''}
      data={[
        { value: '', label: say.everybody },
        ...(isKnown ? [] : [{ value: of, label: of }]),
        ...rows.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onChange={({ currentTarget: { value } }) => onChange(value === '' ? null : value)}
    />
  );
}
