import { MultiSelect, NativeSelect, TextInput } from '@mantine/core';
import { Route } from 'lucide-react';
import { useState } from 'react';
import type { Kind } from '../../src/fields/types.ts';
import { getPaths } from '../../src/insights/paths/contract.ts';
import type { Parsed } from '../../src/lib/endpoint.ts';
import { labelEvent } from '../../src/lib/events.ts';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import { AnswerView } from '../ui/feedback/answer-view.tsx';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import { useEventOptions } from './event-options.ts';
import { usePathNumbers } from './path-numbers.ts';
import classes from './insights.module.css';
import { messages } from './messages.ts';
import { PathFlow, usePathWords } from './path-flow.tsx';
import { layOutFlow } from './path-layout.ts';
import { saveFlow } from './path-picture.ts';
import { Tools } from './tools.tsx';
import { WithEvents } from './with-events.tsx';

const spans = [1, 7, 30, 90] as const;
const depths = [1, 2, 3, 4, 5] as const;
const directions = ['after', 'before'] as const;

type Choice = Omit<Parsed<typeof getPaths>, 'kind'>;

interface ChoiceProps {
  readonly choice: Choice;
  readonly names: readonly string[];
  readonly set: (choice: Choice) => void;
}

function Choices({ choice, names, set }: ChoiceProps) {
  const say = useMessages(messages);
  const options = useEventOptions();
  const format = useFormat();
  const day = (value: string) => (value === '' ? null : value);
  return (
    <div className={classes['tools']}>
      <NativeSelect
        label={say.paths.event}
        value={choice.event}
        data={options(names)}
        onChange={({ currentTarget }) =>
          set({
            ...choice,
            event: currentTarget.value,
            except: choice.except.filter((name) => name !== currentTarget.value),
          })
        }
      />
      <NativeSelect
        label={say.paths.direction}
        value={choice.direction}
        data={directions.map((value) => ({ value, label: say.paths.directions[value] }))}
        onChange={({ currentTarget: { value } }) =>
          set({ ...choice, direction: value === 'before' ? 'before' : 'after' })
        }
      />
      <NativeSelect
        label={say.within}
        value={String(choice.days)}
        data={spans.map((value) => ({ value: String(value), label: say.inDays(format.number(value)) }))}
        onChange={({ currentTarget }) => set({ ...choice, days: Number(currentTarget.value) })}
      />
      <NativeSelect
        label={say.paths.depth}
        value={String(choice.depth)}
        data={depths.map(String)}
        onChange={({ currentTarget }) => set({ ...choice, depth: Number(currentTarget.value) })}
      />
      {(['from', 'to'] as const).map((end) => (
        <TextInput
          key={end}
          type="date"
          label={say.paths[end]}
          value={choice[end] ?? ''}
          onChange={({ currentTarget }) => set({ ...choice, [end]: day(currentTarget.value) })}
        />
      ))}
      <MultiSelect
        label={say.paths.except}
        placeholder={choice.except.length === 0 ? say.paths.nothing : ''}
        searchable
        value={[...choice.except]}
        data={options(names.filter((name) => name !== choice.event))}
        onChange={(except) => set({ ...choice, except })}
      />
    </div>
  );
}

function firstChoice(names: readonly string[]): Choice {
  const event = ['Product Viewed', 'Order Completed'].find((name) => names.includes(name)) ?? names[0] ?? '';
  return { event, direction: 'after', days: 7, depth: 3, from: null, to: null, except: [] };
}

function Chosen({ kind, names }: { kind: Kind; names: readonly string[] }) {
  const say = useMessages(messages);
  const numbers = usePathNumbers();
  const [choice, setChoice] = useState(() => firstChoice(names));
  const asked = { kind, ...choice };
  const answer = useEndpoint(getPaths, asked, { keep: true });
  const words = usePathWords(choice.direction);
  const { data } = answer;
  const text = useBilingual();
  const name = `${say.tabs.paths}: ${text(labelEvent(choice.event))}`;
  return (
    <>
      <p className={classes['note']}>{say.paths.note}</p>
      <Choices choice={choice} names={names} set={setChoice} />
      <Tools
        name={name}
        numbers={() => (data === undefined ? [] : numbers(data))}
        picture={data && (() => saveFlow(name, layOutFlow(data), words(data)))}
        card={{ type: 'paths', ...asked }}
      />
      <AnswerView answer={answer}>{(shown) => <PathFlow asked={asked} data={shown} />}</AnswerView>
    </>
  );
}

/** What customers do after an event, or did before it. */
export function PathsPanel({ kind }: { kind: Kind }) {
  return <WithEvents icon={Route}>{(names) => <Chosen kind={kind} names={names} />}</WithEvents>;
}
