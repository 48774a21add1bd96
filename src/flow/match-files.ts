import { rm } from 'node:fs/promises';
import { basename } from 'node:path';

import { catalogue, matchHeaders, type Kind } from '../fields/index.ts';
import { attributesOf, type FieldSource, type MatchInput } from '../identity/index.ts';
import { inspectFile, spoolFile } from '../sources/index.ts';
import { command, type Warehouse } from '../store/warehouse/index.ts';

/** A file whose rows are to be compared. */
export interface MatchFile {
  readonly path: string;
  readonly name?: string;
}

export interface LoadFiles {
  /** One file, whose rows are compared with each other, or two, whose rows are compared across. */
  readonly files: readonly MatchFile[];
  /** Where chunks lie for a moment. */
  readonly directory: string;
  /** The table that the rows go to: (no, side, line, cells). */
  readonly table: string;
  /** Headers of columns that matching must not see. */
  readonly hidden?: readonly string[];
  readonly signal?: AbortSignal;
}

interface LoadedFile {
  readonly kind: Kind;
  readonly headers: readonly string[];
  /** Field → place of its column, from 0. */
  readonly fields: ReadonlyMap<string, number>;
}

/**
 * Reads files into a table of the warehouse and says how their rows are compared: by the fields that their headers mean.
 * Of two files only fields count that both have.
 */
export async function loadFiles(
  warehouse: Warehouse,
  load: LoadFiles,
): Promise<{ input: MatchInput; headers: readonly (readonly string[])[]; compared: readonly string[] }> {
  await warehouse.run(command('match.files.drop', `DROP TABLE IF EXISTS {db}.${load.table} SYNC`));
  await warehouse.run(
    command(
      'match.files',
      `CREATE TABLE {db}.${load.table} (no UInt32, side UInt8, line UInt32, cells Array(String)) ENGINE = MergeTree ORDER BY no`,
    ),
  );
  const loaded: LoadedFile[] = [];
  let rows = 0;
  for (const [side, file] of load.files.entries()) {
    const one = await loadFile(warehouse, load, { file, side, first: rows + 1 });
    loaded.push(one);
    rows += one.rows;
  }
  const [first] = loaded;
  const kind = first?.kind ?? 'person';
  const shared = [...(first?.fields.keys() ?? [])].filter((key) =>
    loaded.every(({ fields }) => fields.has(key)),
  );
  const fields = catalogue(kind).filter(({ key }) => shared.includes(key));
  const sources = fields.map((field): FieldSource => {
    const places = loaded.map(({ fields: places }) => (places.get(field.key) ?? 0) + 1);
    const place = places.length === 1 ? `${places[0]}` : `if(side = 0, ${places[0]}, ${places[1]})`;
    return { field: { ...field, type: 'text', many: false }, sql: `cells[${place}]` };
  });
  const attributes = attributesOf(kind, sources);
  return {
    input: { from: `{db}.${load.table}`, attributes, sided: load.files.length > 1 },
    headers: loaded.map(({ headers }) => headers),
    compared: attributes.map(({ key }) => key),
  };
}

async function loadFile(
  warehouse: Warehouse,
  { directory, table, hidden = [], signal }: LoadFiles,
  { file, side, first }: { file: MatchFile; side: number; first: number },
): Promise<LoadedFile & { rows: number }> {
  const name = file.name ?? basename(file.path);
  const shape = await inspectFile(file.path, {}, name);
  const matched = matchHeaders(shape.headers, shape.samples);
  const fields = new Map(
    matched.columns.flatMap(({ field, column, header }) =>
      field === null || hidden.includes(header) ? [] : [[field.key, column] as const],
    ),
  );
  let rows = 0;
  const options = { directory, shape };
  for await (const chunk of spoolFile(
    file.path,
    options,
    signal === undefined ? { name } : { name, signal },
  )) {
    await warehouse.run(
      command(
        'match.files.rows',
        `INSERT INTO {db}.${table} SELECT toUInt32(${first + rows} + rowNumberInAllBlocks()), ${side}, line, cells FROM {rows}`,
        { max_threads: 1 },
      ),
      {},
      {
        paths: [chunk.path],
        format: 'RowBinary',
        structure: 'line UInt32, cells Array(String), hints Array(String)',
      },
    );
    rows += chunk.rows;
    for (const path of [chunk.path, chunk.rejectsPath]) if (path !== null) await rm(path, { force: true });
  }
  return { kind: matched.kind, headers: shape.headers, fields, rows };
}
