import { Button } from '@mantine/core';
import { PencilLine } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { Kind } from '../../../src/fields/types.ts';
import { useMay } from '../../ui/api/session.tsx';
import { useMessages } from '../../ui/i18n/language.ts';
import { messages } from './messages.ts';

const BulkEditDialog = lazy(async () => ({
  default: (await import('./bulk-edit-dialog.tsx')).BulkEditDialog,
}));

interface BulkEditButtonProps {
  readonly kind: Kind;
  /** The rule that fits the selected customers. */
  readonly rule: unknown;
  /** How many those are; null while nobody knows. */
  readonly total: number | null;
}

/** Opens the dialog that edits all selected customers at once, for whoever may. */
export function BulkEditButton({ kind, rule, total }: BulkEditButtonProps) {
  const say = useMessages(messages);
  const mayEdit = useMay('editor');
  const [opened, setOpened] = useState(false);
  if (!mayEdit) return null;
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<PencilLine size={14} aria-hidden />}
        onClick={() => setOpened(true)}
      >
        {say.edit}
      </Button>
      <Suspense fallback={null}>
        {opened && <BulkEditDialog kind={kind} rule={rule} total={total} close={() => setOpened(false)} />}
      </Suspense>
    </>
  );
}
