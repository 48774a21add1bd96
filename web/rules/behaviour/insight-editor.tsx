import { Checkbox, NativeSelect, TagsInput } from '@mantine/core';
import type { Kind } from '../../../src/fields/types.ts';
import { listComputedValues } from '../../../src/insights/computed/contract.ts';
import type { Output } from '../../../src/lib/endpoint.ts';
import { useEndpoint } from '../../ui/api/use-endpoint.ts';
import { useBilingual, useMessages } from '../../ui/i18n/language.ts';
import { AmongWhom } from '../among-whom.tsx';
import type { RuleJson } from '../rule.ts';
import classes from '../rules.module.css';
import { signs } from './did.ts';
import { Choice, PlainNumber } from './inputs.tsx';
import { messages } from './messages.ts';
import { type InsightForm, readInsight, writeInsight } from './parts.ts';

interface PartProps {
  readonly kind: Kind;
  readonly part: RuleJson;
  readonly onChange: (part: RuleJson) => void;
}

type ValueInfo = Output<typeof listComputedValues>['all'][number];

interface FormProps {
  readonly form: InsightForm;
  /** All that it can be; none where it is any word. */
  readonly names: ValueInfo['names'];
  readonly onChange: (form: InsightForm) => void;
}

/** Names of a shipped value are ticked, words of one's own are typed. */
function Words({ form, names, onChange }: FormProps) {
  const say = useMessages(messages);
  const text = useBilingual();
  const list = form.values ?? [];
  if (names.length === 0)
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
      {names.map(({ key, en, zh }) => (
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

function Figure({ kind, form, onChange }: Omit<FormProps, 'names'> & { readonly kind: Kind }) {
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
      {isRank && <AmongWhom kind={kind} of={form.of} onChange={(of) => onChange({ ...form, of })} />}
    </div>
  );
}

/** What is computed of customers: the shipped values, and those that the workspace defined. */
export function InsightEditor({ kind, part, onChange }: PartProps) {
  const say = useMessages(messages);
  const text = useBilingual();
  const { data } = useEndpoint(listComputedValues, { kind });
  const form = readInsight(part);
  if (form === undefined) return null;
  const { insight } = form;
  const all = data?.all ?? [];
  const known = all.find(({ key }) => key === insight);
  const change = (next: InsightForm) => onChange(writeInsight(next));
  const choose = (key: string) => {
    const { type = 'number', names = [] } = all.find((one) => one.key === key) ?? {};
    const values = type === 'number' ? null : names.slice(0, 1).map((name) => name.key);
    change({ insight: key, values, sign: 'top', value: 10, of: null });
  };
  return (
    <>
      <NativeSelect
        size="xs"
        label={say.measure}
        value={insight}
        data={[
          ...(known === undefined ? [{ value: insight, label: insight }] : []),
          ...all.map(({ key, label }) => ({ value: key, label: text(label) })),
        ]}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
      />
      {form.values === null ? (
        <Figure kind={kind} form={form} onChange={change} />
      ) : (
        <Words form={form} names={known?.names ?? []} onChange={change} />
      )}
    </>
  );
}
