import { useSyncExternalStore } from 'react';
import type { Bilingual, Language } from '../../../src/lib/problem.ts';
import { writeCookie } from '../cookie.ts';

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The language of the page as it stands; the server has written the reader's into it. */
export function currentLanguage(): Language {
  return document.documentElement.lang.startsWith('zh') ? 'zh' : 'en';
}

/** Turns the whole page to a language, and keeps it for the next visit. */
export function setLanguage(language: Language): void {
  writeCookie('clientele.language', language);
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  for (const listener of listeners) listener();
}

/** The reader's language. */
export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, currentLanguage);
}

/** The same messages in both languages. */
export interface Catalogue<M> {
  readonly en: M;
  readonly zh: M;
}

/** The messages of a room in the reader's language. */
export function useMessages<M>(catalogue: Catalogue<M>): M {
  return catalogue[useLanguage()];
}

/** The reader's side of a text that comes in both languages. */
export function useBilingual(): (text: Bilingual) => string {
  const language = useLanguage();
  return (text) => text[language];
}
