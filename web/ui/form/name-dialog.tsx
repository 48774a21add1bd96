import { Button, Group, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useMessages } from '../i18n/language.ts';
import { messages } from '../messages.ts';
import { Dialog } from '../page/dialog.tsx';

interface NameDialogProps {
  readonly title: string;
  /** What is said of the input for the name. */
  readonly label: string;
  readonly name: string;
  readonly onName: (name: string) => void;
  readonly close: () => void;
  /** Answers undefined when it went wrong. */
  readonly save: () => Promise<unknown>;
  /** What else is asked. */
  readonly children: ReactNode;
}

/** Asks under which name something is saved; closes when it is. */
export function NameDialog({ title, label, name, onName, close, save, children }: NameDialogProps) {
  const say = useMessages(messages);
  const [saving, setSaving] = useState(false);
  const act = async () => {
    setSaving(true);
    const saved = await save();
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
          label={label}
          maxLength={100}
          required
          value={name}
          onChange={({ currentTarget }) => onName(currentTarget.value)}
        />
        {children}
        <Group mt="lg" justify="flex-end">
          <Button variant="default" onClick={close}>
            {say.cancel}
          </Button>
          <Button type="submit" loading={saving} disabled={name.trim() === ''}>
            {say.save}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
