import { useEffect, useRef, useSyncExternalStore } from 'react';

/** A key, or two one after the other, and what they do; `mod` is Ctrl, or Cmd on a Mac: `mod+k`, `?`, `g j`. */
export interface Shortcut {
  readonly keys: string;
  readonly label: string;
}

interface Registered extends Shortcut {
  readonly run: () => void;
}

let registered: readonly Registered[] = [];
let begun: { readonly key: string; readonly at: number } | null = null;
const listeners = new Set<() => void>();

/** How long the second key of two may take, in milliseconds. */
const patience = 1_200;

function publish(next: readonly Registered[]): void {
  registered = next;
  for (const listener of listeners) listener();
}

function isTyping({ target }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

/** Keys of menus, lists and dialogs are theirs. */
function isTaken({ target }: KeyboardEvent): boolean {
  return (
    target instanceof Element &&
    target.closest('[role=menu],[role=listbox],[role=dialog],[role=grid]') !== null
  );
}

function nameOf(event: KeyboardEvent): string {
  const mod = event.ctrlKey || event.metaKey ? 'mod+' : '';
  return mod + event.key.toLowerCase();
}

function findShortcut(event: KeyboardEvent): Registered | undefined {
  const name = nameOf(event);
  const first = begun !== null && event.timeStamp - begun.at < patience ? begun.key : null;
  begun = null;
  // The one registered last stands on top: a page's before the shell's.
  const find = (keys: string) => registered.findLast((one) => one.keys === keys);
  if (first !== null) return find(`${first} ${name}`);
  const found = find(name);
  if (!found && registered.some(({ keys }) => keys.startsWith(`${name} `)))
    begun = { key: name, at: event.timeStamp };
  return found;
}

function answerKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.altKey || event.isComposing || event.repeat) return;
  const plain = !event.ctrlKey && !event.metaKey;
  if (plain && (isTyping(event) || isTaken(event))) return;
  const found = findShortcut(event);
  if (!found) return;
  event.preventDefault();
  found.run();
}

/** Listens to the keyboard for as long as the application stands. */
export function useKeyboard(): void {
  useEffect(() => {
    document.addEventListener('keydown', answerKey);
    return () => document.removeEventListener('keydown', answerKey);
  }, []);
}

/** Gives keys a meaning while the piece that says so stands; they show in the help sheet. */
export function useShortcut({ keys, label }: Shortcut, run: () => void): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    const one: Registered = { keys, label, run: () => latest.current() };
    publish([...registered, one]);
    return () => publish(registered.filter((other) => other !== one));
  }, [keys, label]);
}

/** The shortcuts that work now. */
export function useShortcuts(): readonly Shortcut[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => registered,
  );
}
