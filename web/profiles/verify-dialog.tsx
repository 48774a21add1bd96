import { Button, NativeSelect, Radio, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { lookedUpBy, verificationOutcomes } from '../../src/lib/verification.ts';
import { createVerification, listVerifications } from '../../src/profiles/verified/contract.ts';
import { queryProfiles } from '../../src/query/contract.ts';
import { useAction } from '../ui/api/use-endpoint.ts';
import { showDone } from '../ui/feedback/toasts.ts';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { Dialog } from '../ui/page/dialog.tsx';
import { useWriteValues } from '../ui/value/use-write-values.ts';
import { messages } from './messages.ts';
import type { Field, Profile } from './profile-data.ts';
import { verifiable, type VerifiableValue } from './verified.ts';

interface FormProps {
  readonly profile: Profile;
  readonly field: Field;
  readonly close: () => void;
}

/** As the profile shows it: the name of a place, not its code. */
function useWriteChoice({ profile, field }: Pick<FormProps, 'profile' | 'field'>) {
  const write = useWriteValues();
  return (value: VerifiableValue) => {
    const isNamed = typeof value === 'object' && 'code' in value;
    return write(field, isNamed ? profile.values[field.key] : value).join(' ');
  };
}

function VerifyForm({ profile, field, close }: FormProps) {
  const say = useMessages(messages).verify;
  const label = useBilingual()(field.label);
  const write = useWriteChoice({ profile, field });
  const values = verifiable(profile, field);
  const [at, setAt] = useState(0);
  const [means, setMeans] = useState<(typeof lookedUpBy)[number]>(field.verification?.by ?? 'call');
  const [outcome, setOutcome] = useState<(typeof verificationOutcomes)[number]>('confirmed');
  const [note, setNote] = useState('');
  const create = useAction(createVerification, {
    refreshes: [listVerifications, queryProfiles],
    done: () => {
      showDone(say.done(label));
      close();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const value = values[at];
    if (value !== undefined)
      void create.run({ id: profile.id, field: field.key, value, means, outcome, note });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <NativeSelect
          label={label}
          value={String(at)}
          data={values.map((value, i) => ({ value: String(i), label: write(value) }))}
          onChange={({ currentTarget }) => setAt(Number(currentTarget.value))}
        />
        <Radio.Group
          label={say.outcome}
          value={outcome}
          onChange={(next) => setOutcome(next === 'wrong' ? 'wrong' : 'confirmed')}
        >
          <Stack gap="xs" mt="xs">
            {verificationOutcomes.map((one) => (
              <Radio key={one} value={one} label={say.outcomes[one]} />
            ))}
          </Stack>
        </Radio.Group>
        <NativeSelect
          label={say.means}
          value={means}
          data={lookedUpBy.map((value) => ({ value, label: say.meansOf[value] }))}
          onChange={({ currentTarget }) =>
            setMeans(lookedUpBy.find((one) => one === currentTarget.value) ?? 'call')
          }
        />
        <TextInput
          label={say.note}
          description={say.noteHint}
          maxLength={1_000}
          value={note}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
        />
        <Button type="submit" loading={create.running}>
          {say.save}
        </Button>
      </Stack>
    </form>
  );
}

interface DialogProps extends Pick<FormProps, 'profile' | 'close'> {
  readonly field: Field | null;
}

/** Writes down that somebody looked a value up, how, and what came of it. */
export function VerifyDialog({ profile, field, close }: DialogProps) {
  const say = useMessages(messages).verify;
  const label = useBilingual();
  return (
    <Dialog opened={field !== null} close={close} title={field === null ? '' : say.title(label(field.label))}>
      {field !== null && <VerifyForm profile={profile} field={field} close={close} />}
    </Dialog>
  );
}
