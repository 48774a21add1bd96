import { Button } from '@mantine/core';
import { LayoutDashboard, Plus } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { type DashboardHead, listDashboards } from '../../src/dashboards/contract.ts';
import { MaybeLink } from '../home/maybe-link.tsx';
import { Wide } from '../insights/wide.tsx';
import { useMay } from '../ui/api/session.tsx';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import { AnswerView } from '../ui/feedback/answer-view.tsx';
import { EmptyState } from '../ui/feedback/empty-state.tsx';
import { useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import { Page } from '../ui/page/page.tsx';
import { usePagePath } from '../ui/page/page-list.ts';
import { Time } from '../ui/page/time.tsx';
import { NewDashboard } from './add-to-dashboard.tsx';
import classes from './dashboards.module.css';
import { messages } from './messages.ts';

function List({ rows }: { rows: readonly DashboardHead[] }) {
  const say = useMessages(messages);
  const format = useFormat();
  const path = usePagePath('dashboards');
  if (rows.length === 0)
    return (
      <EmptyState icon={LayoutDashboard} title={say.none}>
        {say.noneLead}
      </EmptyState>
    );
  return (
    <Wide label={say.title}>
      <table className={classes['table']}>
        <thead>
          <tr>
            <th scope="col">{say.name}</th>
            <th scope="col">{say.seenBy}</th>
            <th scope="col" className={classes['number']}>
              {say.cards}
            </th>
            <th scope="col">{say.owner}</th>
            <th scope="col">{say.updated}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, name, shared, count, owner, updatedAt }) => (
            <tr key={id}>
              <td>
                <MaybeLink href={path === undefined ? undefined : `${path}/${id}`}>{name}</MaybeLink>
              </td>
              <td>{shared ? say.isShared : say.isPrivate}</td>
              <td className={classes['number']}>{format.number(count)}</td>
              <td>{owner.name}</td>
              <td>
                <Time at={updatedAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
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
