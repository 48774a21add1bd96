import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
  catalogue,
  catalogueColumns,
  type Field,
  type Kind,
  storeDay,
  type StoredColumn,
} from '../fields/index.ts';
import { codeInitials, codeSyllables } from '../lib/pinyin.ts';
import { foldText } from '../lib/text-fold.ts';
import { searchColumns } from '../profiles/index.ts';
import { addFieldColumns } from '../records/index.ts';
import {
  migrateWarehouse,
  openWarehouse,
  quoteText,
  readWarehouseMigrations,
  scopeWarehouse,
  type Warehouse,
  type WarehouseEngine,
} from '../store/warehouse/index.ts';

/** A profile as a test writes it: columns by name; what is left out is empty. */
export type TestRow = Readonly<Record<string, unknown>> & { readonly _no: number };

/** Fields of a workspace's own, of types that the catalogue has few of. */
const ownFields: readonly Field[] = [
  makeField('is_key_account', 'boolean', { zh: '重点客户', en: 'Key account' }),
  makeField('score', 'number', { zh: '评分', en: 'Score' }),
];

function makeField(key: string, type: Field['type'], label: Field['label']): Field {
  const common = {
    domain: 'basic',
    sensitivity: 'internal',
    survivorship: 'trust',
    identifier: 'none',
  } as const;
  return {
    key,
    type,
    label,
    kinds: ['organization', 'person'],
    many: false,
    synonyms: [],
    custom: true,
    ...common,
  };
}

/** The catalogue that these tests ask: the built-in fields and two more. */
export function testCatalogue(kind: Kind): readonly Field[] {
  return catalogue(kind, ownFields);
}

/** An engine in a directory of its own, with its workspaces; `close` removes everything. */
export interface TestStore {
  readonly directory: string;
  openWorkspace(number: number): Promise<Warehouse>;
  insert(warehouse: Warehouse, kind: Kind, rows: readonly TestRow[]): Promise<void>;
  close(): Promise<void>;
}

export async function openTestStore(): Promise<TestStore> {
  const directory = await mkdtemp(join(tmpdir(), 'clientele-query-'));
  const url = process.env['TEST_CLICKHOUSE_URL'] ?? null;
  const engine = await openWarehouse({ url, cluster: null, directory: join(directory, 'warehouse') });
  const base = url === null ? 0 : 700_000 + (process.pid % 1_000) * 100;
  return {
    directory,
    async openWorkspace(number) {
      const warehouse = scopeWarehouse(engine, base + number);
      await act(engine, `DROP DATABASE IF EXISTS ${warehouse.database}`);
      await migrateWarehouse(
        engine,
        warehouse.database,
        await readWarehouseMigrations('migrations/warehouse'),
      );
      return warehouse;
    },
    async insert(warehouse, kind, rows) {
      const fields = namedFields(kind, rows);
      await addFieldColumns(warehouse, kind, fields);
      await insertRows(engine, `${warehouse.database}.profiles_${kind}`, { kind, fields, rows });
    },
    async close() {
      await engine.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function act(engine: WarehouseEngine, sql: string): Promise<void> {
  return engine.act({ sql, parameters: {}, lane: 'bulk' });
}

const systemColumns: readonly StoredColumn[] = [
  { name: '_no', type: 'UInt32' },
  { name: 'region', type: 'UInt32' },
  { name: 'industry', type: 'UInt16' },
  { name: '_sources', type: 'Array(String)' },
  { name: '_invalid', type: 'Array(String)' },
  { name: '_completeness', type: 'UInt8' },
  { name: '_updated', type: "DateTime('UTC')" },
];

interface Insertion {
  readonly kind: Kind;
  readonly fields: readonly Field[];
  readonly rows: readonly TestRow[];
}

/** The fields that rows name, but for the two that every table has. */
function namedFields(kind: Kind, rows: readonly TestRow[]): readonly Field[] {
  const named = new Set(rows.flatMap((row) => Object.keys(row)));
  return testCatalogue(kind).filter(({ key }) => named.has(key) && key !== 'region' && key !== 'industry');
}

/** Adds rows with what search looks into, made as the profile stage makes it. */
async function insertRows(
  engine: WarehouseEngine,
  table: string,
  { kind, fields, rows }: Insertion,
): Promise<void> {
  const all = [...systemColumns, ...catalogueColumns(fields)];
  const derived = searchColumns(kind, fields);
  const names = all.map(({ name }) => name).join(', ');
  const structure = quoteText(all.map(({ name, type }) => `${name} ${type}`).join(', '));
  for (let from = 0; from < rows.length; from += 50) {
    const lines = rows.slice(from, from + 50).map((row) => JSON.stringify(storeDays(row, fields)));
    await act(
      engine,
      `INSERT INTO ${table} (${names}, ${derived.map(([name]) => name).join(', ')})
      SELECT ${names}, ${derived.map(([, sql]) => sql).join(', ')}
      FROM format(JSONEachRow, ${structure}, ${quoteText(lines.join('\n'))})`,
    );
  }
}

/** Tests write days as people do. */
function storeDays(row: TestRow, fields: readonly Field[]): Readonly<Record<string, unknown>> {
  const days = fields.flatMap(({ key, type }) =>
    type === 'date' && typeof row[key] === 'string' ? [key] : [],
  );
  return { ...row, ...Object.fromEntries(days.map((key) => [key, storeDay(String(row[key]))])) };
}

const searchedKeys = ['name', 'former_names', 'short_name', 'legal_representative', 'products'];

/** All that search looks into for a row. */
export function searchTextOf(row: TestRow): string {
  const words = foldText(searchedKeys.map((key) => textOf(row[key])).join('\n'));
  const coded = codeSyllables(words);
  return [words, coded, codeInitials(coded)].join('\n');
}

function textOf(value: unknown): string {
  return Array.isArray(value) ? value.join('\n') : typeof value === 'string' ? value : '';
}
