import { NativeSelect, NumberInput } from '@mantine/core';
import { useMessages } from '../../ui/i18n/language.ts';
import classes from '../rules.module.css';
import { messages } from './messages.ts';

interface NumberProps {
  readonly label: string;
  readonly value: number;
  readonly min?: number;
  readonly max?: number;
  readonly whole?: boolean;
  readonly onChange: (value: number) => void;
}

/** A number; an empty input is the least that may stand there. */
export function PlainNumber({ label, value, min = 0, max = 1e12, whole = false, onChange }: NumberProps) {
  return (
    <NumberInput
      size="xs"
      label={label}
      min={min}
      max={max}
      allowDecimal={!whole}
      value={value}
      onChange={(next) => onChange(Math.min(max, Math.max(min, Number(next) || 0)))}
    />
  );
}

interface SelectProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly names: Readonly<Record<T, string>>;
  readonly options: readonly T[];
  readonly onChange: (value: T) => void;
}

/** One of a few. */
export function Choice<T extends string>({ label, value, names, options, onChange }: SelectProps<T>) {
  return (
    <NativeSelect
      size="xs"
      label={label}
      value={value}
      data={options.map((option) => ({ value: option, label: names[option] }))}
      onChange={({ currentTarget }) => {
        const next = options.find((option) => option === currentTarget.value);
        if (next !== undefined) onChange(next);
      }}
    />
  );
}

const units = ['d', 'w', 'm', 'y'] as const;

/** A span such as `30d`. */
export function SpanFields({ span, onChange }: { span: string; onChange: (span: string) => void }) {
  const say = useMessages(messages);
  const count = Number.parseInt(span, 10) || 1;
  const unit = units.find((one) => one === span.slice(-1)) ?? 'd';
  return (
    <div className={classes['row']}>
      <PlainNumber
        label={say.span}
        value={count}
        min={1}
        max={9_999}
        whole
        onChange={(next) => onChange(`${next}${unit}`)}
      />
      <Choice
        label={say.unit}
        value={unit}
        names={say.units}
        options={units}
        onChange={(next) => onChange(`${count}${next}`)}
      />
    </div>
  );
}
