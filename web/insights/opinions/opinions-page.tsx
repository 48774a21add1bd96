import { Button, NativeSelect, SegmentedControl } from '@mantine/core';
import { MessageSquareText, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import type { NewCard } from '../../../src/dashboards/contract.ts';
import * as contract from '../../../src/insights/opinions/contract.ts';
import {
  opinionTags,
  polarities,
  polarityLabels,
  tagGroups,
  topicLabels,
  topics,
} from '../../../src/lib/opinion.ts';
import type { Output } from '../../../src/lib/endpoint.ts';
import { useMay } from '../../ui/api/session.tsx';
import { useAction, useEndpoint, useRefresh } from '../../ui/api/use-endpoint.ts';
import { AnswerView } from '../../ui/feedback/answer-view.tsx';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { useBilingual, useMessages } from '../../ui/i18n/language.ts';
import { JobProgress } from '../../ui/page/job-progress.tsx';
import { Page } from '../../ui/page/page.tsx';
import { Time } from '../../ui/page/time.tsx';
import shared from '../insights.module.css';
import { Tools } from '../tools.tsx';
import { type Choice, type ChoiceName, useChoice } from './choice.ts';
import { CountsTable, useCountCells } from './counts-table.tsx';
import { messages } from './messages.ts';
import { useTextNames } from './names.ts';
import classes from './opinions.module.css';
import { TextList } from './text-list.tsx';

type Summary = Output<typeof contract.getOpinions>;

interface ChoiceProps {
  readonly choice: Choice;
  readonly data: Summary;
  readonly change: (name: ChoiceName, value: string) => void;
}

function Choices({ choice: { period, polarity, chosen }, data, change }: ChoiceProps) {
  const say = useMessages(messages);
  const text = useBilingual();
  const every = { value: '', label: say.every };
  const names = useTextNames();
  const named = (
    own: string | undefined,
    groups: Summary['sources'],
    call: (key: string) => string = (key) => key,
  ) => [
    every,
    ...[...new Set([...(own === undefined ? [] : [own]), ...groups.map(({ key }) => key)])].map((value) => ({
      value,
      label: call(value),
    })),
  ];
  const selects = [
    {
      name: 'period',
      data: contract.textPeriods.map((value) => ({ value, label: say.periods[value] })),
      value: period,
    },
    {
      name: 'topic',
      data: [every, ...topics.map((value) => ({ value, label: text(topicLabels[value]) }))],
      value: chosen.topic,
    },
    {
      name: 'polarity',
      data: [every, ...polarities.map((value) => ({ value, label: text(polarityLabels[value]) }))],
      value: polarity,
    },
    {
      name: 'tag',
      data: [
        every,
        ...tagGroups.map((group) => ({
          group: text(group),
          items: group.tags.map((value) => ({ value, label: text(opinionTags[value] ?? group) })),
        })),
      ],
      value: chosen.tag,
    },
    { name: 'source', data: named(chosen.source, data.sources, names.source), value: chosen.source },
    { name: 'product', data: named(chosen.product, data.products), value: chosen.product },
  ] as const;
  return (
    <>
      {selects.map(({ name, data: options, value }) => (
        <NativeSelect
          key={name}
          label={say[name]}
          data={[...options]}
          value={value ?? ''}
          onChange={({ currentTarget }) => change(name, currentTarget.value)}
        />
      ))}
    </>
  );
}

/** What stands on a dashboard when this is put there. */
function cardOf({ period, by, chosen }: Choice): NewCard {
  const { topic, tag, source, product } = chosen;
  return { type: 'opinions', period, by, topic, tag, source, product };
}

function Told({ choice, data, change }: ChoiceProps) {
  const say = useMessages(messages);
  const cells = useCountCells();
  const whole = polarities.reduce((sum, one) => sum + data.counts[one], 0);
  return (
    <>
      <p className={shared['note']}>{say.how}</p>
      <Tools name={say.title} numbers={() => cells({ choice, data })} card={cardOf(choice)}>
        <Choices choice={choice} data={data} change={change} />
      </Tools>
      <div className={shared['state']}>
        <SegmentedControl
          aria-label={say.by}
          value={choice.by}
          onChange={(value) => change('by', value)}
          data={contract.textGroups.map((one) => ({ value: one, label: say.bys[one] }))}
        />
        {data.readAt !== null && (
          <span>
            {say.lastRead} <Time at={data.readAt} />
          </span>
        )}
      </div>
      {whole === 0 ? (
        <EmptyState icon={MessageSquareText} title={data.readAt === null ? say.never : say.none}>
          {data.readAt === null ? say.neverLead : say.noneLead}
        </EmptyState>
      ) : (
        <>
          <CountsTable choice={choice} data={data} />
          <div className={classes['below']}>
            <TextList choice={choice} />
          </div>
        </>
      )}
    </>
  );
}

/** What customers write: how it speaks, of what, by what there is to part it, and the texts themselves. */
export function OpinionsPage() {
  const say = useMessages(messages);
  const [choice, change] = useChoice();
  const mayRead = useMay('editor');
  const [job, setJob] = useState<string | null>(null);
  const refresh = useRefresh();
  const answer = useEndpoint(contract.getOpinions, choice.chosen, { keep: true });
  const start = useAction(contract.readTexts, { done: (started) => setJob(started.job) });
  const read = mayRead && (
    <Button
      leftSection={<RefreshCw size={16} aria-hidden />}
      loading={start.running}
      onClick={() => void start.run({})}
    >
      {say.read}
    </Button>
  );
  return (
    <Page title={say.title} lead={say.lead} actions={read}>
      {job !== null && (
        <JobProgress
          key={job}
          id={job}
          label={say.reading}
          done={() => {
            setJob(null);
            void refresh(contract.getOpinions, contract.listOpinions);
          }}
        />
      )}
      <AnswerView answer={answer}>
        {(data) => <Told choice={choice} data={data} change={change} />}
      </AnswerView>
    </Page>
  );
}
