import { useQueries, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { z } from 'zod';
import type { Client } from '../../src/client.ts';
import type { Kind } from '../../src/fields/types.ts';
import type { Output } from '../../src/lib/endpoint.ts';
import { queryProfiles } from '../../src/query/contract.ts';
import { useClient, useWorkspace } from '../ui/api/session.tsx';
import { pageSize, type PagePlace } from './extent.ts';
import type { RuleJson } from './rule.ts';
import type { SortedBy } from './state.ts';

export type Page = Output<typeof queryProfiles>;
export type Row = Page['rows'][number];

/** Whose rows are asked for, in which order, with which fields. */
export interface Question {
  readonly kind: Kind;
  readonly rule: RuleJson;
  readonly sort: readonly SortedBy[];
  readonly fields: readonly string[];
}

/** Pages that are out of sight are forgotten after this long, or when there are more of them. */
const keptMs = 60_000;
const mostKept = 16;

const startPlaces: readonly PagePlace[] = [{ from: 'start', page: 0 }];

interface Asker {
  readonly memory: QueryClient;
  readonly client: Client;
  readonly workspace: string;
}

function pageKey({ workspace }: Asker, question: Question, place: PagePlace) {
  return [queryProfiles.name, workspace, 'page', question, place.from, place.page] as const;
}

/** Goes on from the page before where that is known, which costs the server least; else counts from the end. */
function pageInput(asker: Asker, question: Question, place: PagePlace): z.input<typeof queryProfiles.input> {
  const { sort, ...asked } = question;
  const before = { ...place, page: place.page - 1 };
  const known = asker.memory.getQueryData<Page>(pageKey(asker, question, before));
  return {
    ...asked,
    fields: [...question.fields],
    ...(sort.length === 0 ? {} : { sort: [...sort] }),
    limit: pageSize,
    total: false,
    reverse: place.from === 'end',
    ...(known?.next ? { after: known.next } : { offset: place.page * pageSize }),
  };
}

function pageQuery(asker: Asker, question: Question, place: PagePlace) {
  return {
    queryKey: pageKey(asker, question, place),
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      asker.client.call(queryProfiles, pageInput(asker, question, place), { signal }),
    staleTime: keptMs,
    gcTime: keptMs,
  };
}

/** Same rows in the same order, whatever is shown of them. */
function asksTheSame(one: Question, other: Question): boolean {
  return one.kind === other.kind && one.rule === other.rule && one.sort === other.sort;
}

function forgetPages(memory: QueryClient): void {
  const kept = memory
    .getQueryCache()
    .findAll({ queryKey: [queryProfiles.name], type: 'inactive' })
    // One that is on its way has nobody yet who looks at it, and will have.
    .filter(({ queryKey, state }) => queryKey[2] === 'page' && state.data !== undefined)
    .toSorted((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt);
  for (const query of kept.slice(mostKept)) memory.getQueryCache().remove(query);
}

/** Forgets the pages seen longest ago, so that scrolling far does not fill the memory. */
function useForgetting(memory: QueryClient): void {
  useEffect(
    () =>
      memory.getQueryCache().subscribe(({ type }) => {
        if (type === 'observerRemoved') forgetPages(memory);
      }),
    [memory],
  );
}

/** The rows that have come, of the question that is shown. */
export interface LoadedRows {
  /** The question whose rows are shown: the one before, until the first rows of the new one are there. */
  readonly shown: Question;
  /** Once rows of the question stand there, those further down come quietly. */
  readonly waiting: boolean;
  readonly error: unknown;
  readonly retry: () => void;
  readonly pageAt: (place: PagePlace) => Page | undefined;
  /** A page, asked for if it is not here. */
  readonly fetchPage: (place: PagePlace) => Promise<Page>;
}

function isAnswered({ data, error }: { data: Page | undefined; error: unknown }): boolean {
  return data !== undefined || error !== null;
}

/** What went wrong with the first of some questions that has no answer, and how it is asked again. */
function failureOf(
  answers: readonly { data: Page | undefined; error: unknown; refetch: () => unknown }[],
): Pick<LoadedRows, 'error' | 'retry'> {
  const failed = answers.find(({ data, error }) => data === undefined && error !== null);
  return { error: failed?.error ?? null, retry: () => void failed?.refetch() };
}

function byPlace(places: readonly PagePlace[], answers: readonly { data: Page | undefined }[]) {
  return new Map(places.map(({ from, page }, i) => [`${from}${page}`, answers[i]?.data]));
}

/** The pages at some places as far as they are remembered. */
function useKept(asker: Asker, question: Question, places: readonly PagePlace[]) {
  return useQueries({
    queries: places.map((place) => ({ ...pageQuery(asker, question, place), enabled: false })),
  });
}

/** Asks for the pages at some places. What stood there stays until the answer to a new question has come, so that nothing flickers. */
export function useRowPages(question: Question, places: readonly PagePlace[]): LoadedRows {
  const asker: Asker = { memory: useQueryClient(), client: useClient(), workspace: useWorkspace().id };
  const [shown, setShown] = useState(question);
  const changed = shown !== question;
  const needed = asksTheSame(shown, question) ? places : startPlaces;
  const next = useQueries({ queries: needed.map((place) => pageQuery(asker, question, place)) });
  const former = useKept(asker, shown, changed ? places : []);
  const hasCome = next.every(isAnswered);
  if (changed && hasCome) setShown(question);
  useForgetting(asker.memory);
  const pages = changed && !hasCome ? byPlace(places, former) : byPlace(needed, next);
  return {
    shown: hasCome ? question : shown,
    waiting: changed ? !hasCome : !next.some(isAnswered),
    ...failureOf(next),
    fetchPage: (place) => asker.memory.fetchQuery(pageQuery(asker, shown, place)),
    pageAt: ({ from, page }) => pages.get(`${from}${page}`),
  };
}
