import { NativeSelect } from '@mantine/core';
import { channelNames, consentChannels, consentPurposes, purposeNames } from '../../../src/lib/consent.ts';
import type { Kind } from '../../../src/fields/types.ts';
import { listSegments } from '../../../src/segments/contract.ts';
import { useEndpoint } from '../../ui/api/use-endpoint.ts';
import { useBilingual, useMessages } from '../../ui/i18n/language.ts';
import { membersOf, type RuleJson } from '../rule.ts';
import classes from '../rules.module.css';
import { BoughtEditor } from './bought-editor.tsx';
import { readBought, writeBought } from './bought.ts';
import { DidEditor } from './did-editor.tsx';
import { readDid, writeDid } from './did.ts';
import { InsightEditor } from './insight-editor.tsx';
import { messages } from './messages.ts';
import { readInsight } from './parts.ts';
import { PathEditor } from './path-editor.tsx';
import { readPath, writePath } from './path.ts';
import { RelatedEditor } from './related-editor.tsx';
import { readRelated, writeRelated } from './related.ts';
import { SaidEditor } from './said-editor.tsx';
import { readSaid, writeSaid } from './said.ts';
import { SubscribedEditor } from './subscribed-editor.tsx';
import { readSubscribed, writeSubscribed } from './subscribed.ts';
import { VerifiedEditor } from './verified-editor.tsx';
import { readVerified, writeVerified } from './verified.ts';

interface PartProps {
  readonly kind: Kind;
  readonly part: RuleJson;
  readonly onChange: (part: RuleJson) => void;
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
  const path = readPath(part);
  if (path !== undefined) return <PathEditor form={path} onChange={(form) => onChange(writePath(form))} />;
  const bought = readBought(part);
  if (bought !== undefined)
    return <BoughtEditor form={bought} onChange={(form) => onChange(writeBought(form))} />;
  const subscribed = readSubscribed(part);
  if (subscribed !== undefined)
    return <SubscribedEditor form={subscribed} onChange={(form) => onChange(writeSubscribed(form))} />;
  const said = readSaid(part);
  if (said !== undefined) return <SaidEditor form={said} onChange={(form) => onChange(writeSaid(form))} />;
  return <StandingEditor {...props} />;
}

/** The same of what is known of somebody, whatever happened. */
function StandingEditor(props: PartProps) {
  const { part, onChange } = props;
  const verified = readVerified(part);
  if (verified !== undefined)
    return (
      <VerifiedEditor kind={props.kind} form={verified} onChange={(form) => onChange(writeVerified(form))} />
    );
  const related = readRelated(part);
  if (related !== undefined)
    return <RelatedEditor {...props} form={related} onChange={(form) => onChange(writeRelated(form))} />;
  if (readInsight(part) !== undefined) return <InsightEditor {...props} />;
  return 'segment' in (membersOf(part) ?? {}) ? <SegmentEditor {...props} /> : <ConsentEditor {...props} />;
}
