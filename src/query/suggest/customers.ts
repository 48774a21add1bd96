import { z } from 'zod';

import {
  type Field,
  industryTree,
  isOpen,
  type Kind,
  nodeOfStorage,
  presentField,
  regionTree,
} from '../../fields/index.ts';
import type { Bilingual } from '../../lib/problem.ts';
import { profileId } from '../../lib/profile-id.ts';
import { foldText } from '../../lib/text-fold.ts';
import { searchedFields } from '../../profiles/index.ts';
import { statement, type Warehouse } from '../../store/warehouse/index.ts';
import { withColumns } from '../columns.ts';
import { compilePlan } from '../compile.ts';
import { textNode } from '../nodes/text.ts';
import { profileTable } from '../request.ts';
import { orderBy, sortColumns } from '../sort.ts';

/** A customer that typed text may mean. */
export interface SuggestedCustomer {
  readonly id: string;
  readonly name: string;
  readonly region: Bilingual | null;
  readonly industry: Bilingual | null;
}

/** Profiles of a kind, as somebody sees them, and the columns that their table has. */
export interface SeenTable {
  readonly kind: Kind;
  readonly catalogue: readonly Field[];
  readonly columns: ReadonlySet<string>;
}

/** Who types is shown what was found by then: a character that hardly any name has must not be looked for in all of them. */
const patienceSeconds = 0.2;
/** Where not a single one was found by then, as on a busy machine, it is worth waiting this long. */
const longestSeconds = 1;
/** Of more than are shown, those whose name begins with the text come first. */
const looked = 24;
const mostWords = 8;

const row = z.object({
  _no: z.coerce.number(),
  name: z.string(),
  region: z.coerce.number(),
  industry: z.coerce.number(),
});

/** The customers whose names, or what they sound like, hold every word of a text. */
export async function suggestCustomers(
  warehouse: Warehouse,
  { kind, catalogue, columns }: SeenTable,
  { text, limit, seconds = patienceSeconds }: { text: string; limit: number; seconds?: number | undefined },
): Promise<SuggestedCustomer[]> {
  const words = foldText(text).trim().split(/\s+/u).slice(0, mostWords).join(' ');
  const fields = new Map(catalogue.map((field) => [field.key, field]));
  const named = fields.get('name');
  if (words === '' || named === undefined) return [];
  // Of the fields that names are searched in, the words mean names alone, no places, trades or numbers.
  const plan = textNode.plan({ text: words }, '', {
    kind,
    catalogue: searchedFields(kind, catalogue),
    now: new Date(0),
  });
  const condition = compilePlan(withColumns(plan, columns));
  const find = statement({
    name: 'query.suggest',
    sql: `SELECT _no, name, region, industry
FROM ${profileTable(kind)}
WHERE ${condition.sql}
ORDER BY ${orderBy(sortColumns([], { kind, catalogue }, columns))}
LIMIT ${looked}`,
    row,
    settings: {
      max_execution_time: seconds,
      timeout_overflow_mode: 'break',
      use_top_k_dynamic_filtering: 0,
    },
  });
  const began = performance.now();
  const found = await warehouse.rows(find, condition.parameters);
  const isCut = performance.now() - began >= seconds * 1_000;
  if (found.length === 0 && isCut && seconds < longestSeconds) {
    return suggestCustomers(
      warehouse,
      { kind, catalogue, columns },
      { text, limit, seconds: longestSeconds },
    );
  }
  const [first = ''] = words.split(' ');
  const begins = ({ name }: { name: string }) => (foldText(name).startsWith(first) ? 0 : 1);
  return found
    .filter(({ name }) => name !== '')
    .toSorted((a, b) => begins(a) - begins(b))
    .slice(0, limit)
    .map(({ _no, name, region, industry }) => ({
      id: profileId(kind, _no),
      name: shownName(named, name),
      region: isSeen(fields.get('region')) ? (nodeOfStorage(regionTree, region)?.name ?? null) : null,
      industry: isSeen(fields.get('industry')) ? (nodeOfStorage(industryTree, industry)?.name ?? null) : null,
    }));
}

function shownName(field: Field, name: string): string {
  const shown = presentField(field, { name });
  return typeof shown === 'string' ? shown : '';
}

function isSeen(field: Field | undefined): boolean {
  return field !== undefined && isOpen(field);
}
