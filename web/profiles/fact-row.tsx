import { ActionIcon, Tooltip } from '@mantine/core';
import { Clock, Lock, Pencil } from 'lucide-react';
import { useState } from 'react';
import type { Kind } from '../../src/fields/types.ts';
import { useMay } from '../ui/api/session.tsx';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { Time } from '../ui/page/time.tsx';
import { ageOf } from './decision.ts';
import { draftOf } from './draft.ts';
import { FactEditor } from './fact-editor.tsx';
import { FactValue } from './fact-value.tsx';
import classes from './facts.module.css';
import { messages } from './messages.ts';
import { Revealed, RevealButton, useReveal } from './reveal.tsx';
import type { Claim, Field } from './profile-data.ts';
import type { FactEdits } from './use-edits.ts';

/** Where a value came from and how old it is. */
function Origin({ claim, field }: { claim: Claim | undefined; field: Field }) {
  const say = useMessages(messages);
  const [now] = useState(() => new Date());
  if (claim === undefined) return null;
  const fresh = field.verification?.freshDays;
  const { stale, days } = ageOf(claim.observedAt, fresh, now);
  return (
    <span className={classes['origin']}>
      {stale && fresh !== undefined && (
        <Tooltip label={say.why.stale(days, fresh)}>
          <span className={classes['mark']} role="img" aria-label={say.facts.stale}>
            <Clock size={13} aria-hidden />
          </span>
        </Tooltip>
      )}
      <bdi>{claim.source}</bdi>
      {' · '}
      <Time at={claim.observedAt} />
    </span>
  );
}

interface FactRowProps {
  readonly kind: Kind;
  readonly field: Field;
  readonly value: unknown;
  readonly claims: readonly Claim[];
  readonly invalid: boolean;
  /** The reader sees the value masked, and cannot change it. */
  readonly masked: boolean;
  /** The profile, where the reader may look behind the mask. */
  readonly revealable: string | null;
  readonly edits: FactEdits;
}

/** The value as it stands, as it is being saved, or without its mask. */
function Shown({
  kind,
  field,
  value,
  claims,
  invalid,
  waiting,
  reveal,
}: Pick<FactRowProps, 'kind' | 'field' | 'value' | 'claims' | 'invalid'> & {
  readonly waiting: string | undefined;
  readonly reveal: ReturnType<typeof useReveal>;
}) {
  const say = useMessages(messages).facts;
  if (reveal.shown !== undefined) return <Revealed field={field} value={reveal.shown.value} />;
  if (waiting === undefined)
    return <FactValue kind={kind} field={field} value={value} claims={claims} invalid={invalid} />;
  return (
    <span className={classes['pending']} role="status">
      <bdi>{waiting}</bdi> <small>{say.saving}</small>
    </span>
  );
}

/** One field of a profile: its name, what it shows and why, and its editor. */
export function FactRow({ kind, field, value, claims, invalid, masked, revealable, edits }: FactRowProps) {
  const say = useMessages(messages).facts;
  const label = useBilingual()(field.label);
  const mayEdit = useMay('editor');
  const { open, pending } = edits;
  const reveal = useReveal(revealable ?? '', field);
  const waiting = pending.get(field.key);
  const editing = open?.key === field.key;
  const begin = () => edits.begin({ key: field.key, draft: draftOf(field, value), seen: value });
  const shown = (
    <>
      <Shown {...{ kind, field, value, claims, invalid, waiting, reveal }} />
      <Origin claim={claims.find(({ wins }) => wins)} field={field} />
      {masked && (
        <Tooltip label={say.masked}>
          <span className={classes['lock']} role="img" aria-label={say.masked}>
            <Lock size={13} aria-hidden />
          </span>
        </Tooltip>
      )}
      {revealable !== null && <RevealButton label={label} reveal={reveal} />}
      {mayEdit && !masked && waiting === undefined && (
        <ActionIcon
          className={classes['pencil'] ?? ''}
          variant="subtle"
          color="gray"
          size="sm"
          aria-label={say.edit(label)}
          data-edit={field.key}
          onClick={begin}
        >
          <Pencil size={14} aria-hidden />
        </ActionIcon>
      )}
    </>
  );
  return (
    <div className={classes['fact']} data-field={field.key} data-editing={editing}>
      <dt>{label}</dt>
      <dd>{editing ? <FactEditor field={field} edits={edits} edit={open} /> : shown}</dd>
    </div>
  );
}
