import { Button, Checkbox, MultiSelect } from '@mantine/core';
import { Plus } from 'lucide-react';
import { labelEvent } from '../../../src/lib/events.ts';
import { useBilingual, useMessages } from '../../ui/i18n/language.ts';
import classes from '../rules.module.css';
import { EventInput } from './event-input.tsx';
import { Choice, DayFields, PlainNumber, Removable } from './inputs.tsx';
import { messages } from './messages.ts';
import { addStep, mostSteps, type PathForm } from './path.ts';
import { usualEvents } from './usual-events.ts';

interface PathProps {
  readonly form: PathForm;
  readonly onChange: (form: PathForm) => void;
}

function Steps({ form, onChange }: PathProps) {
  const say = useMessages(messages).path;
  const { steps, before } = form;
  const put = (at: number, name: string) =>
    onChange({ ...form, steps: steps.map((one, i) => (i === at ? name : one)) });
  return steps.map((step, at) => {
    const label = at === 0 ? say.starts[before ? 'before' : 'after'] : say.next[before ? 'before' : 'after'];
    const input = (
      <EventInput label={label} names={usualEvents} value={step} onChange={(name) => put(at, name)} />
    );
    if (at === 0) return <div key={at}>{input}</div>;
    return (
      <Removable
        key={at}
        label={label}
        remove={() => onChange({ ...form, steps: steps.filter((_, i) => i !== at) })}
      >
        {input}
      </Removable>
    );
  });
}

function When({ form, onChange }: PathProps) {
  const say = useMessages(messages);
  const { between } = form;
  return (
    <>
      <div className={classes['row']}>
        <PlainNumber
          label={say.path.days}
          value={form.days}
          min={1}
          max={366}
          whole
          onChange={(days) => onChange({ ...form, days })}
        />
        <Choice
          label={say.path.when}
          value={between === null ? 'ever' : 'between'}
          names={say.whens}
          options={['ever', 'between'] as const}
          onChange={(when) => onChange({ ...form, between: when === 'ever' ? null : ['-90d', 'today'] })}
        />
      </div>
      {between !== null && (
        <DayFields days={between} onChange={(next) => onChange({ ...form, between: next })} />
      )}
    </>
  );
}

/** Which events do not count: the usual ones, and those that the rule names already. */
function Except({ form, onChange }: PathProps) {
  const say = useMessages(messages).path;
  const text = useBilingual();
  const names = new Set([...usualEvents.filter((name) => !form.steps.includes(name)), ...form.except]);
  return (
    <MultiSelect
      size="xs"
      label={say.except}
      placeholder={form.except.length === 0 ? say.nothing : ''}
      searchable
      maxValues={50}
      value={[...form.except]}
      data={[...names].map((value) => ({ value, label: text(labelEvent(value)) }))}
      onChange={(except) => onChange({ ...form, except })}
    />
  );
}

/** What customers did right after an event, or right before it, one after the other. */
export function PathEditor(props: PathProps) {
  const say = useMessages(messages).path;
  const { form, onChange } = props;
  return (
    <>
      <Choice
        label={say.direction}
        value={form.before ? 'before' : 'after'}
        names={say.directions}
        options={['after', 'before'] as const}
        onChange={(direction) => onChange({ ...form, before: direction === 'before' })}
      />
      <Steps {...props} />
      {form.steps.length < mostSteps && (
        <div className={classes['groupHead']}>
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<Plus size={14} aria-hidden />}
            onClick={() => onChange(addStep(form, usualEvents))}
          >
            {say.addStep[form.before ? 'before' : 'after']}
          </Button>
        </div>
      )}
      <When {...props} />
      <Checkbox
        size="xs"
        label={say.ends}
        checked={form.ends}
        onChange={({ currentTarget: { checked } }) => onChange({ ...form, ends: checked })}
      />
      <Except {...props} />
    </>
  );
}
