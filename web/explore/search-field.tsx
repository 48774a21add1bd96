import { CloseButton, TextInput } from '@mantine/core';
import { Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useMessages } from '../ui/i18n/language.ts';
import { messages } from './messages.ts';

/** How long the reader must pause before the list follows what was typed, in milliseconds. */
const pause = 150;

/**
 * What is being typed, and the way to it: the text follows each key at once, what is asked follows a pause.
 * A change from elsewhere (back, a view) replaces it.
 */
export function useDraft(value: string, commit: (value: string) => void): [string, (text: string) => void] {
  const [draft, setDraft] = useState(value);
  const [from, setFrom] = useState(value);
  const sent = useRef(value);
  const latest = useRef(commit);
  useEffect(() => {
    latest.current = commit;
  });
  if (from !== value) {
    setFrom(value);
    if (value !== draft.trim()) setDraft(value);
  }
  useEffect(() => {
    sent.current = value;
  }, [value]);
  useEffect(() => {
    const text = draft.trim();
    if (text === sent.current) return undefined;
    const timer = setTimeout(() => {
      sent.current = text;
      latest.current(text);
    }, pause);
    return () => clearTimeout(timer);
  }, [draft]);
  return [draft, setDraft];
}

/** Words to look for, in any language and writing. */
export function SearchField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const say = useMessages(messages).search;
  return (
    <TextInput
      type="search"
      aria-label={say.label}
      placeholder={say.placeholder}
      leftSection={<Search size={15} aria-hidden />}
      rightSection={
        value !== '' && <CloseButton size="sm" aria-label={say.clear} onClick={() => onChange('')} />
      }
      value={value}
      maxLength={1_000}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}
