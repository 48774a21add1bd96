import { ActionIcon, CopyButton as Copying, Tooltip } from '@mantine/core';
import { Check, Copy } from 'lucide-react';
import { useMessages } from '../i18n/language.ts';
import { messages } from '../messages.ts';

interface CopyProps {
  readonly text: string;
  /** What is copied, where a page has several; unsaid: just "Copy". */
  readonly label?: string | undefined;
}

/** Puts a text on the clipboard, and says so. */
export function CopyButton({ text, label }: CopyProps) {
  const say = useMessages(messages);
  const copyLabel = label ?? say.copy;
  return (
    <Copying value={text}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? say.copied : copyLabel}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={copied ? say.copied : copyLabel}
            onClick={copy}
          >
            {copied ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
          </ActionIcon>
        </Tooltip>
      )}
    </Copying>
  );
}
