import { Button, Menu } from '@mantine/core';
import { Plus } from 'lucide-react';
import type { Kind } from '../../../src/fields/types.ts';
import { listSegments } from '../../../src/segments/contract.ts';
import { useEndpoint } from '../../ui/api/use-endpoint.ts';
import { useMessages } from '../../ui/i18n/language.ts';
import type { RuleJson } from '../rule.ts';
import { messages } from './messages.ts';
import { beginBehaviour, behaviours } from './parts.ts';

/** Adds a condition on what customers did, what is computed of them, a segment, or consent. */
export function AddBehaviour({ kind, add }: { kind: Kind; add: (part: RuleJson) => void }) {
  const say = useMessages(messages);
  const { data } = useEndpoint(listSegments, { kind });
  const first = data?.rows[0];
  return (
    <Menu position="bottom-start" shadow="md" withinPortal>
      <Menu.Target>
        <Button size="compact-xs" variant="default" leftSection={<Plus size={14} aria-hidden />}>
          {say.add}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {behaviours.map((behaviour) => (
          <Menu.Item
            key={behaviour}
            disabled={behaviour === 'segment' && first === undefined}
            onClick={() =>
              add(
                behaviour === 'segment'
                  ? { segment: first?.id ?? '' }
                  : beginBehaviour(behaviour, new Date()),
              )
            }
          >
            {say.kinds[behaviour]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
