import { ActionIcon } from '@mantine/core';
import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { useMessages } from '../ui/i18n/language.ts';
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
