import { createHash } from 'node:crypto';

import { z } from 'zod';

import { guessHomeland, matchHeaders, type Field, type Kind } from '../fields/index.ts';
import { currencyOf } from '../lib/country.ts';
import { Problem } from '../lib/problem.ts';
import { jsonText, statement, type Operational } from '../store/operational/index.ts';
import { mappedColumn } from './contract.ts';
import type { FileShape } from './files/index.ts';

export type MappedColumn = z.infer<typeof mappedColumn>;

/** How a file's columns go to fields, and whose fields they are. */
export interface FileMapping {
  readonly kind: Kind;
  readonly kindConfidence: number;
  readonly columns: readonly MappedColumn[];
  /** The guess for every column, for people to look at. */
  readonly matches: ReturnType<typeof matchHeaders>['columns'];
  readonly remembered: boolean;
}

const rememberedRow = z.object({ kind: z.enum(['organization', 'person']), mapping: z.array(mappedColumn) });

const statements = {
  get: statement({
    name: 'mappings.get',
    sql: 'SELECT kind, mapping FROM mappings WHERE workspace = $1 AND source = $2 AND headers_hash = $3',
    row: rememberedRow,
  }),
  save: statement({
    name: 'mappings.save',
    sql: `INSERT INTO mappings (workspace, source, headers_hash, kind, mapping, used_at) VALUES ($1, $2, $3, $4, $5::jsonb, $6)
    ON CONFLICT (workspace, source, headers_hash) DO UPDATE SET kind = excluded.kind, mapping = excluded.mapping, used_at = excluded.used_at`,
    row: z.object({}),
  }),
};

function hashHeaders(headers: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(headers)).digest('base64url');
}

interface Wish {
  readonly workspace: string;
  readonly source: string | undefined;
  readonly kind: Kind | undefined;
  /** Header → field key or '' (leave out), as a person wrote it. */
  readonly named: Readonly<Record<string, string>> | undefined;
  readonly customFields: readonly Field[];
}

/** The mappings that sources used last. */
export function openMappings(operational: Operational, clock: () => Date) {
  /** What the source used last for this header, unless a person wants another kind now. */
  const recall = async ({ workspace, source, kind }: Wish, headers: readonly string[]) => {
    if (source === undefined) return undefined;
    const known = await operational.row(statements.get, [workspace, source, hashHeaders(headers)]);
    return kind === undefined || kind === known?.kind ? known : undefined;
  };
  return {
    /**
     * Matches a file's columns: what a person said, else what this source used last for the same header, else the guess.
     * Problem: `import.mapping`.
     */
    async match(shape: FileShape, wish: Wish): Promise<FileMapping> {
      const guess = matchHeaders(shape.headers, shape.samples, {
        ...(wish.kind === undefined ? {} : { kind: wish.kind }),
        customFields: wish.customFields,
      });
      const known = await recall(wish, shape.headers);
      const homeland = guessHomeland(guess.columns, shape.samples);
      const base = known?.mapping ?? guess.columns.flatMap((match) => guessColumn(match, homeland));
      return {
        kind: wish.kind ?? known?.kind ?? guess.kind,
        kindConfidence: known === undefined ? guess.kindConfidence : 1,
        columns: wish.named === undefined ? base : applyNamed(base, wish.named, shape.headers),
        matches: guess.columns,
        remembered: known !== undefined,
      };
    },
    /** Keeps a mapping for the source's next file with this header. */
    async save(
      workspace: string,
      source: string,
      file: { headers: readonly string[]; kind: Kind; columns: readonly MappedColumn[] },
    ): Promise<void> {
      await operational.run(statements.save, [
        workspace,
        source,
        hashHeaders(file.headers),
        file.kind,
        jsonText(file.columns),
        clock(),
      ]);
    },
  };
}

export type Mappings = ReturnType<typeof openMappings>;

type Match = ReturnType<typeof matchHeaders>['columns'][number];

/** What a column means, by its header and, for what the header leaves open, by the country that the file is from. */
function guessColumn(match: Match, homeland: string | undefined): MappedColumn[] {
  if (match.field === null) return [];
  const { unit, dateOrder } = match;
  return [
    {
      column: match.column,
      field: match.field.key,
      ...(unit === null ? {} : { unit: readUnit(unit) }),
      ...(dateOrder === null ? {} : { dateOrder }),
      ...(homeland === undefined ? {} : meanAt(homeland, { ...match, type: match.field.type })),
    },
  ];
}

/** What numbers, amounts and dates mean in a country, as far as the column does not say it itself. */
function meanAt(
  homeland: string,
  { type, unit, dateOrder }: Match & { readonly type: Field['type'] },
): Partial<MappedColumn> {
  if (type === 'phone') return { country: homeland };
  if (type === 'date') return dateOrder === null && homeland === 'US' ? { dateOrder: 'mdy' } : {};
  const currency = type === 'money' ? currencyOf(homeland) : undefined;
  return currency === undefined ? {} : { unit: { currency, ...(unit === null ? {} : readUnit(unit)) } };
}

const unitFactors: readonly (readonly [pattern: RegExp, factor: number])[] = [
  [/百万|millions?|mm\b/i, 1e6],
  [/千万/, 1e7],
  [/亿|億/, 1e8],
  [/billions?|bn\b/i, 1e9],
  [/万|萬/, 1e4],
  [/千|thousands?/i, 1e3],
];

const unitCurrencies: readonly (readonly [pattern: RegExp, currency: string])[] = [
  [/美元|美金|usd|\$/i, 'USD'],
  [/欧元|eur|€/i, 'EUR'],
  [/港元|港币|hkd/i, 'HKD'],
  [/日元|jpy/i, 'JPY'],
  [/英镑|gbp|£/i, 'GBP'],
  [/人民币|元|rmb|cny|¥|￥/i, 'CNY'],
];

/** What a unit in a header means for numbers that carry none: 万元 → factor 10,000, CNY; "in millions" → 1,000,000. */
function readUnit(unit: string): { factor?: number; currency?: string } {
  const factor = unitFactors.find(([pattern]) => pattern.test(unit))?.[1];
  const currency = unitCurrencies.find(([pattern]) => pattern.test(unit))?.[1];
  return { ...(factor === undefined ? {} : { factor }), ...(currency === undefined ? {} : { currency }) };
}

function applyNamed(
  base: readonly MappedColumn[],
  named: Readonly<Record<string, string>>,
  headers: readonly string[],
): MappedColumn[] {
  const unknown = Object.keys(named).filter((header) => !headers.includes(header));
  if (unknown.length > 0) {
    throw new Problem(
      'import.mapping',
      {
        en: 'The mapping names columns that the file does not have: {unknown}. The file has: {headers}.',
        zh: '映射中的列在文件中不存在：{unknown}。文件中的列：{headers}。',
      },
      { unknown: unknown.slice(0, 10).join(', '), headers: headers.slice(0, 50).join(', ') },
    );
  }
  const kept = base.filter(({ column }) => named[headers[column] ?? ''] === undefined);
  const said = Object.entries(named).flatMap(([header, field]) =>
    field === ''
      ? []
      : [
          {
            ...base.find(({ column, field: known }) => headers[column] === header && known === field),
            column: headers.indexOf(header),
            field,
          },
        ],
  );
  return [...kept, ...said].sort((a, b) => a.column - b.column);
}
