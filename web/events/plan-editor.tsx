import { Button, Checkbox, Group, Select, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import {
  createPlannedEvent,
  getTrackingPlan,
  planRules,
  updatePlannedEvent,
  type PlannedEvent,
  type PlanProperty,
  type PlanRule,
} from '../../src/events/plan/contract.ts';
import { knownEvents, propertyTypes } from '../../src/lib/events.ts';
import { useAction } from '../ui/api/use-endpoint.ts';
import { ProblemView } from '../ui/feedback/problem-view.tsx';
import { showDone } from '../ui/feedback/toasts.ts';
import { useForm } from '../ui/form/use-form.ts';
import { useLanguage, useMessages } from '../ui/i18n/language.ts';
import classes from './events.module.css';
import { messages } from './messages.ts';

interface RuleSelectProps {
  readonly label: string;
  readonly value: PlanRule;
  readonly onChange: (rule: PlanRule) => void;
  readonly disabled?: boolean;
}

/** What becomes of what comes. */
export function RuleSelect({ label, value, onChange, disabled = false }: RuleSelectProps) {
  const say = useMessages(messages).plan;
  return (
    <Select
      label={label}
      value={value}
      disabled={disabled}
      allowDeselect={false}
      data={planRules.map((rule) => ({ value: rule, label: say.rules[rule] }))}
      onChange={(chosen) => onChange(planRules.find((rule) => rule === chosen) ?? value)}
    />
  );
}

/** Puts an event into the plan: one of the catalogue, or any other. */
export function NewPlannedEvent({ close }: { close: () => void }) {
  const say = useMessages(messages).plan;
  const language = useLanguage();
  const create = useAction(createPlannedEvent, {
    quiet: true,
    refreshes: [getTrackingPlan],
    done: ({ name }) => {
      showDone(say.added(name));
      close();
    },
  });
  const { errors, submit } = useForm(createPlannedEvent, create.run, {});
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {create.problem && <ProblemView error={create.problem} />}
        <TextInput
          name="name"
          label={say.name}
          description={say.nameHint}
          error={errors['name']}
          list="known-events"
          data-autofocus
          required
        />
        <datalist id="known-events">
          {knownEvents.map(({ name, zh }) => (
            <option key={name} value={language === 'zh' ? zh : name}>
              {language === 'zh' ? name : zh}
            </option>
          ))}
        </datalist>
        <Button type="submit" loading={create.running}>
          {say.add}
        </Button>
      </Stack>
    </form>
  );
}

interface PropertyRowProps {
  readonly property: PlanProperty;
  readonly change: (property: PlanProperty) => void;
  readonly remove: () => void;
}

function PropertyRow({ property, change, remove }: PropertyRowProps) {
  const say = useMessages(messages).plan;
  const { key, type, required } = property;
  return (
    <div className={classes['row']}>
      <TextInput
        label={say.property}
        value={key}
        onChange={({ currentTarget }) => change({ ...property, key: currentTarget.value })}
      />
      <Select
        label={say.type}
        value={type}
        allowDeselect={false}
        data={propertyTypes.map((one) => ({ value: one, label: say.types[one] }))}
        onChange={(chosen) =>
          change({ ...property, type: propertyTypes.find((one) => one === chosen) ?? type })
        }
      />
      <Checkbox
        label={say.required}
        checked={required}
        onChange={({ currentTarget }) => change({ ...property, required: currentTarget.checked })}
      />
      <Button variant="default" size="compact-sm" onClick={remove} aria-label={`${say.remove}: ${key}`}>
        {say.remove}
      </Button>
    </div>
  );
}

/** Changes what becomes of an event, and what its properties are. */
export function PlannedEventForm({ event, close }: { event: PlannedEvent; close: () => void }) {
  const say = useMessages(messages).plan;
  const [draft, setDraft] = useState(event);
  const save = useAction(updatePlannedEvent, {
    quiet: true,
    refreshes: [getTrackingPlan],
    done: () => {
      showDone(say.saved);
      close();
    },
  });
  const { rule, faults, properties } = draft;
  const setProperties = (next: readonly PlanProperty[]) => setDraft({ ...draft, properties: [...next] });
  return (
    <Stack>
      {save.problem && <ProblemView error={save.problem} />}
      <RuleSelect label={say.rule} value={rule} onChange={(next) => setDraft({ ...draft, rule: next })} />
      <RuleSelect
        label={say.faults}
        value={faults}
        onChange={(next) => setDraft({ ...draft, faults: next })}
      />
      {properties.map((property, at) => (
        <PropertyRow
          key={at}
          property={property}
          change={(next) => setProperties(properties.with(at, next))}
          remove={() => setProperties(properties.toSpliced(at, 1))}
        />
      ))}
      <Group>
        <Button
          variant="default"
          onClick={() => setProperties([...properties, { key: '', type: 'text', required: false }])}
        >
          {say.addProperty}
        </Button>
        <Button
          loading={save.running}
          onClick={() =>
            void save.run({
              id: event.id,
              rule,
              faults,
              properties: properties.filter(({ key }) => key.trim() !== ''),
            })
          }
        >
          {say.save}
        </Button>
      </Group>
    </Stack>
  );
}
