import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { listEventNames } from '../../src/insights/contract.ts';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import { AnswerView } from '../ui/feedback/answer-view.tsx';
import { EmptyState } from '../ui/feedback/empty-state.tsx';
import { useMessages } from '../ui/i18n/language.ts';
import { messages } from './messages.ts';

interface WithEventsProps {
  readonly icon: LucideIcon;
  readonly children: (names: readonly string[]) => ReactNode;
}

/** What is made of the events that came in, the most frequent first; says so where none has. */
export function WithEvents({ icon, children }: WithEventsProps) {
  const say = useMessages(messages);
  const names = useEndpoint(listEventNames, {});
  return (
    <AnswerView answer={names}>
      {({ rows }) =>
        rows.length === 0 ? (
          <EmptyState icon={icon} title={say.noEvents}>
            {say.noEventsLead}
          </EmptyState>
        ) : (
          children(rows.map(({ name }) => name))
        )
      }
    </AnswerView>
  );
}
