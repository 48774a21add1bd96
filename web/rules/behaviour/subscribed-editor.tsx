import { TextInput } from '@mantine/core';
import { subscriptionEvents } from '../../../src/insights/contract.ts';
import { useMessages } from '../../ui/i18n/language.ts';
import classes from '../rules.module.css';
import { EventInput } from './event-input.tsx';
import { Choice } from './inputs.tsx';
import { messages } from './messages.ts';
import { subscribedStates, type SubscribedForm } from './subscribed.ts';

interface SubscribedProps {
  readonly form: SubscribedForm;
  readonly onChange: (form: SubscribedForm) => void;
}

const usual = {
  started: subscriptionEvents.started.parse(undefined),
  ended: subscriptionEvents.ended.parse(undefined),
};
const ends = ['started', 'ended'] as const;

/** Who has a subscription that runs, or had one and has none now. */
export function SubscribedEditor({ form, onChange }: SubscribedProps) {
  const say = useMessages(messages).subscribed;
  const events = form.events ?? usual;
  const setEvent = (end: (typeof ends)[number], name: string) => {
    const next = { ...events, [end]: name };
    const isUsual = ends.every((one) => next[one] === usual[one]);
    onChange({ ...form, events: isUsual ? null : next });
  };
  return (
    <>
      <div className={classes['row']}>
        <Choice
          label={say.state}
          value={form.state}
          names={say.states}
          options={subscribedStates}
          onChange={(state) => onChange({ ...form, state })}
        />
        <TextInput
          size="xs"
          label={say.plan}
          placeholder={say.anyPlan}
          maxLength={200}
          value={form.plan}
          onChange={({ currentTarget: { value } }) => onChange({ ...form, plan: value })}
        />
      </div>
      <div className={classes['row']}>
        {ends.map((end) => (
          <EventInput
            key={end}
            label={say[end]}
            names={[usual[end]]}
            value={events[end]}
            onChange={(name) => setEvent(end, name)}
          />
        ))}
      </div>
    </>
  );
}
