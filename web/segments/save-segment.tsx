import { Button, type ButtonProps } from '@mantine/core';
import { Shapes } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Kind } from '../../src/fields/types.ts';
import { createSegment, listSegments } from '../../src/segments/contract.ts';
import { useMay } from '../ui/api/session.tsx';
import { useAction } from '../ui/api/use-endpoint.ts';
import { showDone } from '../ui/feedback/toasts.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { usePagePath } from '../ui/page/page-list.ts';
import { messages } from './messages.ts';
import { type Named, SegmentDialog } from './segment-dialog.tsx';

interface SaveSegmentProps {
  readonly kind: Kind;
  readonly rule: unknown;
  /** What the dialog proposes. */
  readonly first?: Partial<Named>;
  /** What is said of the button where the word on it does not say which rule it saves. */
  readonly label?: string;
  readonly size?: NonNullable<ButtonProps['size']>;
}

/** A button that keeps a rule as a segment, and leads to it; nothing for whoever may not. */
export function SaveSegment({ kind, rule, first, label, size = 'sm' }: SaveSegmentProps) {
  const say = useMessages(messages);
  const mayWrite = useMay('analyst');
  const path = usePagePath('segments');
  const [, go] = useLocation();
  const [naming, setNaming] = useState(false);
  const create = useAction(createSegment, { refreshes: [listSegments] });
  const save = async (named: Named) => {
    const made = await create.run({ kind, rule, ...named });
    if (made === undefined) return undefined;
    showDone(say.saved(made.name));
    go(`${path}/${made.id}`);
    return made;
  };
  if (!mayWrite || path === undefined) return null;
  return (
    <>
      <Button
        variant="default"
        size={size}
        aria-label={label}
        leftSection={<Shapes size={16} aria-hidden />}
        onClick={() => setNaming(true)}
      >
        {say.save}
      </Button>
      {naming && (
        <SegmentDialog
          title={say.save}
          close={() => setNaming(false)}
          save={save}
          {...(first === undefined ? {} : { first })}
        />
      )}
    </>
  );
}
