import { labelEvent } from '../../../src/lib/events.ts';
import { writtenNames } from '../../../src/lib/opinion.ts';
import { useBilingual, useMessages } from '../../ui/i18n/language.ts';
import { messages } from './messages.ts';

/** How texts and their sources are called. */
export function useTextNames(): {
  readonly text: (event: string) => string;
  readonly source: (name: string) => string;
} {
  const say = useMessages(messages);
  const write = useBilingual();
  return {
    text: (event) => write(writtenNames[event] ?? labelEvent(event)),
    source: (name) => (name === 'manual' ? say.byHand : name),
  };
}
