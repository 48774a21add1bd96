import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { NameDialog } from '../ui/form/name-dialog.tsx';
import { useMessages } from '../ui/i18n/language.ts';
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
  const [named, setNamed] = useState<Named>({ name: first.name, shared: first.shared });
  return (
    <NameDialog
      title={title}
      label={say.name}
      name={named.name}
      onName={(name) => setNamed({ ...named, name })}
      close={close}
      save={() => save({ ...named, name: named.name.trim() })}
    >
      <Checkbox
        mt="md"
        label={say.shareLabel}
        description={say.shareLead}
        checked={named.shared}
        onChange={({ currentTarget }) => setNamed({ ...named, shared: currentTarget.checked })}
      />
    </NameDialog>
  );
}
