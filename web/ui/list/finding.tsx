import { CloseButton, TextInput } from '@mantine/core';
import { Search } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import { useSearchParams } from 'wouter';
import { useMessages } from '../i18n/language.ts';
import { messages } from '../messages.ts';
import type { Rows } from './data-table.tsx';

/** Every word of what is asked for stands somewhere in a text; full-width and Latin letters are the same. */
export function holdsWords(text: string, asked: string): boolean {
  const fold = (one: string) => one.normalize('NFKC').toLowerCase();
  const folded = fold(text);
  return fold(asked)
    .split(/\s+/u)
    .every((word) => folded.includes(word));
}

interface Finding<Row, List extends Rows<Row>> {
  readonly list: List;
  /** What is looked for; empty where nothing is. */
  readonly asked: string;
  readonly field: ReactNode;
  readonly clear: () => void;
}

/**
 * A field that finds rows of a list by what stands in them; what is looked for stands in the address. A list that comes page
 * by page is asked for until it is here whole, so it is for lists that are not long.
 */
export function useFinding<Row, List extends Rows<Row>>(
  list: List,
  textOf: (row: Row) => string,
  label: string,
): Finding<Row, List> {
  const say = useMessages(messages);
  const [params, setParams] = useSearchParams();
  const text = params.get('find') ?? '';
  const asked = text.trim();
  const { hasNextPage = false, isFetchingNextPage = false, fetchNextPage } = list;
  const more = asked !== '' && hasNextPage && !isFetchingNextPage;
  useEffect(() => {
    if (more) fetchNextPage?.();
  }, [more, fetchNextPage]);
  const write = (next: string) =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        if (next === '') after.delete('find');
        else after.set('find', next);
        return after;
      },
      { replace: true },
    );
  const rows = asked === '' ? list.rows : list.rows?.filter((row) => holdsWords(textOf(row), asked));
  return {
    list: { ...list, rows },
    asked,
    clear: () => write(''),
    field: (
      <TextInput
        type="text"
        role="searchbox"
        aria-label={label}
        placeholder={label}
        maxLength={200}
        mb="md"
        maw="24rem"
        leftSection={<Search size={15} aria-hidden />}
        rightSection={
          text !== '' && <CloseButton size="sm" aria-label={say.clearSearch} onClick={() => write('')} />
        }
        value={text}
        onChange={({ currentTarget }) => write(currentTarget.value)}
        onKeyDown={({ key }) => key === 'Escape' && write('')}
      />
    ),
  };
}
