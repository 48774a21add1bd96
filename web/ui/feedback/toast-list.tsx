import { Button, CloseButton } from '@mantine/core';
import { useEffect, useRef, useSyncExternalStore, type RefObject } from 'react';
import { toProblem } from '../api/client.ts';
import { useMessages } from '../i18n/language.ts';
import { messages } from '../messages.ts';
import classes from './feedback.module.css';
import { showDone, showProblem, toastStore, type Toast } from './toasts.ts';

/** How long a toast stands, in milliseconds; what went wrong stands until it is closed. */
const lifetime = { plain: 5_000, undo: 12_000 };
const step = 500;

/** A toast under the pointer or with the focus in it is being read, and stays. */
function isHeld(element: HTMLElement | null): boolean {
  return element !== null && element.matches(':hover, :focus-within');
}

function useLifetime({ id, tone, undo }: Toast, element: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    if (tone === 'problem') return undefined;
    let left = undo ? lifetime.undo : lifetime.plain;
    const timer = setInterval(() => {
      if (isHeld(element.current)) return;
      left -= step;
      if (left <= 0) toastStore.remove(id);
    }, step);
    return () => clearInterval(timer);
  }, [id, tone, undo, element]);
}

function ToastItem({ toast }: { toast: Toast }) {
  const say = useMessages(messages);
  const element = useRef<HTMLLIElement>(null);
  useLifetime(toast, element);
  const undo = async () => {
    toastStore.remove(toast.id);
    try {
      await toast.undo?.();
      showDone(say.undone);
    } catch (error) {
      showProblem(toProblem(error));
    }
  };
  return (
    <li className={classes['toast']} data-tone={toast.tone} ref={element}>
      <div role={toast.tone === 'problem' ? 'alert' : undefined}>{toast.text}</div>
      {toast.undo && (
        <Button size="compact-sm" variant="subtle" onClick={() => void undo()}>
          {say.undo}
        </Button>
      )}
      <CloseButton size="sm" aria-label={say.close} onClick={() => toastStore.remove(toast.id)} />
    </li>
  );
}

/** The toasts that stand, in a corner, read out as they come. */
export function ToastList() {
  const toasts = useSyncExternalStore(toastStore.subscribe, toastStore.read);
  return (
    <ul className={classes['toasts']} aria-live="polite">
      {toasts.map((toast) => (
        <ToastItem key={toast.id} toast={toast} />
      ))}
    </ul>
  );
}
