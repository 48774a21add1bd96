import { ActionIcon, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
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

export type Days = readonly [string, string];

interface DaysProps {
  readonly days: Days;
  /** Days of the calendar alone, or also words such as `today` and `-30d`. */
  readonly fixed?: boolean;
  readonly onChange: (days: Days) => void;
}

/** The first and the last day of a time. */
export function DayFields({ days, fixed = false, onChange }: DaysProps) {
  const say = useMessages(messages);
  return (
    <div className={classes['row']}>
      {([0, 1] as const).map((end) => (
        <TextInput
          key={end}
          size="xs"
          label={end === 0 ? say.from : say.to}
          {...(fixed ? { type: 'date' } : { title: say.dateHint, maxLength: 40 })}
          value={days[end]}
          onChange={({ currentTarget: { value } }) =>
            onChange(end === 0 ? [value, days[1]] : [days[0], value])
          }
        />
      ))}
    </div>
  );
}

/** A part of a form that can be taken away again. */
export function Removable({
  label,
  remove,
  children,
}: {
  label: string;
  remove: () => void;
  children: ReactNode;
}) {
  const say = useMessages(messages);
  return (
    <div className={classes['leaf']} role="group" aria-label={label}>
      <div className={classes['editor']}>{children}</div>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="sm"
        aria-label={say.remove(label)}
        title={say.remove(label)}
        onClick={remove}
      >
        <X size={14} aria-hidden />
      </ActionIcon>
    </div>
  );
}
