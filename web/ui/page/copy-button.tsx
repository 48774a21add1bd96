import { ActionIcon, CopyButton as Copying, Tooltip } from '@mantine/core';
import { Check, Copy } from 'lucide-react';
import { useMessages } from '../i18n/language.ts';
import { messages } from '../messages.ts';

/** Puts a text on the clipboard, and says so. */
export function CopyButton({ text }: { text: string }) {
  const say = useMessages(messages);
  return (
    <Copying value={text}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? say.copied : say.copy}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={copied ? say.copied : say.copy}
            onClick={copy}
          >
            {copied ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
          </ActionIcon>
        </Tooltip>
      )}
    </Copying>
  );
}
