import { useLanguage } from '../i18n/language.ts';
import { useFormat } from '../i18n/use-format.ts';
import { writeValues, type WrittenField } from './write-value.ts';

/** Writes the values of fields in the reader's language. */
export function useWriteValues(): (field: WrittenField, value: unknown) => string[] {
  const language = useLanguage();
  const format = useFormat();
  return (field, value) => writeValues(field, value, { language, format });
}
