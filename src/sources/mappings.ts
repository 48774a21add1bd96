import { createHash } from 'node:crypto';

import { z } from 'zod';

import { catalogue, guessHomeland, matchHeaders, type Field, type Kind } from '../fields/index.ts';
import { currencyOf } from '../lib/country.ts';
import { jsonText, statement, type Operational } from '../store/operational/index.ts';
import { mappedColumn, type MappedColumn, type NamedMapping } from './contract.ts';
import type { FileShape, FileWarning } from './files/index.ts';
import { guessScale } from './guess-scale.ts';
import { readUnit } from './header-unit.ts';
import { applyNamed } from './named-mapping.ts';

/** How a file's columns go to fields, and whose fields they are. */
export interface FileMapping {
  readonly kind: Kind;
  readonly kindConfidence: number;
  readonly columns: readonly MappedColumn[];
  /** The guess for every column, for people to look at. */
  readonly matches: ReturnType<typeof matchHeaders>['columns'];
  readonly remembered: boolean;
  /** What the guess took for granted, and people should look at. */
  readonly warnings: readonly FileWarning[];
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
  /** Header → field or '' (leave out), as a person wrote it. */
  readonly named: Readonly<NamedMapping> | undefined;
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
      const meant =
        known === undefined
          ? guessScale(
              guess.columns.flatMap((match) => guessColumn(match, homeland)),
              shape,
            )
          : { columns: known.mapping, warnings: [] };
      const base = meant.columns;
      const kind = wish.kind ?? known?.kind ?? guess.kind;
      const fields = catalogue(kind, wish.customFields);
      return {
        kind,
        kindConfidence: known === undefined ? guess.kindConfidence : 1,
        columns:
          wish.named === undefined ? base : applyNamed(base, wish.named, { headers: shape.headers, fields }),
        matches: guess.columns,
        remembered: known !== undefined,
        warnings: meant.warnings,
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
  const { unit, dateOrder, coordinates } = match;
  return [
    {
      column: match.column,
      field: match.field.key,
      ...(unit === null ? {} : { unit: readUnit(unit) }),
      ...(dateOrder === null ? {} : { dateOrder }),
      ...coordinates,
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
