import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import type { z } from 'zod';
import type { Kind } from '../../../src/fields/types.ts';
import type { Output } from '../../../src/lib/endpoint.ts';
import { inspectUpload, type NamedMapping, type shapeChoices } from '../../../src/sources/contract.ts';
import { useClient, usePlace } from '../../ui/api/session.tsx';

export type Inspection = Output<typeof inspectUpload>;
export type ShapeChoices = z.input<typeof shapeChoices>;
export type ColumnChoice = NamedMapping[string];
type Suggestion = Inspection['columns'][number];

/** What a person has said about files of one layout. */
export interface GroupChoices {
  readonly shape: ShapeChoices;
  readonly kind?: Kind | undefined;
  /** By header; what is not here is as suggested. */
  readonly columns: Readonly<Record<string, ColumnChoice>>;
}

/** Files of one layout, which are imported together. */
export interface FileGroup {
  readonly key: string;
  readonly files: readonly Inspection[];
  /** How the first of them is read with the choices that were made; the guess while that is on its way. */
  readonly shown: Inspection;
  /** The columns of all of them. */
  readonly columns: readonly Suggestion[];
  readonly choices: GroupChoices;
  readonly problem: unknown;
  /** True while it is being read with the choices that were made. */
  readonly reading: boolean;
}

/** What was said of each layout. */
type Said = Readonly<Record<string, GroupChoices>>;

const noChoices: GroupChoices = { shape: {}, columns: {} };

/** Formats whose values carry their names: files with other columns are of one layout still. */
const named: ReadonlySet<string> = new Set(['vcard', 'json', 'jsonl', 'parquet']);

function layoutOf({ format, headers }: Inspection): string {
  return named.has(format) ? format : [format, ...headers].join('\u0000');
}

interface Look {
  readonly id: string;
  readonly source?: string;
  readonly kind?: Kind;
}

function useInspections(looks: readonly (Look & ShapeChoices)[]) {
  const client = useClient();
  const place = usePlace();
  return useQueries({
    queries: looks.map((look) => ({
      queryKey: [inspectUpload.name, place?.id, look],
      queryFn: ({ signal }: { signal: AbortSignal }) => client.call(inspectUpload, look, { signal }),
      staleTime: 5 * 60_000,
      retry: false,
    })),
  });
}

function joinColumns(files: readonly Inspection[], shown: Inspection): Suggestion[] {
  const columns = new Map(shown.columns.map((column) => [column.header, column]));
  if (named.has(shown.format))
    for (const column of files.flatMap((file) => file.columns))
      if (!columns.has(column.header)) columns.set(column.header, column);
  return [...columns.values()];
}

/** The uploaded files as they are laid out, put together by layout, with what was said about each group. */
export function useGroups(
  uploads: readonly string[],
  source: string,
  before: {
    /** What holds for a layout of which nothing is said. */
    readonly start: GroupChoices | undefined;
    /** What was said before the page was loaded anew. */
    readonly said: Said | undefined;
  },
) {
  const { start = noChoices } = before;
  const [said, setSaid] = useState<Said>(before.said ?? {});
  const about = source === '' ? {} : { source };
  // How files are laid out does not hang on their source: nothing moves while that is typed.
  const guesses = useInspections(uploads.map((id) => ({ id, ...start.shape })));
  const files = guesses.map((guess, at) => ({ ...guess, upload: uploads[at] ?? '' }));
  const byLayout = new Map<string, Inspection[]>();
  for (const { data } of files)
    if (data !== undefined) byLayout.set(layoutOf(data), [...(byLayout.get(layoutOf(data)) ?? []), data]);
  const layouts = [...byLayout];
  const looks = layouts.map(([key, [first]]) => {
    const { shape, kind } = said[key] ?? start;
    return { id: first?.upload ?? '', ...about, ...(kind === undefined ? {} : { kind }), ...shape };
  });
  const shown = useInspections(looks);
  const groups = layouts.flatMap(([key, inspections], at): FileGroup[] => {
    const [first] = inspections;
    if (first === undefined) return [];
    const now = shown[at]?.data ?? first;
    const choices = said[key] ?? start;
    const columns = joinColumns(inspections, now);
    const { error = null, isPending = false } = shown[at] ?? {};
    return [{ key, files: inspections, shown: now, columns, choices, problem: error, reading: isPending }];
  });
  const choose = (key: string, part: Partial<GroupChoices>) =>
    setSaid((known) => ({ ...known, [key]: { ...(known[key] ?? start), ...part } }));
  return { files, groups, said, choose };
}

/** What a column is to become: what a person said, else the suggestion. */
export function choiceOf(
  { choices }: FileGroup,
  { header, field, unit, dateOrder, point, datum, country }: Suggestion,
): ColumnChoice {
  const said = choices.columns[header];
  if (said !== undefined) return said;
  if (field === null) return '';
  return {
    field,
    ...(unit ? { unit } : {}),
    ...(dateOrder ? { dateOrder } : {}),
    ...(point ? { point } : {}),
    ...(datum ? { datum } : {}),
    ...(country ? { country } : {}),
  };
}

/** The mapping of a group as the import takes it: every column is said. */
export function mappingOf(group: FileGroup): NamedMapping {
  return Object.fromEntries(group.columns.map((column) => [column.header, choiceOf(group, column)]));
}
