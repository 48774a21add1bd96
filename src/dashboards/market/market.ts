import { z } from 'zod';

import { createId, type Caller, type Seer } from '../../access/index.ts';
import { findNode, industryTree, isOpen, regionTree, type Field, type Kind } from '../../fields/index.ts';
import type { InsightStatus } from '../../insights/contract.ts';
import { addDays } from '../../lib/days.ts';
import type { Output, Parsed } from '../../lib/endpoint.ts';
import type { Bilingual } from '../../lib/problem.ts';
import type { Operational } from '../../store/operational/index.ts';
import { promptSettings, statement, type Warehouse } from '../../store/warehouse/index.ts';
import { placeParts } from '../places.ts';
import { readFirstDay, readSums } from '../sums.ts';
import { metricNotices } from '../notices.ts';
import type * as contract from './contract.ts';
import { marketNotices, noSuchSize, sameMarket, tooManySizes, wrongPart } from './notices.ts';
import { readPeriod } from './period.ts';
import { countRows, insertRow, listRows, removeRow, type SizeRow, updateRow } from './tables.ts';

interface MarketParts {
  readonly operational: Operational;
  readonly clock: () => Date;
  readonly warehouse: (workspace: string) => Promise<Warehouse>;
  /** The catalogue as the asker sees it. */
  readonly seen: (seer: Seer, kind: Kind) => Promise<readonly Field[]>;
  readonly status: (workspace: string) => Promise<InsightStatus>;
}

type Share = contract.MarketShare;
/** What was sold in the period of a row; null where the row may not be asked about. */
type Sales = readonly (number | null)[];

const mostSizes = 1_000;
const trees = { region: regionTree, industry: industryTree } as const;
const whole: Bilingual = { en: 'Whole market', zh: '整个市场' };

function nodeOf(dimension: 'region' | 'industry', part: string) {
  return findNode(trees[dimension], part);
}

function labelOf({ dimension, part }: Pick<SizeRow, 'dimension' | 'part'>): Bilingual {
  if (dimension === '') return whole;
  if (dimension === 'category') return { en: part, zh: part };
  const node = nodeOf(dimension, part);
  return node === undefined ? { en: part, zh: part } : node.name;
}

/** The code of a region or industry that may be written by its name; a category is as it was sent. */
function readPart({ dimension, part, kind }: Parsed<typeof contract.createMarketSize>): string {
  const isWhole = dimension === '';
  const isNowhere = dimension === 'industry' && kind === 'person';
  const known = isWhole || dimension === 'category' ? part : nodeOf(dimension, part)?.code;
  if (known === undefined || isNowhere || isWhole !== (part === '')) throw wrongPart(part, dimension);
  return known;
}

/** The rule of those whose sales count towards a row, whatever they bought. */
function partRule({ dimension, part }: SizeRow): unknown {
  return dimension === '' || dimension === 'category' ? { all: [] } : { field: dimension, under: part };
}

/** The rule of those who bought within the period of a row, and of its category where it is of one. */
function buyersRule(row: SizeRow): unknown {
  const { from, to } = readPeriod(row.period);
  const between = [from, addDays(to, -1)];
  if (row.dimension === 'category') return { bought: { between, category: row.part } };
  const bought = { bought: { between } };
  return row.dimension === '' ? bought : { all: [bought, partRule(row)] };
}

const byCategory = statement({
  name: 'market.categories',
  sql: `SELECT period, toFloat64(sum(l.amount)) AS sales
    FROM (
      SELECT category, amount, source, order, period FROM {db}.order_lines
      ARRAY JOIN {categories:Array(String)} AS wanted, arrayEnumerate({categories:Array(String)}) AS period
      WHERE movement != 'updated' AND category = wanted
    ) AS l
    INNER JOIN (
      SELECT source, order, any(ts) AS at FROM {db}.purchases WHERE kind = {kind:String} GROUP BY source, order
    ) AS p ON l.source = p.source AND l.order = p.order
    WHERE toDate(p.at) >= toDate({froms:Array(String)}[l.period]) AND toDate(p.at) < toDate({tos:Array(String)}[l.period])
    GROUP BY period`,
  row: z.object({ period: z.coerce.number(), sales: z.coerce.number() }),
  settings: promptSettings,
});

interface Asked {
  readonly kind: Kind;
  readonly catalogue: readonly Field[];
  readonly now: Date;
}

/** What was sold in the period of each row to the customers of its part. */
async function readSales(warehouse: Warehouse, rows: readonly SizeRow[], asked: Asked): Promise<Sales> {
  const { kind, catalogue } = asked;
  const open = new Set(catalogue.filter(isOpen).map(({ key }) => key));
  const mayAsk = ({ dimension }: SizeRow) =>
    dimension === '' || dimension === 'category' || open.has(dimension);
  const list = rows.map(({ period }) => readPeriod(period));
  const parts = [...new Map(rows.filter(mayAsk).map((row) => [partKey(row), row])).values()].filter(
    ({ dimension }) => dimension !== 'category',
  );
  const named = parts.map((row) => ({ key: partKey(row), label: labelOf(row), rule: partRule(row) }));
  const [sums, lines] = await Promise.all([
    parts.length === 0
      ? null
      : readSums(warehouse, { kind, list }, await placeParts(warehouse, named, asked)),
    readCategories(warehouse, rows, kind),
  ]);
  return rows.map((row, i) => {
    if (!mayAsk(row)) return null;
    if (row.dimension === 'category') return lines.get(i) ?? 0;
    return sums?.(i, named.findIndex(({ key }) => key === partKey(row)) + 1).sales ?? 0;
  });
}

