import { onlineManager, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { isProblem } from '../../../src/lib/problem.ts';
import { useMessages } from '../i18n/language.ts';
import { messages } from '../messages.ts';
import classes from './feedback.module.css';

/** Whether the last thing that was asked found nobody to answer. */
function useSilence(): boolean {
  const memory = useQueryClient();
  const [silent, setSilent] = useState(false);
  useEffect(
    () =>
      memory.getQueryCache().subscribe((event) => {
        if (event.type !== 'updated') return;
        if (event.action.type === 'success') setSilent(false);
        if (event.action.type === 'error' && isProblem(event.action.error, 'client.unreachable'))
          setSilent(true);
      }),
    [memory],
  );
  useEffect(() => {
    if (!silent) return undefined;
    const timer = setInterval(() => void memory.refetchQueries({ type: 'active' }), 5_000);
    return () => clearInterval(timer);
  }, [memory, silent]);
  return silent;
}

/** Says that the server cannot be reached, and goes when it can. */
export function OfflineNotice() {
  const say = useMessages(messages);
  const online = useSyncExternalStore(
    (listener) => onlineManager.subscribe(listener),
    () => onlineManager.isOnline(),
  );
  const silent = useSilence();
  if (online && !silent) return null;
  return (
    <div className={classes['offline']} role="status">
      {say.offline}
    </div>
  );
}
