import { Button } from '@mantine/core';
import { Database, SearchX } from 'lucide-react';
import { Link } from 'wouter';
import { useMay } from '../ui/api/session.tsx';
import { EmptyState } from '../ui/feedback/empty-state.tsx';
import { useMessages } from '../ui/i18n/language.ts';
import { messages } from './messages.ts';

/** What stands there when no row does: nobody is known yet, or nobody fits. */
export function NobodyFits({ filtered, clear }: { filtered: boolean; clear: () => void }) {
  const say = useMessages(messages).empty;
  const mayBegin = useMay('editor');
  if (filtered) {
    return (
      <EmptyState icon={SearchX} title={say.title} action={<Button onClick={clear}>{say.clear}</Button>}>
        {say.lead}
      </EmptyState>
    );
  }
  const begin = (
    <Button component={Link} href="/welcome">
      {say.begin}
    </Button>
  );
  return (
    <EmptyState icon={Database} title={say.none} action={mayBegin && begin}>
      {say.noneLead}
    </EmptyState>
  );
}
