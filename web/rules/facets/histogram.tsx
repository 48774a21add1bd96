import { RangeSlider, Skeleton, Tooltip } from '@mantine/core';
import { useState } from 'react';
import type { Kind } from '../../../src/fields/types.ts';
import { useBilingual, useMessages } from '../../ui/i18n/language.ts';
import { useFormat } from '../../ui/i18n/use-format.ts';
import { type Condition, readFilter } from '../condition.ts';
import type { FilterField } from '../fields.ts';
import { messages } from '../messages.ts';
import { everyone, type RuleJson } from '../rule.ts';
import { useCounts } from './counts.ts';
import type { CountedValue } from './questions.ts';
import classes from './facets.module.css';

type Range = Extract<Condition, { op: 'range' }>;

/** A bar: its name, how many, and the range that it counts. */
export interface Step {
  readonly label: CountedValue['label'];
  readonly value: CountedValue['value'];
  readonly count: number;
  readonly range: Range;
}

/** The bars of a field's counts, lowest first; what has no value is no bar. */
export function readSteps(values: readonly CountedValue[], { type }: FilterField): readonly Step[] {
  const steps = values.flatMap(({ label, value, count, rule }): Step[] => {
    const condition = readFilter(rule)?.condition;
    if (value === null || condition === undefined) return [];
    if (type === 'date') {
      const end = { value: String(value), open: false };
      return [{ label, value, count, range: { op: 'range', low: end, high: end } }];
    }
    return condition.op === 'range' ? [{ label, value, count, range: condition }] : [];
  });
  return type === 'date' ? steps.toSorted((a, b) => Number(a.value) - Number(b.value)) : steps;
}

/** The range from one bar to another. */
function joinSteps(first: Step, last: Step): Range {
  const { low } = first.range;
  const { high } = last.range;
  const by = first.range.by ?? last.range.by;
  return { op: 'range', low, high, ...(by === undefined || high === null ? {} : { by }) };
}

/** The bars that a range covers, or all where it covers none wholly. */
function coveredSteps(steps: readonly Step[], range: Condition | undefined): [from: number, to: number] {
  const whole: [number, number] = [0, Math.max(0, steps.length - 1)];
  if (range?.op !== 'range') return whole;
  const at = (bound: Range['low'], end: 'low' | 'high') =>
    steps.findIndex(
      (step) => step.range[end] !== null && String(step.range[end]?.value) === String(bound?.value),
    );
  const from = range.low === null ? 0 : at(range.low, 'low');
  const to = range.high === null ? whole[1] : at(range.high, 'high');
  return [from < 0 ? 0 : from, to < 0 ? whole[1] : to];
}

interface HistogramProps {
  readonly kind: Kind;
  readonly field: FilterField;
  readonly among?: RuleJson | undefined;
  readonly condition: Condition | undefined;
  readonly onChange: (condition: Condition) => void;
}

/** How many customers have a value in each step of a scale, and two handles to choose a stretch of it. */
export function Histogram({ kind, field, among = everyone, condition, onChange }: HistogramProps) {
  const countsOf = useCounts(kind, among, { keys: [field.key], own: true });
  const { values, stale } = countsOf(field.key);
  if (values === undefined) return <Skeleton height={76} />;
  return <StepBars steps={readSteps(values, field)} {...{ field, condition, onChange, stale }} />;
}

interface StepBarsProps {
  readonly steps: readonly Step[];
  readonly field: FilterField;
  readonly condition: Condition | undefined;
  readonly onChange: (condition: Condition) => void;
  readonly stale: boolean;
}

/** Counted steps as bars over a slider. */
export function StepBars({ steps, field, condition, onChange, stale }: StepBarsProps) {
  const say = useMessages(messages).facets;
  const text = useBilingual();
  const format = useFormat();
  const [dragged, setCovered] = useState<[number, number] | null>(null);
  const covered = dragged ?? coveredSteps(steps, condition);
  if (steps.length < 2) return null;
  const most = Math.max(1, ...steps.map(({ count }) => count));
  const nameOf = (at: number) => {
    const step = steps[at];
    return step === undefined ? '' : step.label === null ? String(step.value) : text(step.label);
  };
  const commit = ([from, to]: [number, number]) => {
    setCovered(null);
    const [first, last] = [steps[from], steps[to]];
    if (first !== undefined && last !== undefined) onChange(joinSteps(first, last));
  };
  const label = text(field.label);
  return (
    <div className={classes['histogram']} data-stale={stale}>
      <div className={classes['bars']} data-asked={condition !== undefined} aria-hidden>
        {steps.map((step, at) => (
          <Tooltip key={String(step.value)} label={`${nameOf(at)} · ${format.number(step.count)}`}>
            <button
              type="button"
              tabIndex={-1}
              aria-label={nameOf(at)}
              data-chosen={at >= covered[0] && at <= covered[1]}
              onClick={() => onChange(step.range)}
              style={{ height: `${step.count === 0 ? 0 : Math.max(4, (step.count / most) * 100)}%` }}
            />
          </Tooltip>
        ))}
      </div>
      <RangeSlider
        size="xs"
        min={0}
        max={steps.length - 1}
        minRange={0}
        step={1}
        value={covered}
        label={nameOf}
        thumbFromLabel={say.from(label)}
        thumbToLabel={say.to(label)}
        thumbProps={(index) => ({ 'aria-valuetext': nameOf(covered[index] ?? 0) })}
        onChange={setCovered}
        onChangeEnd={commit}
      />
      <div className={classes['ends']}>
        <span>{nameOf(covered[0])}</span>
        <span>{nameOf(covered[1])}</span>
      </div>
    </div>
  );
}
