import { Button, Group, SegmentedControl, Tabs } from '@mantine/core';
import { GitMerge, Search } from 'lucide-react';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { kinds } from '../../src/fields/types.ts';
import { listMatchPairs, listMatchRuns, startMatching } from '../../src/identity/contract.ts';
import { useMay } from '../ui/api/session.tsx';
import { useAction, useEndpoint, useRefresh } from '../ui/api/use-endpoint.ts';
import { AnswerView } from '../ui/feedback/answer-view.tsx';
import { EmptyState } from '../ui/feedback/empty-state.tsx';
import { useMessages } from '../ui/i18n/language.ts';
import { JobProgress } from '../ui/page/job-progress.tsx';
import { Page } from '../ui/page/page.tsx';
import { BandsForm } from './bands-form.tsx';
import { HistoryView } from './history-view.tsx';
import { messages } from './messages.ts';
import { QualityView } from './quality-view.tsx';
import { ReviewQueue } from './review-queue.tsx';

const tabs = ['review', 'history', 'quality'] as const;

/** Which kind and which view; the address bar holds it. */
function useShown() {
  const [search, setSearch] = useSearchParams();
  const kind = kinds.find((one) => one === search.get('kind')) ?? 'organization';
  const tab = tabs.find((one) => one === search.get('tab')) ?? 'review';
  const keep = (change: Readonly<Record<string, string>>) =>
    setSearch(
      { ...(kind === 'person' ? { kind } : {}), ...(tab === 'review' ? {} : { tab }), ...change },
      { replace: true },
    );
  return { kind, tab, keep };
}

/** Duplicates: the queue of pairs to decide, what was decided, and how good the search is. */
export function MatchingPage() {
  const say = useMessages(messages);
  const { kind, tab, keep } = useShown();
  const may = useMay('editor');
  const refresh = useRefresh();
  const [job, setJob] = useState<string | null>(null);
  const runs = useEndpoint(listMatchRuns, { kind, limit: 1 });
  const start = useAction(startMatching, { done: (answer) => setJob(answer.job) });
  const scan = may && (
    <>
      {tab === 'quality' && (
        <Button
          variant="default"
          disabled={job !== null || start.running}
          onClick={() => void start.run({ kind, learn: true })}
        >
          {say.learn}
        </Button>
      )}
      <Button
        leftSection={<Search size={16} aria-hidden />}
        loading={start.running}
        disabled={job !== null}
        onClick={() => void start.run({ kind })}
      >
        {say.scan}
      </Button>
    </>
  );
  const done = () => {
    setJob(null);
    void refresh(listMatchRuns, listMatchPairs);
  };
  return (
    <Page title={say.title} lead={say.lead} actions={scan}>
      <Group mb="md" gap="md">
        <SegmentedControl
          aria-label={say.kind}
          data={kinds.map((value) => ({ value, label: say.kinds[value] }))}
          value={kind}
          onChange={(value) => keep({ kind: value })}
        />
      </Group>
      {job !== null && <JobProgress id={job} label={say.scanning} done={done} />}
      <Tabs value={tab} onChange={(value) => keep({ tab: value ?? 'review' })} keepMounted={false}>
        <Tabs.List mb="md" aria-label={say.views}>
          {tabs.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {say.tabs[one]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="history">
          <HistoryView />
        </Tabs.Panel>
        {tab !== 'history' && (
          <Tabs.Panel value={tab}>
            <AnswerView answer={runs}>
              {({ rows: [latest] }) =>
                latest === undefined || (latest.outcome === null && tab === 'quality') ? (
                  <EmptyState icon={GitMerge} title={say.never}>
                    {say.neverLead}
                  </EmptyState>
                ) : tab === 'review' ? (
                  <ReviewQueue key={`${kind} ${latest.run}`} kind={kind} run={latest} />
                ) : (
                  <>
                    <BandsForm kind={kind} key={kind} />
                    <QualityView run={latest} />
                  </>
                )
              }
            </AnswerView>
          </Tabs.Panel>
        )}
      </Tabs>
    </Page>
  );
}
