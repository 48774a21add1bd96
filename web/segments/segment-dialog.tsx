import { TextInput, Textarea } from '@mantine/core';
import { useState } from 'react';
import { NameDialog } from '../ui/form/name-dialog.tsx';
import { useMessages } from '../ui/i18n/language.ts';
import { messages } from './messages.ts';

/** How a segment is called, where it stands and what it is for. */
export interface Named {
  readonly name: string;
  readonly folder: string;
  readonly description: string;
}

interface SegmentDialogProps {
  readonly title: string;
  readonly first?: Partial<Named>;
  readonly close: () => void;
  /** Answers undefined when it went wrong. */
  readonly save: (named: Named) => Promise<unknown>;
}

/** Asks for the name of a segment, its folder, and what it is for. */
export function SegmentDialog({ title, first, close, save }: SegmentDialogProps) {
  const say = useMessages(messages);
  const [named, setNamed] = useState<Named>({ name: '', folder: '', description: '', ...first });
  return (
    <NameDialog
      title={title}
      label={say.name}
      name={named.name}
      onName={(name) => setNamed({ ...named, name })}
      close={close}
      save={() => save(named)}
    >
      <TextInput
        mt="md"
        label={say.folder}
        description={say.folderLead}
        maxLength={100}
        value={named.folder}
        onChange={({ currentTarget }) => setNamed({ ...named, folder: currentTarget.value })}
      />
      <Textarea
        mt="md"
        label={say.description}
        maxLength={1000}
        autosize
        minRows={2}
        value={named.description}
        onChange={({ currentTarget }) => setNamed({ ...named, description: currentTarget.value })}
      />
    </NameDialog>
  );
}
