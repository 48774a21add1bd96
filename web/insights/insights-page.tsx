import { Button, SegmentedControl, Tabs } from '@mantine/core';
import { RefreshCw, ShoppingBag } from 'lucide-react';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { kinds, type Kind } from '../../src/fields/types.ts';
import * as contract from '../../src/insights/contract.ts';
import * as overTime from '../../src/insights/over-time/contract.ts';
import { useMay } from '../ui/api/session.tsx';
import { useAction, useEndpoint, useRefresh } from '../ui/api/use-endpoint.ts';
import { AnswerView } from '../ui/feedback/answer-view.tsx';
import { EmptyState } from '../ui/feedback/empty-state.tsx';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import { JobProgress } from '../ui/page/job-progress.tsx';
import { Page } from '../ui/page/page.tsx';
import { Time } from '../ui/page/time.tsx';
import { AssociationsPanel } from './associations-panel.tsx';
import { ForecastPanel } from './forecast-panel.tsx';
import { FunnelPanel } from './funnel-panel.tsx';
import classes from './insights.module.css';
import { IntervalsPanel } from './intervals-panel.tsx';
import { LifecyclePanel } from './lifecycle-panel.tsx';
import { messages } from './messages.ts';
import { PathsPanel } from './paths-panel.tsx';
import { RetentionPanel } from './retention-panel.tsx';
import { RfmPanel } from './rfm-panel.tsx';
import { SeasonsPanel } from './seasons-panel.tsx';
import { SubscriptionsPanel } from './subscriptions-panel.tsx';
import { ValuePanel } from './value-panel.tsx';

const tabs = [
  'rfm',
  'value',
  'retention',
  'lifecycle',
  'intervals',
  'seasons',
  'associations',
  'funnel',
  'paths',
  'subscriptions',
  'forecast',
] as const;
const answers = [
  contract.getInsightStatus,
  contract.getRfm,
  contract.getLifetimeValue,
  contract.getRetention,
  contract.getForecast,
  overTime.getLifecycle,
  overTime.getIntervals,
  overTime.getSeasons,
];

function Notices({ kind, status }: { kind: Kind; status: contract.InsightStatus }) {
  const text = useBilingual();
  const say = useMessages(messages);
  const own = status.result?.kinds.find((one) => one.kind === kind)?.notices ?? [];
  const notices = [...own, ...(status.result?.notices ?? [])];
  if (notices.length === 0 && status.error === null) return null;
  return (
    <ul className={classes['notices']}>
      {status.error && (
        <li>
          {say.failed}: {text(status.error)}
        </li>
      )}
      {notices.map((notice) => (
        <li key={notice.code}>{text(notice)}</li>
      ))}
    </ul>
  );
}

function Panels({ kind, status }: { kind: Kind; status: contract.InsightStatus }) {
  const say = useMessages(messages);
  const [search, setSearch] = useSearchParams();
  const tab = tabs.find((one) => one === search.get('tab')) ?? 'rfm';
  const choose = (value: string | null) =>
    setSearch((before) => {
      before.set('tab', value ?? 'rfm');
      return before;
    });
  return (
    <Tabs value={tab} onChange={choose} keepMounted={false}>
      <Tabs.List mb="md">
        {tabs.map((one) => (
          <Tabs.Tab key={one} value={one}>
            {say.tabs[one]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="rfm">
        <RfmPanel kind={kind} />
      </Tabs.Panel>
      <Tabs.Panel value="value">
        <ValuePanel kind={kind} status={status} />
      </Tabs.Panel>
      <Tabs.Panel value="retention">
        <RetentionPanel kind={kind} />
      </Tabs.Panel>
      <Tabs.Panel value="lifecycle">
        <LifecyclePanel kind={kind} />
      </Tabs.Panel>
      <Tabs.Panel value="intervals">
        <IntervalsPanel kind={kind} />
      </Tabs.Panel>
      <Tabs.Panel value="seasons">
        <SeasonsPanel kind={kind} />
      </Tabs.Panel>
      <Tabs.Panel value="funnel">
        <FunnelPanel kind={kind} />
      </Tabs.Panel>
      <Tabs.Panel value="paths">
        <PathsPanel kind={kind} />
      </Tabs.Panel>
      <Tabs.Panel value="subscriptions">
        <SubscriptionsPanel kind={kind} />
      </Tabs.Panel>
      <Tabs.Panel value="associations">
        <AssociationsPanel />
      </Tabs.Panel>
      <Tabs.Panel value="forecast">
        <ForecastPanel kind={kind} />
      </Tabs.Panel>
    </Tabs>
  );
}

function Told({ kind, status }: { kind: Kind; status: contract.InsightStatus }) {
  const say = useMessages(messages);
  const format = useFormat();
  const [, setSearch] = useSearchParams();
  const change = (value: string) =>
    setSearch((before) => {
      before.set('kind', value);
      return before;
    });
  return (
    <>
      <div className={classes['state']}>
        <SegmentedControl
          aria-label={say.kind}
          value={kind}
          onChange={change}
          data={kinds.map((one) => ({ value: one, label: say.kinds[one] }))}
        />
        {status.succeededAt !== null && (
          <span>
            {say.computed} <Time at={status.succeededAt} /> ·{' '}
            {status.asOf !== null &&
              say.asOf(format.day(status.asOf), format.number((status.ms ?? 0) / 1000))}
          </span>
        )}
      </div>
      <Notices kind={kind} status={status} />
      <Panels kind={kind} status={status} />
    </>
  );
}

/** What orders tell of customers: when it was computed, what could not be said, and the charts. */
export function InsightsPage() {
  const say = useMessages(messages);
  const [search] = useSearchParams();
  const kind = kinds.find((one) => one === search.get('kind')) ?? 'person';
  const mayCompute = useMay('editor');
  const [job, setJob] = useState<string | null>(null);
  const refresh = useRefresh();
  const status = useEndpoint(contract.getInsightStatus, {});
  const start = useAction(contract.refreshInsights, { done: (started) => setJob(started.job) });
  const compute = mayCompute && (
    <Button
      leftSection={<RefreshCw size={16} aria-hidden />}
      loading={start.running}
      onClick={() => void start.run({})}
    >
      {say.refresh}
    </Button>
  );
  return (
    <Page title={say.title} lead={say.lead} actions={compute}>
      {job !== null && (
        <JobProgress
          key={job}
          id={job}
          label={say.refreshing}
          done={() => {
            setJob(null);
            void refresh(...answers);
          }}
        />
      )}
      <AnswerView answer={status}>
        {(data) =>
          data.succeededAt === null && data.error === null ? (
            <EmptyState icon={ShoppingBag} title={say.never}>
              {say.neverLead}
            </EmptyState>
          ) : (
            <Told kind={kind} status={data} />
          )
        }
      </AnswerView>
    </Page>
  );
}
