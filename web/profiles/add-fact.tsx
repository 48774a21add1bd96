import { Button, Popover, Select } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Plus } from 'lucide-react';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { messages } from './messages.ts';
import type { Field } from './profile-data.ts';

interface AddFactProps {
  readonly fields: readonly Field[];
  readonly domain: Field['domain'];
  readonly add: (key: string) => void;
}

/** Chooses one of the fields of which nothing is known, to say something of it. */
export function AddFact({ fields, domain, add }: AddFactProps) {
  const say = useMessages(messages);
  const text = useBilingual();
  const [opened, { close, toggle }] = useDisclosure(false);
  const data = fields.map(({ key, label }) => ({ value: key, label: text(label) }));
  return (
    <Popover
      opened={opened}
      onDismiss={close}
      position="bottom-end"
      shadow="md"
      withinPortal={false}
      trapFocus
    >
      <Popover.Target>
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<Plus size={14} aria-hidden />}
          aria-label={say.facts.addTo(say.domains[domain])}
          onClick={toggle}
        >
          {say.facts.add}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Select
          aria-label={say.facts.chooseField}
          placeholder={say.facts.chooseField}
          size="xs"
          data-autofocus
          searchable
          data={data}
          value={null}
          comboboxProps={{ withinPortal: false }}
          onChange={(key) => {
            close();
            if (key !== null) add(key);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
