import { ActionIcon, Tooltip } from '@mantine/core';
import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { revealValue } from '../../src/profiles/contract.ts';
import { useAction } from '../ui/api/use-endpoint.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { useWriteValues } from '../ui/value/use-write-values.ts';
import classes from './facts.module.css';
import { messages } from './messages.ts';
import type { Field } from './profile-data.ts';

/** What was behind the mask, for as long as the reader looks: it is kept nowhere. */
export function useReveal(profile: string, field: Field) {
  const [shown, setShown] = useState<{ readonly value: unknown }>();
  const { run, running } = useAction(revealValue, { done: ({ value }) => setShown({ value }) });
  return {
    shown,
    running,
    reveal: () => void run({ id: profile, field: field.key }),
    hide: () => setShown(undefined),
  };
}

type Reveal = ReturnType<typeof useReveal>;

/** The value without its mask. */
export function Revealed({ field, value }: { field: Field; value: unknown }) {
  const say = useMessages(messages).facts;
  const texts = useWriteValues()(field, value);
  return (
    <span className={classes['revealed']} role="status">
      {texts.length === 0 ? <em>{say.emptied}</em> : texts.map((text, at) => <bdi key={at}>{text}</bdi>)}
    </span>
  );
}

/** Lifts the mask of one value, and puts it back. */
export function RevealButton({ label, reveal }: { label: string; reveal: Reveal }) {
  const say = useMessages(messages).facts;
  const { shown, running, hide } = reveal;
  const Icon = shown === undefined ? Eye : EyeOff;
  return (
    <Tooltip label={shown === undefined ? say.revealLead : say.conceal(label)}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="sm"
        loading={running}
        aria-label={shown === undefined ? say.reveal(label) : say.conceal(label)}
        onClick={shown === undefined ? reveal.reveal : hide}
      >
        <Icon size={14} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
