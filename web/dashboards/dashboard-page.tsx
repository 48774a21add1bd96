import { Anchor, Button } from '@mantine/core';
import { LayoutDashboard, Plus } from 'lucide-react';
import { useState } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import * as contract from '../../src/dashboards/contract.ts';
import { useAction, useEndpoint } from '../ui/api/use-endpoint.ts';
import { AnswerView } from '../ui/feedback/answer-view.tsx';
import { EmptyState } from '../ui/feedback/empty-state.tsx';
import { showDone } from '../ui/feedback/toasts.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { useConfirm } from '../ui/page/confirm.tsx';
import { Page } from '../ui/page/page.tsx';
import { usePagePath } from '../ui/page/page-list.ts';
import { newCardId } from './add-to-dashboard.tsx';
import { CardGrid } from './card-grid.tsx';
import { DashboardDialog } from './dashboard-dialog.tsx';
import { PaperButtons } from './mailings/mailing-buttons.tsx';
import { messages } from './messages.ts';
import type { MetricCardContent } from './metric-card.tsx';
import { MetricDialog } from './metric-dialog.tsx';

const refreshes = [contract.getDashboard, contract.listDashboards];

function Naming({ dashboard, close }: { dashboard: contract.Dashboard; close: () => void }) {
  const say = useMessages(messages);
  const { id } = dashboard;
  const update = useAction(contract.updateDashboard, { refreshes });
  return (
    <DashboardDialog
      title={say.edit}
      given={dashboard}
      close={close}
      save={(named) => update.run({ id, ...named })}
    />
  );
}

function newNumber(): MetricCardContent {
  const none = { by: null, target: null, title: '' };
  return {
    id: newCardId(),
    type: 'metric',
    metric: 'sales',
    days: 30,
    size: 'small',
    kind: 'person',
    ...none,
  };
}

function Buttons({ dashboard }: { dashboard: contract.Dashboard }) {
  const say = useMessages(messages);
  const [, go] = useLocation();
  const list = usePagePath('dashboards') ?? '/';
  const { ask, dialog } = useConfirm();
  const [naming, setNaming] = useState(false);
  const [adding, setAdding] = useState<MetricCardContent | null>(null);
  const { id } = dashboard;
  const remove = useAction(contract.removeDashboard, { refreshes: [contract.listDashboards] });
  const pin = useAction(contract.pinCard, { refreshes });
  const act = async () => {
    if (!(await remove.run({ id }))) return;
    showDone(say.removed);
    go(list);
  };
  return (
    <>
      <Button
        variant="default"
        onClick={() => ask({ title: say.removeTitle, text: say.removeText, verb: say.remove, act })}
      >
        {say.remove}
      </Button>
      <Button variant="default" onClick={() => setNaming(true)}>
        {say.edit}
      </Button>
      <Button leftSection={<Plus size={16} aria-hidden />} onClick={() => setAdding(newNumber())}>
        {say.addNumber}
      </Button>
      {naming && <Naming dashboard={dashboard} close={() => setNaming(false)} />}
      {adding && (
        <MetricDialog
          title={say.addNumber}
          first={adding}
          close={() => setAdding(null)}
          save={(card) => pin.run({ id, card })}
        />
      )}
      {dialog}
    </>
  );
}

/** One dashboard: its cards side by side. */
export function DashboardPage() {
  const { id } = useParams<{ id: string }>();
  const say = useMessages(messages);
  const list = usePagePath('dashboards');
  const answer = useEndpoint(contract.getDashboard, { id }, { keep: true });
  const { data } = answer;
  const trail = list !== undefined && (
    <Anchor component={Link} href={list}>
      {say.all}
    </Anchor>
  );
  return (
    <Page
      title={data?.name ?? say.title}
      trail={trail}
      lead={data && (data.shared ? say.isShared : say.isPrivate)}
      actions={
        data && (
          <>
            <PaperButtons dashboard={data.id} />
            {data.changeable && <Buttons dashboard={data} />}
          </>
        )
      }
    >
      <AnswerView answer={answer}>
        {(dashboard) =>
          dashboard.cards.length === 0 ? (
            <EmptyState icon={LayoutDashboard} title={say.empty}>
              {say.emptyLead}
            </EmptyState>
          ) : (
            <CardGrid dashboard={dashboard} />
          )
        }
      </AnswerView>
    </Page>
  );
}
