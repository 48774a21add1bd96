import { ActionIcon, Button } from '@mantine/core';
import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useMessages } from '../ui/i18n/language.ts';
import classes from './forms.module.css';
import { messages } from './messages.ts';

/** A list with one thing exchanged. */
export function replaceAt<T>(list: readonly T[], index: number, value: T): T[] {
  return list.map((one, at) => (at === index ? value : one));
}

function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = list.filter((_one, at) => at !== from);
  return [...rest.slice(0, to), ...list.slice(from, from + 1), ...rest.slice(to)];
}

/** The next id with a prefix that none of a list has. */
export function freeId(prefix: string, list: readonly { readonly id: string }[]): string {
  for (let count = list.length + 1; ; count += 1) {
    const id = `${prefix}_${count}`;
    if (!list.some((one) => one.id === id)) return id;
  }
}

interface ListToolsProps<T> {
  readonly list: readonly T[];
  readonly index: number;
  readonly name: string;
  readonly onChange: (list: T[]) => void;
}

/** Moves a thing of a list up or down, or takes it out. */
export function ListTools<T>({ list, index, name, onChange }: ListToolsProps<T>) {
  const say = useMessages(messages);
  const common = { variant: 'subtle', color: 'gray' } as const;
  return (
    <>
      <ActionIcon
        {...common}
        aria-label={say.up(name)}
        disabled={index === 0}
        onClick={() => onChange(moved(list, index, index - 1))}
      >
        <ArrowUp size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon
        {...common}
        aria-label={say.down(name)}
        disabled={index === list.length - 1}
        onClick={() => onChange(moved(list, index, index + 1))}
      >
        <ArrowDown size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon
        {...common}
        aria-label={say.remove(name)}
        onClick={() => onChange(list.filter((_one, at) => at !== index))}
      >
        <X size={16} aria-hidden />
      </ActionIcon>
    </>
  );
}

interface CardListProps<T> {
  readonly list: readonly T[];
  readonly most: number;
  readonly onChange: (list: T[]) => void;
  /** What a thing is called, by its place in the list. */
  readonly nameOf: (place: string) => string;
  /** A new one. */
  readonly make: (list: readonly T[]) => T;
  readonly addLabel: string;
  /** What is asked of a thing. */
  readonly children: (one: T, set: (change: Partial<T>) => void) => ReactNode;
}

/** Things of a form as cards, which are changed, moved, taken out and added. */
export function CardList<T extends { readonly id: string }>(props: CardListProps<T>) {
  const { list, most, onChange, nameOf, make, addLabel, children } = props;
  return (
    <>
      <ul className={classes['list']}>
        {list.map((one, index) => {
          const name = nameOf(String(index + 1));
          return (
            <li key={one.id} className={classes['card']} data-card={one.id}>
              <div className={classes['head']}>
                <h3>{name}</h3>
                <ListTools list={list} index={index} name={name} onChange={onChange} />
              </div>
              <div className={classes['stack']}>
                {children(one, (change) => onChange(replaceAt(list, index, { ...one, ...change })))}
              </div>
            </li>
          );
        })}
      </ul>
      <Button
        mt="sm"
        variant="default"
        leftSection={<Plus size={16} aria-hidden />}
        onClick={() => onChange([...list, make(list)])}
        disabled={list.length >= most}
      >
        {addLabel}
      </Button>
    </>
  );
}
