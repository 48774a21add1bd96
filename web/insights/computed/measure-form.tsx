import { ActionIcon, Button, NativeSelect, TagsInput } from '@mantine/core';
import { Plus, X } from 'lucide-react';
import type { Measure } from '../../../src/insights/computed/contract.ts';
import {
  propertiesFor,
  propertyNames,
  valueProperties,
  valueTables,
} from '../../../src/lib/computed-value.ts';
import { EventInput } from '../../rules/behaviour/event-input.tsx';
import { Choice, PlainNumber, SpanFields } from '../../rules/behaviour/inputs.tsx';
import { signs } from '../../rules/behaviour/did.ts';
import { messages as ruleMessages } from '../../rules/behaviour/messages.ts';
import rules from '../../rules/rules.module.css';
import { useBilingual, useMessages } from '../../ui/i18n/language.ts';
import { listEventNames } from '../../../src/insights/contract.ts';
import { useEndpoint } from '../../ui/api/use-endpoint.ts';
import { changeMeasure, howsOf } from './draft.ts';
import { messages } from './messages.ts';

interface FormProps {
  readonly measure: Measure;
  readonly onChange: (measure: Measure) => void;
  /** True for a part of a ratio. */
  readonly isPart: boolean;
}

type Test = Measure['where'][number];

function usePropertyNames(): (property: string) => string {
  const text = useBilingual();
  return (property) => text(propertyNames[property] ?? { en: property, zh: property });
}

function TestForm({ test, of, onChange }: { test: Test; of: Measure['of']; onChange: (test: Test) => void }) {
  const say = useMessages(messages);
  const words = useMessages(ruleMessages);
  const nameOf = usePropertyNames();
  const { texts, numbers } = valueProperties[of];
  const isNumber = (property: string) => numbers.some((one) => one === property);
  const sign = signs.find((one) => !('in' in test) && test[one] !== undefined) ?? 'gte';
  return (
    <>
      <NativeSelect
        size="xs"
        label={say.property}
        value={test.property}
        data={[...texts, ...numbers].map((value) => ({ value, label: nameOf(value) }))}
        onChange={({ currentTarget: { value } }) =>
          onChange(isNumber(value) ? { property: value, gte: 1 } : { property: value, in: [] })
        }
      />
      {'in' in test ? (
        <TagsInput
          size="xs"
          label={say.values}
          placeholder={say.valuesHint}
          maxTags={1_000}
          acceptValueOnBlur
          value={[...test.in]}
          onChange={(values) => onChange({ property: test.property, in: values })}
        />
      ) : (
        <div className={rules['row']}>
          <Choice
            label={say.sign}
            value={sign}
            names={words.signs}
            options={signs}
            onChange={(next) => onChange({ property: test.property, [next]: test[sign] ?? 0 })}
          />
          <PlainNumber
            label={say.number}
            value={test[sign] ?? 0}
            onChange={(value) => onChange({ property: test.property, [sign]: value })}
          />
        </div>
      )}
    </>
  );
}

function Where({ measure, onChange }: Omit<FormProps, 'isPart'>) {
  const say = useMessages(messages);
  const replace = (at: number, tests: readonly Test[]) =>
    onChange({ ...measure, where: measure.where.flatMap((one, i) => (i === at ? tests : [one])) });
  return (
    <>
      {measure.where.map((test, at) => (
        <div key={at} className={rules['leaf']} role="group" aria-label={say.where}>
          <div className={rules['editor']}>
            <TestForm test={test} of={measure.of} onChange={(next) => replace(at, [next])} />
          </div>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={say.removeWhere}
            title={say.removeWhere}
            onClick={() => replace(at, [])}
          >
            <X size={14} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <div className={rules['groupHead']}>
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<Plus size={14} aria-hidden />}
          onClick={() => {
            const property = measure.of === 'orders' ? 'currency' : 'category';
            onChange({ ...measure, where: [...measure.where, { property, in: [] }] });
          }}
        >
          {say.addWhere}
        </Button>
      </div>
    </>
  );
}

function When({ measure, onChange }: Omit<FormProps, 'isPart'>) {
  const say = useMessages(messages);
  const { within, ...rest } = measure;
  return (
    <>
      <Choice
        label={say.when}
        value={within === undefined ? 'ever' : 'within'}
        names={say.whens}
        options={['ever', 'within'] as const}
        onChange={(when) => onChange(when === 'ever' ? rest : { ...rest, within: '90d' })}
      />
      {within !== undefined && (
        <SpanFields span={within} onChange={(span) => onChange({ ...rest, within: span })} />
      )}
    </>
  );
}

/** What is computed, in the order in which one would say it: how, of what, from which rows, when, and only where. */
export function MeasureForm({ measure, onChange, isPart }: FormProps) {
  const say = useMessages(messages);
  const nameOf = usePropertyNames();
  const events = useEndpoint(listEventNames, {});
  const { of, how, what, event = '' } = measure;
  const properties = propertiesFor(of, how);
  return (
    <div className={rules['editor']}>
      <div className={rules['row']}>
        <Choice
          label={say.how}
          value={how}
          names={say.hows}
          options={howsOf(isPart)}
          onChange={(next) => onChange(changeMeasure(measure, { how: next }))}
        />
        {properties.length > 0 && (
          <NativeSelect
            size="xs"
            label={say.what}
            value={what ?? ''}
            data={properties.map((value) => ({ value, label: nameOf(value) }))}
            onChange={({ currentTarget }) => onChange({ ...measure, what: currentTarget.value })}
          />
        )}
        <Choice
          label={say.of}
          value={of}
          names={say.tables}
          options={valueTables}
          onChange={(next) => onChange(changeMeasure(measure, { of: next }))}
        />
      </div>
      {of === 'events' && (
        <EventInput
          label={say.event}
          names={[...new Set((events.data?.rows ?? []).map(({ name }) => name))]}
          value={event}
          onChange={(name) => onChange({ ...measure, event: name })}
        />
      )}
      <When measure={measure} onChange={onChange} />
      <Where measure={measure} onChange={onChange} />
    </div>
  );
}
