import { NativeSelect, TextInput } from '@mantine/core';
import type { Kind } from '../../src/fields/types.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { AmongWhom } from './among-whom.tsx';
import { PlainNumber } from './behaviour/inputs.tsx';
import type { Condition } from './condition.ts';
import { beginCondition, choiceOf, choicesOfOperator, type FilterField, operatorsOf } from './fields.ts';
import { Histogram } from './facets/histogram.tsx';
import { messages } from './messages.ts';
import { NearInput } from './near-input.tsx';
import type { RuleJson } from './rule.ts';
import classes from './rules.module.css';
import { ListInput, RangeInput, SpanInput } from './value-input.tsx';

interface EditorProps {
  readonly kind: Kind;
  readonly field: FilterField;
  readonly condition: Condition;
  readonly onChange: (condition: Condition) => void;
  /** Among whom histograms count; everybody when not said. */
  readonly among?: RuleJson | undefined;
}

const counted = new Set<FilterField['type']>(['number', 'quantity', 'money', 'date', 'percent']);

function ValueInput({ kind, field, condition, onChange, among }: EditorProps) {
  const say = useMessages(messages).value;
  if (choiceOf(condition, field) === 'within')
    return <SpanInput field={field} condition={condition} onChange={onChange} />;
  if (condition.op === 'range')
    return (
      <>
        {counted.has(field.type) && (
          <Histogram kind={kind} field={field} among={among} condition={condition} onChange={onChange} />
        )}
        <RangeInput field={field} condition={condition} onChange={onChange} />
      </>
    );
  if (condition.op === 'near') return <NearInput condition={condition} onChange={onChange} />;
  if ('share' in condition)
    return (
      <div className={classes['row']}>
        <PlainNumber
          label={say.share}
          value={condition.share}
          min={0.01}
          max={100}
          onChange={(share) => onChange({ ...condition, share })}
        />
        <AmongWhom kind={kind} of={condition.of} onChange={(of) => onChange({ ...condition, of })} />
      </div>
    );
  if ('values' in condition)
    return (
      <ListInput
        field={field}
        values={condition.values}
        onChange={(values) => onChange({ ...condition, values })}
      />
    );
  if ('text' in condition)
    return (
      <TextInput
        size="xs"
        aria-label={say.text}
        value={condition.text}
        maxLength={500}
        onChange={({ currentTarget }) => onChange({ ...condition, text: currentTarget.value })}
      />
    );
  return null;
}

/** What is asked of one field: the operator, and the values in the form that suits its type. */
export function ConditionEditor(props: EditorProps) {
  const say = useMessages(messages);
  const { field, condition, onChange } = props;
  const choice = choiceOf(condition, field);
  const choices = new Set([...operatorsOf(field), choice]);
  return (
    <div className={classes['editor']}>
      {choices.size > 1 && (
        <NativeSelect
          size="xs"
          aria-label={say.value.operator}
          value={choice}
          data={[...choices].map((value) => ({ value, label: say.operators[value] }))}
          onChange={({ currentTarget }) => {
            const next = choicesOfOperator.find((one) => one === currentTarget.value);
            if (next !== undefined) onChange(beginCondition(next, field, condition));
          }}
        />
      )}
      <ValueInput {...props} />
    </div>
  );
}
