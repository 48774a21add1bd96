import type { Problem } from '../../../src/lib/problem.ts';
import { currentLanguage } from '../i18n/language.ts';

/** A word about what was done, with the way back where there is one. */
export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: 'done' | 'problem';
  readonly code?: string;
  readonly undo?: () => Promise<unknown>;
}

let toasts: readonly Toast[] = [];
let last = 0;
const listeners = new Set<() => void>();

function publish(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

/** The toasts that stand, and how to hear of changes. */
export const toastStore = {
  read: (): readonly Toast[] => toasts,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  remove: (id: number): void => publish(toasts.filter((toast) => toast.id !== id)),
};

function addToast(toast: Omit<Toast, 'id'>): void {
  last += 1;
  publish([...toasts.slice(-2), { ...toast, id: last }]);
}

/** Says that something was done; `undo` takes it back. */
export function showDone(text: string, undo?: () => Promise<unknown>): void {
  addToast({ text, tone: 'done', ...(undo ? { undo } : {}) });
}

/** Says what went wrong, in the reader's language. */
export function showProblem({ text, code }: Problem): void {
  addToast({ text: text[currentLanguage()], code, tone: 'problem' });
}
