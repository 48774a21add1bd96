import { ActionIcon } from '@mantine/core';
import { Trash2 } from 'lucide-react';
import { useConfirm } from '../ui/page/confirm.tsx';

interface RemoveButtonProps {
  readonly label: string;
  readonly text: string;
  readonly remove: () => Promise<unknown>;
}

/** Removes something after asking. */
export function RemoveButton({ label, text, remove }: RemoveButtonProps) {
  const { ask, dialog } = useConfirm();
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="sm"
        aria-label={label}
        onClick={() => ask({ title: label, text, verb: label, act: remove })}
      >
        <Trash2 size={14} aria-hidden />
      </ActionIcon>
      {dialog}
    </>
  );
}
