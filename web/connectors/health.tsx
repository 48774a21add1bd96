import type { Connector } from '../../src/connectors/contract.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { Status } from '../ui/page/status.tsx';
import { messages } from './messages.ts';

const tones = { off: 'plain', quiet: 'warn', good: 'good', failing: 'bad' } as const;

/** How a connector is, in a word. */
export function Health({ health }: Pick<Connector, 'health'>) {
  const say = useMessages(messages);
  return <Status tone={tones[health]}>{say.healths[health]}</Status>;
}
