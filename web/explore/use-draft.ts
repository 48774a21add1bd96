import { useEffect, useRef, useState } from 'react';

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
