import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useId, useState, type KeyboardEvent } from 'react';
import { useMessages } from '../ui/i18n/language.ts';
import { Dialog } from '../ui/page/dialog.tsx';
import { messages } from './messages.ts';
import { groups, useFound, type Found } from './palette-search.ts';
import classes from './shell.module.css';

interface OptionProps {
  readonly found: Found;
  readonly id: string;
  readonly chosen: boolean;
  readonly open: () => void;
  readonly choose: () => void;
}

function Option({ found, id, chosen, open, choose }: OptionProps) {
  const Icon = found.icon;
  return (
    <div
      id={id}
      role="option"
      aria-selected={chosen}
      className={classes['option']}
      tabIndex={-1}
      onClick={open}
      onKeyDown={() => undefined}
      onPointerMove={choose}
      ref={(element) => {
        if (chosen) element?.scrollIntoView({ block: 'nearest' });
      }}
    >
      <Icon size={16} aria-hidden />
      <bdi>{found.label}</bdi>
      {found.note && <small>{found.note}</small>}
    </div>
  );
}

function useChoice(count: number): {
  at: number;
  choose: (at: number) => void;
  move: (event: KeyboardEvent) => void;
} {
  const [at, choose] = useState(0);
  const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };
  return {
    at: Math.min(at, Math.max(0, count - 1)),
    choose,
    move(event) {
      const step = steps[event.key];
      if (step === undefined || count === 0) return;
      event.preventDefault();
      choose((now) => (Math.min(now, count - 1) + step + count) % count);
    },
  };
}

/** Finds pages, actions and customers by a few letters, and opens them, without a hand leaving the keyboard. */
export function Palette({ close }: { close: () => void }) {
  const say = useMessages(messages).palette;
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 120);
  const found = useFound(text.trim(), asked);
  const { at, choose, move } = useChoice(found.length);
  const id = useId();
  const open = (one: Found | undefined) => {
    if (one === undefined) return;
    close();
    one.run();
  };
  return (
    <Dialog opened close={close} title={say.title} size="lg" place="top">
      <TextInput
        data-autofocus
        role="combobox"
        aria-label={say.title}
        aria-expanded
        aria-controls={id}
        aria-activedescendant={found.length > 0 ? `${id}-${at}` : undefined}
        placeholder={say.placeholder}
        value={text}
        onChange={({ currentTarget }) => {
          setText(currentTarget.value);
          choose(0);
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter') open(found[at]);
          else move(event);
        }}
      />
      <div className={classes['palette']} role="listbox" id={id} aria-label={say.title}>
        {groups.map((group) => {
          const list = found.filter((one) => one.group === group);
          if (list.length === 0) return null;
          return (
            <div key={group} role="group" aria-label={say[group]}>
              <h3 aria-hidden>{say[group]}</h3>
              {list.map((one) => {
                const place = found.indexOf(one);
                return (
                  <Option
                    key={one.id}
                    id={`${id}-${place}`}
                    found={one}
                    chosen={place === at}
                    open={() => open(one)}
                    choose={() => choose(place)}
                  />
                );
              })}
            </div>
          );
        })}
      </div>
      <p className={classes['hint']} role="status">
        {found.length === 0 ? say.nothing : say.hint}
      </p>
    </Dialog>
  );
}
