import { Button, Checkbox, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useMessages } from '../ui/i18n/language.ts';
import { messages as shared } from '../ui/messages.ts';
import { Dialog } from '../ui/page/dialog.tsx';
import { messages } from './messages.ts';

interface Named {
  readonly name: string;
  readonly shared: boolean;
}

interface SaveDialogProps extends Named {
  readonly title: string;
  readonly close: () => void;
  /** Answers undefined when it went wrong. */
  readonly save: (named: Named) => Promise<unknown>;
}

/** Asks for the name of a view, and who sees it. */
export function SaveDialog({ title, close, save, ...first }: SaveDialogProps) {
  const say = useMessages(messages).views;
  const words = useMessages(shared);
  const [named, setNamed] = useState<Named>({ name: first.name, shared: first.shared });
  const [saving, setSaving] = useState(false);
  const act = async () => {
    setSaving(true);
    const saved = await save({ ...named, name: named.name.trim() });
    setSaving(false);
    if (saved !== undefined) close();
  };
  return (
    <Dialog opened close={close} title={title}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void act();
        }}
      >
        <TextInput
          data-autofocus
          label={say.name}
          maxLength={100}
          required
          value={named.name}
          onChange={({ currentTarget }) => setNamed({ ...named, name: currentTarget.value })}
        />
        <Checkbox
          mt="md"
          label={say.shareLabel}
          description={say.shareLead}
          checked={named.shared}
          onChange={({ currentTarget }) => setNamed({ ...named, shared: currentTarget.checked })}
        />
        <Group mt="lg" justify="flex-end">
          <Button variant="default" onClick={close}>
            {words.cancel}
          </Button>
          <Button type="submit" loading={saving} disabled={named.name.trim() === ''}>
            {words.save}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
