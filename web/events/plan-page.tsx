import { Button, Code } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import {
  createPlannedEvent,
  getTrackingPlan,
  removePlannedEvent,
  updateTrackingPlan,
} from '../../src/events/plan/contract.ts';
import type { Output } from '../../src/lib/endpoint.ts';
import { labelEvent } from '../../src/lib/events.ts';
import { useMay } from '../ui/api/session.tsx';
import { useAction, useEndpoint } from '../ui/api/use-endpoint.ts';
import { AnswerView } from '../ui/feedback/answer-view.tsx';
import { showDone } from '../ui/feedback/toasts.ts';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import { DataTable, type Column } from '../ui/list/data-table.tsx';
import { Dialog } from '../ui/page/dialog.tsx';
import { Page } from '../ui/page/page.tsx';
import { Section } from '../ui/page/section.tsx';
import { Time } from '../ui/page/time.tsx';
import classes from './events.module.css';
import { messages } from './messages.ts';
import { GuardsSection } from './guards-section.tsx';
import { NewPlannedEvent, PlannedEventForm, RuleSelect } from './plan-editor.tsx';

type Plan = Output<typeof getTrackingPlan>;
type Planned = Plan['events'][number];
type Seen = Plan['seen'][number];

function PlannedTable({ rows, change }: { rows: readonly Planned[]; change: (event: Planned) => void }) {
  const say = useMessages(messages).plan;
  const text = useBilingual();
  const format = useFormat();
  const mayChange = useMay('admin');
  const remove = useAction(removePlannedEvent, { refreshes: [getTrackingPlan] });
  const columns: Column<Planned>[] = [
    { key: 'name', header: say.name, cell: ({ name }) => <bdi>{text(labelEvent(name))}</bdi> },
    { key: 'rule', header: say.rule, cell: ({ rule }) => say.rules[rule] },
    { key: 'faults', header: say.faults, cell: ({ faults }) => say.rules[faults] },
    { key: 'count', header: say.count, cell: ({ count }) => format.number(count), numeric: true },
    { key: 'last', header: say.last, cell: ({ last }) => <Time at={last} /> },
    {
      key: 'differences',
      header: say.differences,
      cell: ({ differences }) =>
        differences.length === 0
          ? say.noDifference
          : differences.map(({ property, count }) => `${property} (${format.number(count)})`).join(', '),
    },
  ];
  const actions: Column<Planned> = {
    key: 'actions',
    header: say.actions,
    cell: (event) => (
      <div className={classes['line']}>
        <Button size="compact-sm" variant="default" onClick={() => change(event)}>
          {say.change}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => void remove.run({ id: event.id })}
          aria-label={`${say.remove}: ${event.name}`}
        >
          {say.remove}
        </Button>
      </div>
    ),
  };
  return (
    <DataTable
      label={say.planned}
      list={{ rows, error: null }}
      columns={mayChange ? [...columns, actions] : columns}
      rowKey={({ id }) => id}
      empty={<p>{say.none}</p>}
    />
  );
}

function SeenItem({ seen }: { seen: Seen }) {
  const say = useMessages(messages).plan;
  const text = useBilingual();
  const format = useFormat();
  const mayChange = useMay('admin');
  const add = useAction(createPlannedEvent, {
    refreshes: [getTrackingPlan],
    done: ({ name }) => showDone(say.added(name)),
  });
  const { name, count, last, example } = seen;
  return (
    <li>
      <div className={classes['line']}>
        <strong>
          <bdi>{text(labelEvent(name))}</bdi>
        </strong>
        <span className={classes['who']}>{say.times(format.number(count))}</span>
        <Time at={last} />
        {mayChange && (
          <Button
            size="compact-sm"
            variant="default"
            loading={add.running}
            onClick={() => void add.run({ name })}
            aria-label={`${say.add}: ${name}`}
          >
            {say.add}
          </Button>
        )}
      </div>
      {example !== null && (
        <details>
          <summary>{say.example}</summary>
          <Code block tabIndex={0} role="region" aria-label={`${say.example}: ${name}`}>
            {example}
          </Code>
        </details>
      )}
    </li>
  );
}

function PlanContent({ plan }: { plan: Plan }) {
  const say = useMessages(messages).plan;
  const mayChange = useMay('admin');
  const [adding, { open, close }] = useDisclosure(false);
  const [changing, setChanging] = useState<Planned | null>(null);
  const set = useAction(updateTrackingPlan, {
    refreshes: [getTrackingPlan],
    done: () => showDone(say.saved),
  });
  const button = mayChange && (
    <Button size="compact-sm" variant="default" onClick={open}>
      {say.add}
    </Button>
  );
  const leave = () => setChanging(null);
  return (
    <>
      <Section title={say.planned} aside={button}>
        <PlannedTable rows={plan.events} change={setChanging} />
      </Section>
      <Section title={say.seen}>
        <RuleSelect
          label={say.unplanned}
          value={plan.unplanned}
          disabled={!mayChange}
          onChange={(unplanned) => void set.run({ unplanned })}
        />
        {plan.seen.length === 0 && <p>{say.nothingSeen}</p>}
        <ul className={classes['list']} aria-label={say.seen}>
          {plan.seen.map((seen) => (
            <SeenItem key={seen.name} seen={seen} />
          ))}
        </ul>
      </Section>
      <Dialog opened={adding} close={close} title={say.add}>
        <NewPlannedEvent close={close} />
      </Dialog>
      <Dialog opened={changing !== null} close={leave} title={changing?.name ?? ''}>
        {changing !== null && <PlannedEventForm event={changing} close={leave} />}
      </Dialog>
    </>
  );
}

/** What events the workspace expects, and what came that nobody planned. */
export function PlanPage() {
  const say = useMessages(messages).plan;
  const answer = useEndpoint(getTrackingPlan, {});
  return (
    <Page title={say.title} lead={say.lead}>
      <AnswerView answer={answer}>{(plan) => <PlanContent plan={plan} />}</AnswerView>
      <GuardsSection />
    </Page>
  );
}
