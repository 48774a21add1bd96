import { Button } from '@mantine/core';
import { ShoppingBag } from 'lucide-react';
import { Link } from 'wouter';
import { EmptyState } from '../ui/feedback/empty-state.tsx';
import { useMessages } from '../ui/i18n/language.ts';
import { usePagePath } from '../ui/page/page-list.ts';
import { messages } from './messages.ts';

/** What stands where no order counts: where orders come from. */
export function NoOrders() {
  const say = useMessages(messages);
  const sources = usePagePath('sources');
  const action =
    sources === undefined ? undefined : (
      <Button component={Link} href={sources} variant="default">
        {say.toCome}
      </Button>
    );
  return (
    <EmptyState icon={ShoppingBag} title={say.noOrders} action={action}>
      {say.noOrdersLead}
    </EmptyState>
  );
}