const partKey = ({ dimension, part }: SizeRow) => `${dimension} ${part}`;

async function readCategories(
  warehouse: Warehouse,
  rows: readonly SizeRow[],
  kind: Kind,
): Promise<ReadonlyMap<number, number>> {
  const places = rows.flatMap(({ dimension }, i) => (dimension === 'category' ? [i] : []));
  if (places.length === 0) return new Map();
  const list = places.map((i) => readPeriod(rows[i]?.period ?? ''));
  const found = await warehouse.rows(byCategory, {
    kind,
    categories: places.map((i) => rows[i]?.part ?? ''),
    froms: list.map(({ from }) => from),
    tos: list.map(({ to }) => to),
  });
  return new Map(found.map(({ period, sales }) => [places[period - 1] ?? -1, sales]));
}

interface Known {
  readonly asOf: string | null;
  readonly first: string | null;
  readonly currency: string;
  readonly isMixed: boolean;
}

/** Why a row has no share, where it has none. */
function whyNone(row: SizeRow, sales: number | null, known: Known): Share['notice'] {
  const { from } = readPeriod(row.period);
  if (sales === null) return marketNotices.hidden();
  if (known.asOf === null) return metricNotices.notComputed();
  if (known.isMixed) return metricNotices.currencies();
  if (known.first === null || sales <= 0)
    return from >= known.asOf ? marketNotices.notBegun() : marketNotices.noSales();
  return row.currency === known.currency ? null : marketNotices.otherCurrency(known.currency, row.currency);
}

/** What to think of when reading a share. */
function whatToThinkOf(row: SizeRow, share: number, { asOf, first }: Known): Share['notice'] {
  const { from, to } = readPeriod(row.period);
  if (share > 1) return marketNotices.tooMuch();
  if (asOf !== null && to > asOf) return marketNotices.unfinished(addDays(asOf, -1));
  return first !== null && first > from ? marketNotices.late(first) : null;
}

function showRow(row: SizeRow, sales: number | null, known: Known): Share {
  const { id, period, dimension, part, size, currency, source } = row;
  const none = whyNone(row, sales, known);
  const share = none === null && sales !== null ? sales / size : null;
  return {
    id,
    period,
    dimension,
    part,
    label: labelOf(row),
    size,
    currency,
    source,
    owner: row.owner_name,
    updatedAt: row.updated_at,
    sales: known.isMixed || known.asOf === null ? null : sales,
    share,
    rule: sales === null ? null : buyersRule(row),
    notice: share === null ? none : whatToThinkOf(row, share, known),
  };
}

/** How large markets are, as people entered it, and what share of each is one's own. */
export function createMarket({ operational, clock, warehouse, seen, status }: MarketParts) {
  return {
    async list(caller: Caller, kind: Kind): Promise<Output<typeof contract.listMarketShares>> {
      const { workspace } = caller;
      const [rows, { asOf, result }] = await Promise.all([
        operational.rows(listRows, [workspace, kind]),
        status(workspace),
      ]);
      if (rows.length === 0) return { asOf, rows: [] };
      const open = await warehouse(workspace);
      const asked = { kind, catalogue: await seen(caller, kind), now: clock() };
      const isMixed = result?.notices.some(({ code }) => code === 'currencies') ?? false;
      const [sales, first] = await Promise.all([readSales(open, rows, asked), readFirstDay(open, kind)]);
      const known = { asOf, first, currency: result?.currency ?? '', isMixed };
      return { asOf, rows: rows.map((row, i) => showRow(row, sales[i] ?? null, known)) };
    },
    async create(caller: Caller, size: Parsed<typeof contract.createMarketSize>) {
      const part = readPart(size);
      const count = (await operational.row(countRows, [caller.workspace]))?.n ?? 0;
      if (count >= mostSizes) throw tooManySizes(mostSizes);
      const { kind, period, dimension } = size;
      const id = createId('mkt', clock());
      const figure = [size.size, size.currency, size.source, caller.name, clock()];
      const values = [id, caller.workspace, kind, period, dimension, part, ...figure];
      if ((await operational.row(insertRow, values)) === undefined) throw sameMarket(period);
      return { id };
    },
    async update(caller: Caller, { id, size, currency, source }: Parsed<typeof contract.updateMarketSize>) {
      const values = [caller.workspace, id, size, currency, source, caller.name, clock()];
      if ((await operational.row(updateRow, values)) === undefined) throw noSuchSize(id);
    },
    async remove(caller: Caller, id: string): Promise<void> {
      if ((await operational.row(removeRow, [caller.workspace, id])) === undefined) throw noSuchSize(id);
    },
  };
}

export type Market = ReturnType<typeof createMarket>;
