import { Checkbox, NativeSelect, TagsInput } from '@mantine/core';
import type { Kind } from '../../../src/fields/types.ts';
import { listComputedValues } from '../../../src/insights/computed/contract.ts';
import { useEndpoint } from '../../ui/api/use-endpoint.ts';
import { useBilingual, useMessages } from '../../ui/i18n/language.ts';
import type { RuleJson } from '../rule.ts';
import classes from '../rules.module.css';
import { signs } from './did.ts';
import { Choice, PlainNumber } from './inputs.tsx';
import { messages } from './messages.ts';
import { type InsightForm, insights, isNamed, isShipped, named, readInsight, writeInsight } from './parts.ts';

interface PartProps {
  readonly kind: Kind;
  readonly part: RuleJson;
  readonly onChange: (part: RuleJson) => void;
}

interface FormProps {
  readonly form: InsightForm;
  readonly onChange: (form: InsightForm) => void;
}

/** Names of a shipped value are ticked, words of one's own are typed. */
function Words({ form, onChange }: FormProps) {
  const say = useMessages(messages);
  const text = useBilingual();
  const { insight, values } = form;
  const list = values ?? [];
  if (!isNamed(insight))
    return (
      <TagsInput
        size="xs"
        label={say.values}
        placeholder={say.valuesHint}
        maxTags={1_000}
        acceptValueOnBlur
        value={[...list]}
        onChange={(next) => onChange({ ...form, values: next })}
      />
    );
  return (
    <div className={classes['scroll']} role="group" aria-label={say.values}>
      {named[insight].map(({ key, en, zh }) => (
        <Checkbox
          key={key}
          size="xs"
          label={text({ en, zh })}
          checked={list.includes(key)}
          onChange={({ currentTarget: { checked } }) =>
            onChange({ ...form, values: checked ? [...list, key] : list.filter((one) => one !== key) })
          }
        />
      ))}
    </div>
  );
}

function Figure({ form, onChange }: FormProps) {
  const say = useMessages(messages);
  const { sign, value } = form;
  const isRank = sign === 'top' || sign === 'bottom';
  return (
    <div className={classes['row']}>
      <Choice
        label={say.sign}
        value={sign}
        names={{ ...say.signs, ...say.ranks }}
        options={[...signs, 'top', 'bottom'] as const}
        onChange={(next) => onChange({ ...form, sign: next })}
      />
      <PlainNumber
        label={say.value}
        value={value}
        {...(isRank ? { min: 0.01, max: 100 } : {})}
        onChange={(next) => onChange({ ...form, value: next })}
      />
    </div>
  );
}

/** What is computed of customers: the shipped values, and those that the workspace defined. */
export function InsightEditor({ kind, part, onChange }: PartProps) {
  const say = useMessages(messages);
  const { data } = useEndpoint(listComputedValues, { kind });
  const form = readInsight(part);
  if (form === undefined) return null;
  const { insight } = form;
  const own = data?.rows ?? [];
  const isKnown = isShipped(insight) || own.some(({ id }) => id === insight);
  const change = (next: InsightForm) => onChange(writeInsight(next));
  const choose = (next: string) => {
    const first = isNamed(next) ? named[next].slice(0, 1).map(({ key }) => key) : null;
    const isText = own.some(({ id, type }) => id === next && type === 'text');
    change({
      insight: next,
      values: isText ? [] : first,
      sign: isShipped(next) ? 'top' : 'gte',
      value: isShipped(next) ? 10 : 1,
    });
  };
  return (
    <>
      <NativeSelect
        size="xs"
        label={say.measure}
        value={insight}
        data={[
          ...(isKnown ? [] : [{ value: insight, label: insight }]),
          ...insights.map((value) => ({ value, label: say.insights[value] })),
          ...own.map(({ id: value, name: label }) => ({ value, label })),
        ]}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
      />
      {form.values === null ? (
        <Figure form={form} onChange={change} />
      ) : (
        <Words form={form} onChange={change} />
      )}
    </>
  );
}
