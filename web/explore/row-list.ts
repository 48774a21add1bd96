import { useState } from 'react';
import { queryProfiles } from '../../src/query/contract.ts';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import { extentOf, pageOfRow, pageSize, rowOfLine, type Extent, type PagePlace } from './extent.ts';
import { useRowPages, type LoadedRows, type Page, type Question, type Row } from './row-pages.ts';

/** The rows of a question, of which some have come. */
export interface RowList extends Pick<LoadedRows, 'waiting' | 'error' | 'retry' | 'shown'> {
  readonly extent: Extent;
  /** True once anything has come. */
  readonly begun: boolean;
  /** How many there are, exactly; null until that is known. */
  readonly total: number | null;
  readonly rowAt: (row: number) => Row | undefined;
  /** The ids of the rows from one to another, both included. */
  readonly idsBetween: (first: number, last: number) => Promise<string[]>;
  /** Says which lines are in sight, so that their rows come. */
  readonly showLines: (first: number, last: number) => void;
}

const firstPlace: PagePlace = { from: 'start', page: 0 };

/** The exact number of those who fit, asked for when the first rows are there. */
function useTotal({ kind, rule }: Question, first: Page | undefined): number | null {
  const answer = useEndpoint(
    queryProfiles,
    { kind, rule, limit: 0 },
    { enabled: first !== undefined && first.next !== null },
  );
  if (first?.next === null) return first.rows.length;
  return answer.data?.total ?? null;
}

interface Window {
  readonly first: number;
  readonly last: number;
}

/** The pages that hold some lines, with the one that comes next, and those of a row and its neighbours. */
function placesOf({ first, last }: Window, near: number | null, extent: Extent): PagePlace[] {
  const lines = [first, (first + last) >> 1, last, last + pageSize / 2];
  const rows = lines.map((line) => rowOfLine(Math.min(line, extent.count - 1), extent) ?? 0);
  const beside = near === null ? [] : [near - 1, near, near + 1];
  const wanted = [...rows, ...beside].filter((row) => row >= 0 && row < extent.rows);
  const places = new Map<string, PagePlace>();
  for (const row of wanted) {
    const { from, page } = pageOfRow(row, extent);
    places.set(`${from}${page}`, { from, page });
  }
  return places.size === 0 ? [firstPlace] : [...places.values()];
}

function samePlaces(one: readonly PagePlace[], other: readonly PagePlace[]): boolean {
  return (
    one.length === other.length &&
    one.every((place, i) => place.from === other[i]?.from && place.page === other[i]?.page)
  );
}

const start: Window = { first: 0, last: 50 };

/** Lines come into sight one by one, and rows by the hundred: the list is told of so many lines at a time. */
const toldAtOnce = 25;

function roughly({ first, last }: Window): Window {
  return {
    first: Math.floor(first / toldAtOnce) * toldAtOnce,
    last: Math.ceil(last / toldAtOnce) * toldAtOnce,
  };
}

/** How many rows are known to be there without a count. */
function countLoaded(places: readonly PagePlace[], pageAt: LoadedRows['pageAt']): number {
  const ends = places.map((place) =>
    place.from === 'start' ? place.page * pageSize + (pageAt(place)?.rows.length ?? 0) : 0,
  );
  return Math.max(...ends);
}

/** The ids of rows, page by page. */
async function readIds(
  { first, last }: Window,
  extent: Extent,
  fetchPage: LoadedRows['fetchPage'],
): Promise<string[]> {
  const ids: string[] = [];
  let place: PagePlace | null = null;
  let page: Page | null = null;
  for (let row = first; row <= Math.min(last, extent.rows - 1); row += 1) {
    const next = pageOfRow(row, extent);
    if (page === null || place?.from !== next.from || place.page !== next.page) page = await fetchPage(next);
    place = next;
    const id = page.rows[next.at]?.id;
    if (id !== undefined) ids.push(id);
  }
  return ids;
}

/** Rows of a question as far as they are in sight; `near` is a row whose neighbours are wanted too. */
export function useRowList(question: Question, rowHeight: number, near: number | null): RowList {
  const [places, setPlaces] = useState<readonly PagePlace[]>([firstPlace]);
  const [lines, setLines] = useState(start);
  const pages = useRowPages(question, places);
  const { shown, pageAt } = pages;
  const [loaded, setLoaded] = useState({ shown, count: 0 });
  const total = useTotal(shown, pageAt(firstPlace));
  const count = Math.max(loaded.shown === shown ? loaded.count : 0, countLoaded(places, pageAt));
  if (loaded.shown !== shown || loaded.count !== count) setLoaded({ shown, count });
  const extent = extentOf({ total, loaded: count }, rowHeight);
  const wanted = placesOf(lines, near, extent);
  if (!samePlaces(places, wanted)) setPlaces(wanted);
  return {
    ...pages,
    extent,
    total,
    begun: count > 0 || total !== null,
    rowAt(row) {
      const { at, ...place } = pageOfRow(row, extent);
      return pageAt(place)?.rows[at];
    },
    idsBetween: (first, last) => readIds({ first, last }, extent, pages.fetchPage),
    showLines: (first, last) => {
      const next = roughly({ first, last });
      if (next.first !== lines.first || next.last !== lines.last) setLines(next);
    },
  };
}
