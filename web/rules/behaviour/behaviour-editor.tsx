import { Checkbox, NativeSelect } from '@mantine/core';
import { channelNames, consentChannels, consentPurposes, purposeNames } from '../../../src/lib/consent.ts';
import type { Kind } from '../../../src/fields/types.ts';
import { listSegments } from '../../../src/segments/contract.ts';
import { useEndpoint } from '../../ui/api/use-endpoint.ts';
import { useBilingual, useMessages } from '../../ui/i18n/language.ts';
import { membersOf, type RuleJson } from '../rule.ts';
import classes from '../rules.module.css';
import { DidEditor } from './did-editor.tsx';
import { readDid, signs, writeDid } from './did.ts';
import { Choice, PlainNumber } from './inputs.tsx';
import { messages } from './messages.ts';
import { insights, isNamed, named, readInsight, writeInsight } from './parts.ts';

interface PartProps {
  readonly kind: Kind;
  readonly part: RuleJson;
  readonly onChange: (part: RuleJson) => void;
}

function InsightEditor({ part, onChange }: PartProps) {
  const say = useMessages(messages);
  const text = useBilingual();
  const form = readInsight(part);
  if (form === undefined) return null;
  const { insight, values, sign, value } = form;
  const isRank = sign === 'top' || sign === 'bottom';
  return (
    <>
      <Choice
        label={say.measure}
        value={insight}
        names={say.insights}
        options={insights}
        onChange={(next) => {
          const values = isNamed(next) ? named[next].slice(0, 1).map(({ key }) => key) : [];
          onChange(writeInsight({ insight: next, values, sign: 'top', value: 10 }));
        }}
      />
      {isNamed(insight) ? (
        <div className={classes['scroll']} role="group" aria-label={say.values}>
          {named[insight].map(({ key, en, zh }) => (
            <Checkbox
              key={key}
              size="xs"
              label={text({ en, zh })}
              checked={values.includes(key)}
              onChange={({ currentTarget }) =>
                onChange(
                  writeInsight({
                    ...form,
                    values: currentTarget.checked ? [...values, key] : values.filter((one) => one !== key),
                  }),
                )
              }
            />
          ))}
        </div>
      ) : (
        <div className={classes['row']}>
          <Choice
            label={say.sign}
            value={sign}
            names={{ ...say.signs, ...say.ranks }}
            options={[...signs, 'top', 'bottom'] as const}
            onChange={(next) => onChange(writeInsight({ ...form, sign: next }))}
          />
          <PlainNumber
            label={say.value}
            value={value}
            {...(isRank ? { min: 0.01, max: 100 } : {})}
            onChange={(next) => onChange(writeInsight({ ...form, value: next }))}
          />
        </div>
      )}
    </>
  );
}

function SegmentEditor({ kind, part, onChange }: PartProps) {
  const say = useMessages(messages);
  const { data } = useEndpoint(listSegments, { kind });
  const id = membersOf(part)?.['segment'];
  const chosen = typeof id === 'string' ? id : '';
  const rows = data?.rows ?? [];
  const isKnown = rows.some((row) => row.id === chosen);
  if (data !== undefined && rows.length === 0) return <p className={classes['note']}>{say.noSegments}</p>;
  return (
    <NativeSelect
      size="xs"
      label={say.segment}
      value={chosen}
      data={[
        ...(isKnown ? [] : [{ value: chosen, label: chosen }]),
        ...rows.map(({ id: value, name, fixed }) => ({ value, label: fixed ? say.snapshot(name) : name })),
      ]}
      onChange={({ currentTarget }) => onChange({ segment: currentTarget.value })}
    />
  );
}

function ConsentEditor({ part, onChange }: PartProps) {
  const say = useMessages(messages);
  const text = useBilingual();
  const consent = membersOf(membersOf(part)?.['consent']) ?? {};
  const lists = [
    { key: 'channel', label: say.channel, options: consentChannels, names: channelNames },
    { key: 'purpose', label: say.purpose, options: consentPurposes, names: purposeNames },
  ] as const;
  return (
    <div className={classes['row']}>
      {lists.map(({ key, label, options, names }) => (
        <NativeSelect
          key={key}
          size="xs"
          label={label}
          value={typeof consent[key] === 'string' ? consent[key] : ''}
          data={options.map((value) => ({
            value,
            label: text(
              Object.entries(names).find(([name]) => name === value)?.[1] ?? { en: value, zh: value },
            ),
          }))}
          onChange={({ currentTarget }) => onChange({ consent: { ...consent, [key]: currentTarget.value } })}
        />
      ))}
    </div>
  );
}

/** The form of a part that asks for behaviour, computed values, a segment or consent. */
export function BehaviourEditor(props: PartProps) {
  const { part, onChange } = props;
  const did = readDid(part);
  if (did !== undefined) return <DidEditor form={did} onChange={(form) => onChange(writeDid(form))} />;
  if (readInsight(part) !== undefined) return <InsightEditor {...props} />;
  return 'segment' in (membersOf(part) ?? {}) ? <SegmentEditor {...props} /> : <ConsentEditor {...props} />;
}
