import { Checkbox, NativeSelect, NumberInput, TagsInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { unitWord } from '../../src/lib/unit-word.ts';
import { listSources } from '../../src/sources/contract.ts';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import { useBilingual, useLanguage, useMessages } from '../ui/i18n/language.ts';
import { CodeTree } from './code-tree.tsx';
import type { Condition, Scalar } from './condition.ts';
import { type FilterField, spanCondition, spanOf } from './fields.ts';
import { messages } from './messages.ts';
import classes from './rules.module.css';
import { treeOf } from './tree-names.ts';

interface ListProps {
  readonly field: FilterField;
  readonly values: readonly Scalar[];
  readonly onChange: (values: readonly Scalar[]) => void;
}

interface Option {
  readonly value: Scalar;
  readonly label: string;
}

const fewOptions = 8;

function OptionList({
  options,
  values,
  onChange,
}: Omit<ListProps, 'field'> & { options: readonly Option[] }) {
  const say = useMessages(messages).value;
  const [text, setText] = useState('');
  const typed = text.trim().toLowerCase();
  const shown = options.filter(({ label }) => label.toLowerCase().includes(typed));
  const lost = values.filter((value) => options.every((option) => option.value !== value));
  return (
    <div className={classes['editor']}>
      {options.length > fewOptions && (
        <TextInput
          size="xs"
          aria-label={say.find}
          placeholder={say.find}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
      )}
      <div className={classes['scroll']} role="group" aria-label={say.values}>
        {[...lost.map((value) => ({ value, label: String(value) })), ...shown].map(({ value, label }) => (
          <Checkbox
            key={String(value)}
            size="xs"
            label={<bdi>{label}</bdi>}
            checked={values.includes(value)}
            onChange={({ currentTarget }) =>
              onChange(currentTarget.checked ? [...values, value] : values.filter((one) => one !== value))
            }
          />
        ))}
        {shown.length === 0 && <p className={classes['note']}>{say.nothing}</p>}
      </div>
    </div>
  );
}

function SourceList(props: Omit<ListProps, 'field'>) {
  const { data } = useEndpoint(listSources, {});
  return (
    <OptionList {...props} options={(data?.rows ?? []).map(({ name }) => ({ value: name, label: name }))} />
  );
}

/** Values of a field, chosen from what it can be or typed. */
export function ListInput({ field, values, onChange }: ListProps) {
  const text = useBilingual();
  const say = useMessages(messages);
  const tree = treeOf(field);
  if (tree !== undefined)
    return <CodeTree tree={tree} label={text(field.label)} values={values.map(String)} onChange={onChange} />;
  if (field.type === 'sources') return <SourceList values={values} onChange={onChange} />;
  if (field.type === 'boolean') {
    const options = [
      { value: true, label: say.yes },
      { value: false, label: say.no },
    ];
    return <OptionList options={options} values={values} onChange={(next) => onChange(next.slice(-1))} />;
  }
  if (field.choices.length > 0) {
    const options = field.choices.map(({ key, label }) => ({ value: key, label: text(label) }));
    return <OptionList options={options} values={values} onChange={onChange} />;
  }
  return (
    <TagsInput
      size="xs"
      aria-label={say.value.values}
      placeholder={say.value.valuesHint}
      value={values.map(String)}
      onChange={onChange}
      maxTags={1_000}
    />
  );
}

interface RangeProps {
  readonly field: FilterField;
  readonly condition: Extract<Condition, { op: 'range' }>;
  readonly onChange: (condition: Condition) => void;
}

const currencies = ['CNY', 'USD', 'EUR', 'HKD', 'JPY', 'GBP'];
const isoDay = /^\d{4}-\d\d-\d\d$/;

/** What stands in an input of a bound: the number of digits only as a number, all else as it was typed. */
function readBound(text: string, field: FilterField): Scalar {
  const isDate = field.type === 'date' || field.type === 'moment';
  return !isDate && /^-?\d{1,15}(\.\d{1,6})?$/.test(text) ? Number(text) : text;
}

/** Both ends of a range; either may stay open. */
export function RangeInput({ field, condition, onChange }: RangeProps) {
  const say = useMessages(messages).value;
  const { low, high, currency } = condition;
  const isDate = field.type === 'date' || field.type === 'moment';
  const typeOf = (value: Scalar | undefined) =>
    isDate && (value === undefined || isoDay.test(String(value))) ? 'date' : 'text';
  const hint = isDate ? say.dateHint : say.numberHint;
  const write = (end: 'low' | 'high', text: string) => {
    const bound = text.trim() === '' ? null : { value: readBound(text.trim(), field), open: false };
    const { by: _by, ...rest } = condition;
    onChange({ ...rest, [end]: bound });
  };
  const language = useLanguage();
  const unit = field.type === 'percent' ? '%' : field.unit && unitWord(field.unit, language);
  return (
    <div className={classes['row']}>
      {(['low', 'high'] as const).map((end) => {
        const bound = end === 'low' ? low : high;
        const label = end === 'low' ? (isDate ? say.after : say.from) : isDate ? say.before : say.to;
        return (
          <TextInput
            key={end}
            size="xs"
            label={unit === undefined || unit === '' ? label : `${label} (${unit})`}
            type={typeOf(bound?.value)}
            inputMode={isDate ? 'text' : 'decimal'}
            title={hint}
            value={bound === null ? '' : String(bound.value)}
            onChange={({ currentTarget }) => write(end, currentTarget.value)}
          />
        );
      })}
      {field.type === 'money' && (
        <NativeSelect
          size="xs"
          label={say.currency}
          value={currency ?? ''}
          data={[
            { value: '', label: say.anyCurrency },
            ...new Set([...currencies, ...(currency === undefined ? [] : [currency])]),
          ]}
          onChange={({ currentTarget }) => {
            const { currency: _currency, ...rest } = condition;
            onChange(currentTarget.value === '' ? rest : { ...rest, currency: currentTarget.value });
          }}
        />
      )}
    </div>
  );
}

/** So many days, weeks, months or years before now. */
export function SpanInput({
  field,
  condition,
  onChange,
}: {
  field: FilterField;
  condition: Condition;
  onChange: (condition: Condition) => void;
}) {
  const say = useMessages(messages);
  const span = spanOf(condition) ?? '30d';
  const count = Number.parseInt(span, 10) || 1;
  const unit = span.slice(-1);
  const units = Object.entries(say.spanUnits).map(([value, label]) => ({ value, label }));
  return (
    <div className={classes['row']}>
      <NumberInput
        size="xs"
        label={say.value.count}
        min={1}
        max={9_999}
        allowDecimal={false}
        value={count}
        onChange={(value) => onChange(spanCondition(field, `${Math.max(1, Number(value) || 1)}${unit}`))}
      />
      <NativeSelect
        size="xs"
        label={say.value.unit}
        data={units}
        value={unit}
        onChange={({ currentTarget }) => onChange(spanCondition(field, `${count}${currentTarget.value}`))}
      />
    </div>
  );
}
