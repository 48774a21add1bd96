import { Button, NativeSelect, TagsInput, TextInput } from '@mantine/core';
import { Plus } from 'lucide-react';
import { useMessages } from '../../ui/i18n/language.ts';
import classes from '../rules.module.css';
import { type DidForm, measures, ownPrefix, properties, signs } from './did.ts';
import { EventInput } from './event-input.tsx';
import { Choice, DayFields, PlainNumber, Removable, SpanFields } from './inputs.tsx';
import { messages } from './messages.ts';
import { usualEvents } from './usual-events.ts';

interface FormProps {
  readonly form: DidForm;
  readonly onChange: (form: DidForm) => void;
}

function Counted({ form, onChange }: FormProps) {
  const say = useMessages(messages);
  const { counted } = form;
  return (
    <div className={classes['row']}>
      <Choice
        label={say.count}
        value={counted?.measure ?? 'once'}
        names={say.counts}
        options={['once', ...measures] as const}
        onChange={(measure) =>
          onChange({
            ...form,
            counted: measure === 'once' ? null : { sign: 'gte', value: 2, ...counted, measure },
          })
        }
      />
      {counted !== null && (
        <>
          <Choice
            label={say.sign}
            value={counted.sign}
            names={say.signs}
            options={signs}
            onChange={(sign) => onChange({ ...form, counted: { ...counted, sign } })}
          />
          <PlainNumber
            label={say.value}
            value={counted.value}
            whole={counted.measure === 'times'}
            onChange={(value) => onChange({ ...form, counted: { ...counted, value } })}
          />
        </>
      )}
    </div>
  );
}

const whens = ['ever', 'within', 'between', 'first', 'last'] as const;

function whenOf({ within, between, end }: DidForm): (typeof whens)[number] {
  if (end !== null) return end.of;
  if (within !== null) return 'within';
  return between === null ? 'ever' : 'between';
}

function When({ form, onChange }: FormProps) {
  const say = useMessages(messages);
  const { within, between, end } = form;
  return (
    <>
      <Choice
        label={say.when}
        value={whenOf(form)}
        names={say.whens}
        options={whens}
        onChange={(next) =>
          onChange({
            ...form,
            within: next === 'within' ? '90d' : null,
            between: next === 'between' ? ['-90d', 'today'] : null,
            end: next === 'first' || next === 'last' ? { span: '90d', ...end, of: next } : null,
          })
        }
      />
      {within !== null && (
        <SpanFields span={within} onChange={(next) => onChange({ ...form, within: next })} />
      )}
      {end !== null && (
        <SpanFields span={end.span} onChange={(span) => onChange({ ...form, end: { ...end, span } })} />
      )}
      {between !== null && (
        <DayFields days={between} onChange={(next) => onChange({ ...form, between: next })} />
      )}
    </>
  );
}

/** A property that events have of themselves, or another by its name. */
function PropertyInput({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const say = useMessages(messages);
  const isOwn = value.startsWith(ownPrefix);
  return (
    <>
      <NativeSelect
        size="xs"
        label={say.property}
        value={isOwn ? ownPrefix : value}
        data={[
          ...properties.map((one) => ({ value: one, label: say.properties[one] })),
          { value: ownPrefix, label: say.ownProperty },
        ]}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
      {isOwn && (
        <TextInput
          size="xs"
          label={say.ownName}
          maxLength={200}
          value={value.slice(ownPrefix.length)}
          onChange={({ currentTarget }) => onChange(ownPrefix + currentTarget.value)}
        />
      )}
    </>
  );
}

function Where({ form, onChange }: FormProps) {
  const say = useMessages(messages);
  const replace = (at: number, test: DidForm['where'][number] | null) =>
    onChange({
      ...form,
      where: form.where.flatMap((one, i) => (i !== at ? [one] : test === null ? [] : [test])),
    });
  return form.where.map((test, at) => (
    <Removable key={at} label={say.where} remove={() => replace(at, null)}>
      <PropertyInput value={test.property} onChange={(property) => replace(at, { ...test, property })} />
      <TagsInput
        size="xs"
        label={say.values}
        placeholder={say.valuesHint}
        maxTags={1_000}
        acceptValueOnBlur
        value={[...test.values]}
        onChange={(values) => replace(at, { ...test, values })}
      />
    </Removable>
  ));
}

function Then({ form, onChange }: FormProps) {
  const say = useMessages(messages);
  const { next } = form;
  if (next === null) return null;
  const { steps, within } = next;
  const setSteps = (list: readonly string[]) =>
    onChange({ ...form, next: list.length === 0 ? null : { ...next, steps: list } });
  return (
    <>
      {steps.map((did, at) => (
        <Removable key={at} label={say.next} remove={() => setSteps(steps.filter((_, i) => i !== at))}>
          <EventInput
            label={say.event}
            names={usualEvents}
            value={did}
            onChange={(name) => setSteps(steps.map((one, i) => (i === at ? name : one)))}
          />
        </Removable>
      ))}
      <Choice
        label={say.thenWhen}
        value={within === null ? 'ever' : 'within'}
        names={{ ever: say.thenEver, within: say.thenWithin }}
        options={['ever', 'within'] as const}
        onChange={(when) => onChange({ ...form, next: { ...next, within: when === 'within' ? '7d' : null } })}
      />
      {within !== null && (
        <SpanFields
          span={within}
          onChange={(span) => onChange({ ...form, next: { ...next, within: span } })}
        />
      )}
    </>
  );
}

/** One event cannot be two steps of a sequence: the first usual one that is not there yet. */
function nextStep({ did, next }: DidForm): DidForm['next'] {
  const steps = next?.steps ?? [];
  const free = usualEvents.find((name) => name !== did && !steps.includes(name)) ?? '';
  return { within: '7d', ...next, steps: [...steps, free] };
}

const mostSteps = 7;

/** What customers did: which event, how much of it, when, where on its properties, and what came after it. */
export function DidEditor(props: FormProps) {
  const say = useMessages(messages);
  const { form, onChange } = props;
  return (
    <>
      <EventInput
        label={say.event}
        names={usualEvents}
        value={form.did}
        onChange={(did) => onChange({ ...form, did })}
      />
      <Counted {...props} />
      <When {...props} />
      <Where {...props} />
      <Then {...props} />
      <div className={classes['groupHead']}>
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<Plus size={14} aria-hidden />}
          onClick={() => onChange({ ...form, where: [...form.where, { property: 'category', values: [] }] })}
        >
          {say.addWhere}
        </Button>
        {(form.next?.steps.length ?? 0) < mostSteps && (
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<Plus size={14} aria-hidden />}
            onClick={() => onChange({ ...form, next: nextStep(form) })}
          >
            {say.addThen}
          </Button>
        )}
      </div>
    </>
  );
}
