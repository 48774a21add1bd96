import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { NameDialog } from '../ui/form/name-dialog.tsx';
import { useMessages } from '../ui/i18n/language.ts';
import { messages } from './messages.ts';

interface Named {
  readonly name: string;
  readonly shared: boolean;
}

interface DashboardDialogProps {
  readonly title: string;
  /** How it is called and who sees it so far. */
  readonly given?: Named;
  readonly close: () => void;
  readonly save: (named: Named) => Promise<unknown>;
}

/** Asks how a dashboard is called and who sees it. */
export function DashboardDialog({ title, given, close, save }: DashboardDialogProps) {
  const say = useMessages(messages);
  const [name, setName] = useState(given?.name ?? '');
  const [shared, setShared] = useState(given?.shared ?? false);
  return (
    <NameDialog
      title={title}
      label={say.name}
      name={name}
      onName={setName}
      close={close}
      save={() => save({ name, shared })}
    >
      <Checkbox
        mt="md"
        label={say.shared}
        description={say.sharedLead}
        checked={shared}
        onChange={({ currentTarget }) => setShared(currentTarget.checked)}
      />
    </NameDialog>
  );
}
