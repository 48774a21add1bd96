import { Button } from '@mantine/core';
import { LayoutDashboard, Plus } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { type DashboardHead, listDashboards } from '../../src/dashboards/contract.ts';
import { MaybeLink } from '../home/maybe-link.tsx';
import { useMay } from '../ui/api/session.tsx';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import { AnswerView } from '../ui/feedback/answer-view.tsx';
import { EmptyState } from '../ui/feedback/empty-state.tsx';
import { useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import { DataTable } from '../ui/list/data-table.tsx';
import { Page } from '../ui/page/page.tsx';
import { usePagePath } from '../ui/page/page-list.ts';
import { Time } from '../ui/page/time.tsx';
import { NewDashboard } from './add-to-dashboard.tsx';
import { messages } from './messages.ts';

function List({ rows }: { rows: readonly DashboardHead[] }) {
  const say = useMessages(messages);
  const format = useFormat();
  const path = usePagePath('dashboards');
  return (
    <DataTable
      label={say.title}
      list={{ rows, error: null }}
      rowKey={({ id }) => id}
      empty={
        <EmptyState icon={LayoutDashboard} title={say.none}>
          {say.noneLead}
        </EmptyState>
      }
      columns={[
        {
          key: 'name',
          header: say.name,
          cell: ({ id, name }) => (
            <MaybeLink href={path === undefined ? undefined : `${path}/${id}`}>{name}</MaybeLink>
          ),
        },
        { key: 'shared', header: say.seenBy, cell: ({ shared }) => (shared ? say.isShared : say.isPrivate) },
        { key: 'cards', header: say.cards, cell: ({ count }) => format.number(count), numeric: true },
        { key: 'owner', header: say.owner, cell: ({ owner }) => owner.name },
        { key: 'updated', header: say.updated, cell: ({ updatedAt }) => <Time at={updatedAt} /> },
      ]}
    />
  );
}

/** The dashboards that the reader sees. */
export function DashboardsPage() {
  const say = useMessages(messages);
  const mayWrite = useMay('analyst');
  const path = usePagePath('dashboards');
  const [, go] = useLocation();
  const [naming, setNaming] = useState(false);
  const answer = useEndpoint(listDashboards, {});
  const button = mayWrite && (
    <Button leftSection={<Plus size={16} aria-hidden />} onClick={() => setNaming(true)}>
      {say.create}
    </Button>
  );
  return (
    <Page title={say.title} lead={say.lead} actions={button}>
      <AnswerView answer={answer}>{({ rows }) => <List rows={rows} />}</AnswerView>
      {naming && <NewDashboard close={() => setNaming(false)} done={({ id }) => go(`${path}/${id}`)} />}
    </Page>
  );
}
