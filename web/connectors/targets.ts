import { lineParts, type Mapping } from '../../src/connectors/contract.ts';
import { listFields } from '../../src/records/contract.ts';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import type { Place } from './json-tree.tsx';
import { messages } from './messages.ts';

interface Target {
  readonly value: string;
  readonly label: string;
}

/** What a value may become, in groups. */
export interface TargetGroup {
  readonly group: string;
  readonly items: Target[];
}

/** Ids that are set by what says whose it is. */
const ownFields = new Set(['tracked_id', 'external_id', 'owner']);

function entriesOf<K extends string>(prefix: string, of: Readonly<Record<K, string>>): Target[] {
  return Object.entries<string>(of).map(([key, label]) => ({ value: `${prefix}${key}`, label }));
}

/** What values of a mapping may become, and how that is called. */
export function useTargets(kind: Mapping['kind']) {
  const say = useMessages(messages);
  const text = useBilingual();
  const { data } = useEndpoint(listFields, { kind });
  const fields = (data?.rows ?? [])
    .filter(({ key }) => !ownFields.has(key))
    .map(({ key, label }) => ({ value: `field:${key}`, label: text(label) }));
  const { id, ...ofEvent } = say.targets;
  const groupsAt = (place: Place): TargetGroup[] => {
    const name = place.findLast((key) => key !== '*') ?? '';
    const known = entriesOf('property:', say.properties);
    const own = { value: `property:${name}`, label: say.property(name) };
    const properties = known.some(({ value }) => value === own.value) ? known : [...known, own];
    const inList = place.slice(0, -1).includes('*');
    return [
      { group: say.groups.whose, items: [{ value: 'id', label: id }] },
      { group: say.groups.fields, items: fields },
      ...(kind === 'person'
        ? [
            { group: say.groups.event, items: [...entriesOf('', ofEvent), ...properties] },
            ...(inList
              ? [
                  {
                    group: say.groups.lines,
                    items: lineParts.map((part) => ({ value: `line:${part}`, label: say.lines[part] })),
                  },
                ]
              : []),
          ]
        : []),
    ];
  };
  const nameOf = (to: string): string => {
    const all = [
      ...fields,
      ...entriesOf('', say.targets),
      ...entriesOf('property:', say.properties),
      ...entriesOf('line:', say.lines),
    ];
    return all.find(({ value }) => value === to)?.label ?? say.property(to.replace(/^[a-z]+:/, ''));
  };
  return { groupsAt, nameOf };
}
