import { Button } from '@mantine/core';
import { BadgeCheck, BadgeX } from 'lucide-react';
import { createContext, useContext, useState, type ReactNode } from 'react';
import { meansNames, usualFreshDays } from '../../src/lib/verification.ts';
import { listVerifications, type Verification } from '../../src/profiles/verified/contract.ts';
import { useMay } from '../ui/api/session.tsx';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import { useWriteValues } from '../ui/value/use-write-values.ts';
import { ageOf } from './decision.ts';
import classes from './explanation.module.css';
import { messages } from './messages.ts';
import type { Field, Profile } from './profile-data.ts';
import { newestFound, verifiable } from './verified.ts';
import { VerifyDialog } from './verify-dialog.tsx';

interface Verifying {
  readonly rows: readonly Verification[];
  /** True where the reader may say of the field's values whether they are right. */
  may(field: Field): boolean;
  begin(field: Field): void;
}

const VerifyingContext = createContext<Verifying>({
  rows: [],
  may: () => false,
  begin: () => undefined,
});

/** What was verified of a profile, for the explanations inside it, and the dialog by which more is written down. */
export function VerificationPlace({ profile, children }: { profile: Profile; children: ReactNode }) {
  const { data } = useEndpoint(listVerifications, { id: profile.id });
  const mayEdit = useMay('editor');
  const [field, setField] = useState<Field | null>(null);
  const verifying = {
    rows: data?.rows ?? [],
    may: (one: Field) => mayEdit && verifiable(profile, one).length > 0,
    begin: setField,
  };
  return (
    <VerifyingContext value={verifying}>
      {children}
      <VerifyDialog profile={profile} field={field} close={() => setField(null)} />
    </VerifyingContext>
  );
}

/** The sentence of what was found: of which value, by whom, when and how. */
function Sentence({ field, found }: { field: Field; found: Verification }) {
  const say = useMessages(messages).verify;
  const text = useBilingual();
  const format = useFormat();
  const write = useWriteValues();
  const { outcome, means, at, by, value } = found;
  return (
    <>
      {value !== null && (
        <>
          <bdi>{write(field, value).join(' ')}</bdi>
          {say.of}
        </>
      )}
      <bdi>{say[outcome]({ who: by.name, day: format.date(at), means: text(meansNames[means]) })}</bdi>
    </>
  );
}

/** What was found about a value last, and whether that still counts. */
function Found({ field, found }: { field: Field; found: Verification }) {
  const say = useMessages(messages).verify;
  const [now] = useState(() => new Date());
  const fresh = field.verification?.freshDays ?? usualFreshDays;
  const isRight = found.outcome === 'confirmed';
  const { stale } = ageOf(found.at, fresh, now);
  const Icon = isRight ? BadgeCheck : BadgeX;
  return (
    <p className={stale || !isRight ? classes['stale'] : undefined} data-verified={found.outcome}>
      <Icon size={14} aria-hidden className={classes['badge']} />
      <Sentence field={field} found={found} />
      {isRight && stale && <> {say.stale(fresh)}</>}
      {found.note !== null && found.note !== '' && <bdi className={classes['origin']}>{found.note}</bdi>}
    </p>
  );
}

/** What was verified of a field's values, and the button to write down more. */
export function FieldVerifications({ field }: { field: Field }) {
  const say = useMessages(messages).verify;
  const { rows, may, begin } = useContext(VerifyingContext);
  return (
    <>
      {newestFound(rows, field.key).map((found) => (
        <Found key={found.id} field={field} found={found} />
      ))}
      {may(field) && (
        <div>
          <Button size="compact-xs" variant="default" onClick={() => begin(field)}>
            {say.verb}
          </Button>
        </div>
      )}
    </>
  );
}
