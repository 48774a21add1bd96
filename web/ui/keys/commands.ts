import type { LucideIcon } from 'lucide-react';
import { useEffect, useRef, useSyncExternalStore } from 'react';

/** Something that the command palette can do. */
export interface Command {
  readonly id: string;
  readonly label: string;
  readonly icon: LucideIcon;
  readonly run: () => void;
}

let commands: readonly Command[] = [];
const listeners = new Set<() => void>();

function publish(next: readonly Command[]): void {
  commands = next;
  for (const listener of listeners) listener();
}

/** Puts an action into the command palette while the piece that says so stands. */
export function useCommand({ id, label, icon, run }: Command): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    const one: Command = { id, label, icon, run: () => latest.current() };
    publish([...commands.filter((other) => other.id !== id), one]);
    return () => publish(commands.filter((other) => other !== one));
  }, [id, label, icon]);
}

/** The actions that are possible now. */
export function useCommands(): readonly Command[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => commands,
  );
}
