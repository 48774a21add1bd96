import { SegmentedControl } from '@mantine/core';
import { useSearchParams } from 'wouter';
import { kinds, type Kind } from '../../../src/fields/types.ts';
import { useMessages } from '../i18n/language.ts';
import { messages } from '../messages.ts';

/** Which kind of customers the address asks for; people when it does not say. */
export function useKind(): Kind {
  const [search] = useSearchParams();
  return kinds.find((one) => one === search.get('kind')) ?? 'person';
}

/** Chooses companies or people; the choice stands in the address. */
export function KindChoice() {
  const say = useMessages(messages);
  const kind = useKind();
  const [, setSearch] = useSearchParams();
  return (
    <SegmentedControl
      aria-label={say.kind}
      value={kind}
      onChange={(value) => setSearch({ kind: value })}
      data={kinds.map((one) => ({ value: one, label: say.kinds[one] }))}
    />
  );
}
