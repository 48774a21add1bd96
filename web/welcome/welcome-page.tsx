import { Button, Group, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { listJobs } from '../../src/jobs/contract.ts';
import { listScenarios, loadDemo } from '../../src/sources/contract.ts';
import type { Output } from '../../src/lib/endpoint.ts';
import { nameJob } from '../jobs/job-name.ts';
import { messages as jobs } from '../jobs/messages.ts';
import { useWorkspace } from '../ui/api/session.tsx';
import { useAction, useEndpoint } from '../ui/api/use-endpoint.ts';
import { AnswerView } from '../ui/feedback/answer-view.tsx';
import { ProblemView } from '../ui/feedback/problem-view.tsx';
import { useBilingual, useLanguage, useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import { JobBar, isOpen } from '../ui/page/job-progress.tsx';
import { usePagePath } from '../ui/page/page-list.ts';
import { Page } from '../ui/page/page.tsx';
import { Section } from '../ui/page/section.tsx';
import { messages } from './messages.ts';
import { ScenarioPicture } from './scenario-picture.tsx';
import classes from './welcome.module.css';

type Scenario = Output<typeof listScenarios>['rows'][number];

const sizes = [1_000, 10_000, 100_000, 1_000_000];

function ScenarioCard({ scenario, rows }: { scenario: Scenario; rows: number }) {
  const say = useMessages(messages);
  const text = useBilingual();
  const language = useLanguage();
  const { run, running, problem } = useAction(loadDemo, { quiet: true, refreshes: [listJobs] });
  return (
    <div className={classes['scenario']}>
      <ScenarioPicture name={scenario.name} />
      <h3>{text(scenario.label)}</h3>
      <p>{text(scenario.description)}</p>
      {problem && <ProblemView error={problem} />}
      <Button
        loading={running}
        aria-label={`${say.load}: ${text(scenario.label)}`}
        onClick={() => void run({ scenario: scenario.name, rows, language })}
      >
        {say.load}
      </Button>
    </div>
  );
}

function Demo() {
  const say = useMessages(messages);
  const format = useFormat();
  const scenarios = useEndpoint(listScenarios, {});
  const [rows, setRows] = useState(10_000);
  return (
    <section aria-labelledby="demo">
      <h2 id="demo" className={classes['heading']}>
        {say.demo}
      </h2>
      <p className={classes['lead']}>{say.demoLead}</p>
      <Group mb="md" gap="xs">
        <span id="rows">{say.rows}</span>
        <SegmentedControl
          aria-labelledby="rows"
          value={String(rows)}
          onChange={(value) => setRows(Number(value))}
          data={sizes.map((size) => ({ value: String(size), label: format.number(size) }))}
        />
      </Group>
      <AnswerView answer={scenarios}>
        {({ rows: list }) => (
          <div className={classes['ways']}>
            {list.map((scenario) => (
              <ScenarioCard key={scenario.name} scenario={scenario} rows={rows} />
            ))}
          </div>
        )}
      </AnswerView>
    </section>
  );
}

/** The jobs that bring customers and what they bought, and find out what that tells. */
const bringing: ReadonlySet<string> = new Set(['import', 'event-import', 'refresh-values']);

/** The imports of the last hour: those that go on, and those that have just ended. */
function Progress() {
  const say = useMessages(messages);
  const { kinds } = useMessages(jobs);
  const { data } = useEndpoint(listJobs, { limit: 20 }, { every: () => 1_000 });
  const [since] = useState(() => Date.now());
  const rows = (data?.rows ?? []).filter(
    (job) => bringing.has(job.kind) && (isOpen(job) || new Date(job.createdAt).getTime() > since),
  );
  if (rows.length === 0) return null;
  const ready = rows.every((job) => !isOpen(job));
  return (
    <Section title={say.progress}>
      <div className={classes['jobs']}>
        {rows.map((job) => (
          <JobBar key={job.id} job={job} label={nameJob(job, kinds)} />
        ))}
      </div>
      <Group mt="md" justify="space-between">
        <span>{ready ? say.ready : say.goOn}</span>
        <Button component={Link} href="/" variant={ready ? 'filled' : 'default'}>
          {say.home}
        </Button>
      </Group>
    </Section>
  );
}

function Own() {
  const say = useMessages(messages);
  const path = usePagePath('import');
  return (
    <section aria-labelledby="own">
      <h2 id="own" className={classes['heading']}>
        {say.own}
      </h2>
      <p className={classes['lead']}>{say.ownLead}</p>
      {path ? (
        <Button component={Link} href={path} variant="default">
          {say.ownGo}
        </Button>
      ) : (
        <>
          {say.ownCommand}
          <pre className={classes['command']}>{say.command}</pre>
        </>
      )}
    </section>
  );
}

/** The first minutes: demo data chosen from pictures, or a file of one's own. */
export function WelcomePage() {
  const say = useMessages(messages);
  const { name } = useWorkspace();
  return (
    <Page title={say.title} lead={say.lead(name)}>
      <Progress />
      <Demo />
      <Own />
    </Page>
  );
}
