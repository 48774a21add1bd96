import { labelEvent } from '../../src/lib/events.ts';
import { useBilingual } from '../ui/i18n/language.ts';

/** Events to choose from, each by its name in the reader's language. */
export function useEventOptions(): (names: readonly string[]) => { value: string; label: string }[] {
  const text = useBilingual();
  return (names) => names.map((value) => ({ value, label: text(labelEvent(value)) }));
}
