import { Button, NumberInput, Select, Stack } from '@mantine/core';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useState } from 'react';
import {
  getIdentityGuards,
  guardWindows,
  mostGuarded,
  updateIdentityGuards,
  type Guard,
} from '../../src/events/guards/contract.ts';
import type { Output } from '../../src/lib/endpoint.ts';
import { useMay } from '../ui/api/session.tsx';
import { useAction, useEndpoint } from '../ui/api/use-endpoint.ts';
import { AnswerView } from '../ui/feedback/answer-view.tsx';
import { showDone } from '../ui/feedback/toasts.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import { Section } from '../ui/page/section.tsx';
import classes from './events.module.css';
import { messages } from './messages.ts';
import { useFieldName } from './use-field-name.ts';

interface GuardLineProps {
  readonly guard: Guard;
  readonly name: string;
  readonly disabled: boolean;
  readonly change: (guard: Guard) => void;
  /** Moves it by so many places; null where it cannot go further. */
  readonly up: (() => void) | null;
  readonly down: (() => void) | null;
}

function GuardLine({ guard, name, disabled, change, up, down }: GuardLineProps) {
  const say = useMessages(messages).guards;
  const move = (label: string, go: (() => void) | null, Icon: typeof ArrowUp) => (
    <Button
      size="compact-sm"
      variant="default"
      aria-label={`${label}: ${name}`}
      disabled={go === null}
      onClick={() => go?.()}
    >
      <Icon size={14} aria-hidden />
    </Button>
  );
  return (
    <li>
      <div className={classes['guard']}>
        <strong>
          <bdi>{name}</bdi>
        </strong>
        <NumberInput
          size="xs"
          aria-label={`${say.limit}: ${name}`}
          value={guard.limit}
          min={1}
          max={mostGuarded}
          allowDecimal={false}
          clampBehavior="strict"
          disabled={disabled}
          onChange={(value) => typeof value === 'number' && value >= 1 && change({ ...guard, limit: value })}
        />
        <Select
          size="xs"
          aria-label={`${say.window}: ${name}`}
          value={guard.window}
          allowDeselect={false}
          disabled={disabled}
          data={guardWindows.map((window) => ({ value: window, label: say.windows[window] }))}
          onChange={(chosen) =>
            change({ ...guard, window: guardWindows.find((window) => window === chosen) ?? guard.window })
          }
        />
        {!disabled && move(say.up, up, ArrowUp)}
        {!disabled && move(say.down, down, ArrowDown)}
      </div>
    </li>
  );
}

/** The list with one of its parts a place further up. */
function raise(guards: readonly Guard[], index: number): Guard[] {
  const moved = guards.slice(index, index + 1);
  return [
    ...guards.slice(0, index - 1),
    ...moved,
    ...guards.slice(index - 1, index),
    ...guards.slice(index + 1),
  ];
}

function GuardsForm({ answer }: { answer: Output<typeof getIdentityGuards> }) {
  const say = useMessages(messages).guards;
  const format = useFormat();
  const mayChange = useMay('admin');
  const nameOf = useFieldName();
  const [guards, setGuards] = useState<readonly Guard[]>(answer.guards);
  const save = useAction(updateIdentityGuards, {
    refreshes: [getIdentityGuards],
    done: () => showDone(say.saved),
  });
  return (
    <Stack>
      <ol className={classes['list']} aria-label={say.title}>
        {guards.map((guard, index) => (
          <GuardLine
            key={guard.field}
            guard={guard}
            name={nameOf(guard.field)}
            disabled={!mayChange}
            change={(next) => setGuards(guards.map((one) => (one.field === next.field ? next : one)))}
            up={index === 0 ? null : () => setGuards(raise(guards, index))}
            down={index === guards.length - 1 ? null : () => setGuards(raise(guards, index + 1))}
          />
        ))}
      </ol>
      {mayChange && (
        <div>
          <Button loading={save.running} onClick={() => void save.run({ guards: [...guards] })}>
            {say.save}
          </Button>
        </div>
      )}
      {answer.demoted.length === 0 && <p>{say.noneDemoted}</p>}
      <ul className={classes['list']} aria-label={say.demoted}>
        {answer.demoted.map(({ field, reason, count }) => (
          <li key={`${field} ${reason}`}>{say.reasons[reason](nameOf(field), format.number(count))}</li>
        ))}
      </ul>
    </Stack>
  );
}

/** Which identifiers of events may join customers, and how many of each kind one customer may have. */
export function GuardsSection() {
  const say = useMessages(messages).guards;
  const answer = useEndpoint(getIdentityGuards, {});
  return (
    <Section title={say.title}>
      <p>{say.lead}</p>
      <AnswerView answer={answer}>{(data) => <GuardsForm answer={data} />}</AnswerView>
    </Section>
  );
}
