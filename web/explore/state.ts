import { z } from 'zod';
import { kinds, type Kind } from '../../src/fields/types.ts';
import { everyone, type RuleJson } from './rule.ts';

/** A column as the reader has set it; null for the width that its type has. */
export interface ShownColumn {
  readonly key: string;
  readonly width: number | null;
  readonly pinned: boolean;
}

export interface SortedBy {
  readonly field: string;
  readonly direction: 'asc' | 'desc';
}

export const tabs = ['grid', 'charts'] as const;

/** All that the page shows, and all that its address says. */
export interface ExploreState {
  readonly kind: Kind;
  readonly rule: RuleJson;
  readonly words: string;
  readonly sort: readonly SortedBy[];
  /** Null for those that everybody begins with. */
  readonly columns: readonly ShownColumn[] | null;
  readonly view: string | null;
  /** The profile beside the list. */
  readonly open: string | null;
  readonly tab: (typeof tabs)[number];
}

/** Everybody of a kind: what was asked of the other kind, and how, goes. */
export function everybodyOf(kind: Kind): Partial<ExploreState> {
  return { kind, rule: everyone, sort: [], columns: null, view: null, open: null };
}

/** What an address says, and what of it could not be read. */
export interface Address {
  readonly state: ExploreState;
  /** It names a view and nothing else: all is as the view was saved. */
  readonly asSaved: boolean;
  /** Its rule is no JSON: what it meant is not shown. */
  readonly broken: boolean;
}

export const narrowest = 56;
export const widest = 800;

/** Longer addresses are none that this page has written. */
const longest = 60_000;

/** A field, something of the profile itself, or a computed value (`_value.spend`). */
const key = z.string().regex(/^(?:_value\.)?_?[a-z][a-z0-9_]{0,63}$/);
const id = z.string().regex(/^[a-z]{2,8}_[0-9a-zA-Z_-]{1,64}$/);
const words = z.string().max(1_000);
const sorted = z.object({ field: key, direction: z.enum(['asc', 'desc']) });
const column = z.object({
  key,
  width: z.coerce.number().int().min(narrowest).max(widest).nullable(),
  pinned: z.boolean(),
});

function pieces(text: string | null, most: number): string[] {
  return text === null ? [] : text.slice(0, longest).split(',').slice(0, most);
}

/** What of a list can be read; the first of those that say the same thing. */
function readList<T>(read: readonly (T | undefined)[], keyOf: (value: T) => string): T[] {
  const found = new Map<string, T>();
  for (const value of read)
    if (value !== undefined && !found.has(keyOf(value))) found.set(keyOf(value), value);
  return [...found.values()];
}

function readSort(text: string | null): SortedBy[] {
  const read = pieces(text, 3).map((piece) => {
    const [field, direction = 'asc'] = piece.split(':');
    return sorted.safeParse({ field, direction }).data;
  });
  return readList(read, ({ field }) => field);
}

/** `name:260:p,region,employees:120` */
function readColumns(text: string | null): ShownColumn[] | null {
  const read = pieces(text, 300).map((piece) => {
    const [key, width, pinned] = piece.split(':');
    const known = width === undefined || width === '' ? null : width;
    return (
      column.safeParse({ key, width: known, pinned: pinned === 'p' }).data ??
      column.safeParse({ key, width: null, pinned: pinned === 'p' }).data
    );
  });
  const columns = readList(read, ({ key }) => key);
  return columns.length === 0 ? null : columns;
}

function readRule(text: string | null): RuleJson | undefined {
  if (text === null) return everyone;
  if (text.length > longest) return undefined;
  try {
    return z.record(z.string(), z.json()).parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Reads an address; what of it makes no sense is left out. */
export function readAddress(search: URLSearchParams): Address {
  const rule = readRule(search.get('rule'));
  const view = id.safeParse(search.get('view')).data ?? null;
  return {
    state: {
      kind: kinds.find((one) => one === search.get('kind')) ?? 'organization',
      rule: rule ?? everyone,
      words: words.safeParse(search.get('q')).data ?? '',
      sort: readSort(search.get('sort')),
      columns: readColumns(search.get('cols')),
      view,
      open: id.safeParse(search.get('open')).data ?? null,
      tab: tabs.find((one) => one === search.get('tab')) ?? 'grid',
    },
    asSaved: view !== null && ['rule', 'q', 'sort', 'cols'].every((name) => !search.has(name)),
    broken: rule === undefined,
  };
}

function writeColumn({ key, width, pinned }: ShownColumn): string {
  if (pinned) return `${key}:${width ?? ''}:p`;
  return width === null ? key : `${key}:${width}`;
}

/** The address of a state; reading it gives the same state. */
export function writeAddress(state: ExploreState): URLSearchParams {
  const rule = JSON.stringify(state.rule);
  // Beside a view the rule always stands there, or the address would mean the view as it was saved.
  const saysRule = state.view !== null || rule !== JSON.stringify(everyone);
  const parts: Readonly<Record<string, string | null>> = {
    kind: state.kind === 'organization' ? null : state.kind,
    view: state.view,
    q: state.words || null,
    rule: saysRule ? rule : null,
    sort: state.sort.map(({ field, direction }) => `${field}:${direction}`).join(',') || null,
    cols: state.columns === null ? null : state.columns.map(writeColumn).join(','),
    open: state.open,
    tab: state.tab === 'grid' ? null : state.tab,
  };
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parts)) if (value !== null) search.set(name, value);
  return search;
}
