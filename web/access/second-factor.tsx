import { Button, Code, Group, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { encode } from 'uqr';
import {
  confirmSecondFactor,
  getStart,
  removeSecondFactor,
  startSecondFactor,
} from '../../src/access/contract.ts';
import type { Output } from '../../src/lib/endpoint.ts';
import { useStart } from '../ui/api/session.tsx';
import { useAction } from '../ui/api/use-endpoint.ts';
import { showDone } from '../ui/feedback/toasts.ts';
import { useForm } from '../ui/form/use-form.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { messages as shared } from '../ui/messages.ts';
import { Dialog } from '../ui/page/dialog.tsx';
import { AttemptProblem } from './attempt-problem.tsx';
import { messages } from './messages.ts';
import { SecretView } from './secret-view.tsx';

type Started = Output<typeof startSecondFactor>;

/** A text as a QR code, black on white in every theme, since cameras read that best. */
function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { border: 2 });
  const path = data
    .flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('');
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      width={192}
      height={192}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}

function AskPassword({ verb, act }: { verb: string; act: ReturnType<typeof usePasswordAction> }) {
  const say = useMessages(messages);
  const { showPassword } = useMessages(shared);
  const { errors, submit } = useForm(startSecondFactor, act.run);
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {act.problem && <AttemptProblem problem={act.problem} />}
        <PasswordInput
          name="password"
          label={say.password}
          autoComplete="current-password"
          error={errors['password']}
          visibilityToggleButtonProps={{ 'aria-label': showPassword }}
          data-autofocus
          required
          withAsterisk={false}
        />
        <Button type="submit" loading={act.running}>
          {verb}
        </Button>
      </Stack>
    </form>
  );
}

/** Turning on begins, and turning off ends, with the password. */
function usePasswordAction(on: boolean, done: (started: Started | null) => void) {
  const start = useAction(startSecondFactor, { quiet: true, done });
  const stop = useAction(removeSecondFactor, { quiet: true, refreshes: [getStart], done: () => done(null) });
  const { running, problem } = on ? stop : start;
  const run = async (input: { password: string }): Promise<unknown> =>
    on ? stop.run(input) : start.run(input);
  return { run, running, problem };
}

function Confirm({ started, done }: { started: Started; done: () => void }) {
  const say = useMessages(messages).account;
  const confirm = useAction(confirmSecondFactor, { quiet: true, refreshes: [getStart], done });
  const { errors, submit } = useForm(confirmSecondFactor, confirm.run);
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <p>{say.secondScan}</p>
        <QrCode text={started.uri} label={say.secondImage} />
        <SecretView label={say.secondKey} text={new URL(started.uri).searchParams.get('secret') ?? ''} />
        <p>{say.secondCodes}</p>
        <Group gap="xs">
          {started.backupCodes.map((code) => (
            <Code key={code}>{code}</Code>
          ))}
        </Group>
        {confirm.problem && <AttemptProblem problem={confirm.problem} />}
        <TextInput
          name="code"
          label={say.secondCode}
          inputMode="numeric"
          autoComplete="one-time-code"
          error={errors['code']}
          required
          withAsterisk={false}
        />
        <Button type="submit" loading={confirm.running}>
          {say.secondConfirm}
        </Button>
      </Stack>
    </form>
  );
}

/** Whether a second factor guards the account, and the way to change that. */
export function SecondFactor() {
  const say = useMessages(messages).account;
  const on = useStart().data?.me?.secondFactor === true;
  const [opened, setOpened] = useState(false);
  const [started, setStarted] = useState<Started | null>(null);
  const close = () => {
    setOpened(false);
    setStarted(null);
  };
  const act = usePasswordAction(on, (answer) => {
    setStarted(answer);
    if (answer !== null) return;
    close();
    showDone(say.secondStopped);
  });
  const verb = on ? say.secondStop : say.secondStart;
  return (
    <>
      <p>{on ? say.secondOn : say.secondOff}</p>
      <Button mt="sm" variant="default" onClick={() => setOpened(true)}>
        {verb}
      </Button>
      <Dialog opened={opened} close={close} title={say.second}>
        {started === null ? (
          <AskPassword verb={verb} act={act} />
        ) : (
          <Confirm
            started={started}
            done={() => {
              close();
              showDone(say.secondDone);
            }}
          />
        )}
      </Dialog>
    </>
  );
}
