import { Tooltip } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useMessages } from '../i18n/language.ts';
import { useFormat } from '../i18n/use-format.ts';
import { messages } from '../messages.ts';

/** The time as it is, once a minute: what stands on the screen ages with it. */
function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** How long ago something was; exactly when, on hover and focus. */
export function Time({ at }: { at: string | null }) {
  const format = useFormat();
  const say = useMessages(messages);
  const now = useNow();
  if (at === null) return <span>{say.never}</span>;
  return (
    <Tooltip label={format.dateTime(at)}>
      <time dateTime={at}>{format.relative(at, now)}</time>
    </Tooltip>
  );
}
