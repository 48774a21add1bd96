import { Button, Group, SegmentedControl, Tabs } from '@mantine/core';
import { GitMerge, Search } from 'lucide-react';
import { useSearchParams } from 'wouter';
import { kinds, type Kind } from '../../src/fields/types.ts';
import { listMatchPairs, listMatchRuns, resumeMatching, startMatching } from '../../src/identity/contract.ts';
import { cancelJob } from '../../src/jobs/contract.ts';
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
import { QualityView, type MatchRun } from './quality-view.tsx';
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

/** The scan that goes on, with the way to stop it; or the one that was stopped, with the way to go on. */
function ScanState({ latest, done }: { latest: MatchRun; done: () => void }) {
  const say = useMessages(messages);
  const may = useMay('editor');
  const stop = useAction(cancelJob, { refreshes: [listMatchRuns] });
  const resume = useAction(resumeMatching, { refreshes: [listMatchRuns] });
  if (latest.state === 'done') return null;
  const { job, run, state } = latest;
  return (
    <>
      {state === 'running' && job !== null && (
        <JobProgress key={job} id={job} label={say.scanning} done={done} />
      )}
      {may && (
        <Group mb="md" gap="md">
          {state === 'running' ? (
            <Button
              variant="default"
              size="compact-sm"
              loading={stop.running}
              onClick={() => void (job !== null && stop.run({ id: job }))}
            >
              {say.stop}
            </Button>
          ) : (
            <>
              <span>{state === 'failed' ? say.failed : say.stopped}</span>
              <Button
                variant="default"
                size="compact-sm"
                loading={resume.running}
                onClick={() => void resume.run({ id: run })}
              >
                {say.resume}
              </Button>
            </>
          )}
        </Group>
      )}
    </>
  );
}

/** The buttons that begin a scan. */
function ScanButtons({ kind, quality, busy }: { kind: Kind; quality: boolean; busy: boolean }) {
  const say = useMessages(messages);
  const start = useAction(startMatching, { refreshes: [listMatchRuns] });
  const disabled = busy || start.running;
  return (
    <>
      {quality && (
        <Button variant="default" disabled={disabled} onClick={() => void start.run({ kind, learn: true })}>
          {say.learn}
        </Button>
      )}
      <Button
        leftSection={<Search size={16} aria-hidden />}
        loading={start.running}
        disabled={disabled}
        onClick={() => void start.run({ kind })}
      >
        {say.scan}
      </Button>
    </>
  );
}

/** Duplicates: the queue of pairs to decide, what was decided, and how good the search is. */
export function MatchingPage() {
  const say = useMessages(messages);
  const { kind, tab, keep } = useShown();
  const may = useMay('editor');
  const refresh = useRefresh();
  const runs = useEndpoint(listMatchRuns, { kind, limit: 20 });
  const latest = runs.data?.rows[0];
  const done = () => void refresh(listMatchRuns, listMatchPairs);
  return (
    <Page
      title={say.title}
      lead={say.lead}
      actions={
        may && <ScanButtons kind={kind} quality={tab === 'quality'} busy={latest?.state === 'running'} />
      }
    >
      <Group mb="md" gap="md">
        <SegmentedControl
          aria-label={say.kind}
          data={kinds.map((value) => ({ value, label: say.kinds[value] }))}
          value={kind}
          onChange={(value) => keep({ kind: value })}
        />
      </Group>
      {latest !== undefined && <ScanState key={`${kind} ${latest.run}`} latest={latest} done={done} />}
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
              {({ rows }) => <Found kind={kind} run={rows.find(({ state }) => state === 'done')} tab={tab} />}
            </AnswerView>
          </Tabs.Panel>
        )}
      </Tabs>
    </Page>
  );
}

/** What the last scan that came to its end has found, or how good it is. */
function Found({ kind, run, tab }: { kind: Kind; run: MatchRun | undefined; tab: 'review' | 'quality' }) {
  const say = useMessages(messages);
  if (run === undefined)
    return (
      <EmptyState icon={GitMerge} title={say.never}>
        {say.neverLead}
      </EmptyState>
    );
  if (tab === 'review') return <ReviewQueue key={`${kind} ${run.run}`} kind={kind} run={run} />;
  return (
    <>
      <BandsForm kind={kind} key={kind} />
      <QualityView run={run} />
    </>
  );
}
