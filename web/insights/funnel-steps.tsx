import { Button, NativeSelect, TextInput } from '@mantine/core';
import { stepProperties, type FunnelStep } from '../../src/insights/contract.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import { useEventOptions } from './event-options.ts';
import classes from './insights.module.css';
import { messages } from './messages.ts';

/** A step while it is chosen: the value may still be empty. */
export interface DraftStep {
  readonly did: string;
  readonly property: (typeof stepProperties)[number] | '';
  readonly value: string;
}

/** A step as it is asked; without a value it asks for the event alone. */
export function readStep({ did, property, value }: DraftStep): FunnelStep {
  return property === '' || value.trim() === '' ? did : { did, where: { property, eq: value.trim() } };
}

interface StepProps {
  readonly place: number;
  readonly step: DraftStep;
  readonly names: readonly string[];
  readonly set: (step: DraftStep) => void;
}

function Step({ place, step, names, set }: StepProps) {
  const say = useMessages(messages);
  const options = useEventOptions();
  const at = useFormat().number(place);
  return (
    <div className={classes['step']}>
      <NativeSelect
        label={say.stepOf(at)}
        value={step.did}
        data={options(names)}
        onChange={({ currentTarget }) => set({ ...step, did: currentTarget.value })}
      />
      <NativeSelect
        label={say.only(at)}
        value={step.property}
        data={[
          { value: '', label: say.anything },
          ...stepProperties.map((value) => ({ value, label: say.properties[value] })),
        ]}
        onChange={({ currentTarget: { value } }) =>
          set({ ...step, property: stepProperties.find((one) => one === value) ?? '' })
        }
      />
      {step.property !== '' && (
        <TextInput
          label={say.is(at)}
          maxLength={500}
          value={step.value}
          onChange={({ currentTarget }) => set({ ...step, value: currentTarget.value })}
        />
      )}
    </div>
  );
}

interface StepsProps {
  readonly steps: readonly DraftStep[];
  readonly names: readonly string[];
  readonly set: (steps: readonly DraftStep[]) => void;
}

const mostSteps = 8;

/** The steps of a funnel, to be chosen. */
export function FunnelSteps({ steps, names, set }: StepsProps) {
  const say = useMessages(messages);
  return (
    <div className={classes['steps']}>
      {steps.map((step, i) => (
        <Step
          key={i}
          place={i + 1}
          step={step}
          names={names}
          set={(changed) => set(steps.map((one, at) => (at === i ? changed : one)))}
        />
      ))}
      <div className={classes['tools']}>
        <Button
          variant="default"
          disabled={steps.length >= mostSteps}
          onClick={() => set([...steps, { did: names[0] ?? '', property: '', value: '' }])}
        >
          {say.addStep}
        </Button>
        <Button variant="default" disabled={steps.length <= 2} onClick={() => set(steps.slice(0, -1))}>
          {say.dropStep}
        </Button>
      </div>
    </div>
  );
}
