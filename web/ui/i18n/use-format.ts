import { useTimeZone } from '../api/session.tsx';
import { createFormat, type Format } from './format.ts';
import { useLanguage } from './language.ts';

/** Writes values in the reader's language, times by the workspace's clock. */
export function useFormat(): Format {
  const language = useLanguage();
  const timeZone = useTimeZone();
  return createFormat(language, timeZone);
}
