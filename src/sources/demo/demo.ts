import { mkdir, rm } from 'node:fs/promises';
import { join, parse } from 'node:path';
import type { Kind } from '../../fields/types.ts';
import { Problem } from '../../lib/problem.ts';
import { writeDelimited } from './delimited.ts';
import { writeOrders } from './orders.ts';
import { writeReviews } from './reviews.ts';
import { numberOfDay } from './people.ts';
import { lastDay } from './person.ts';
import { explainFailure, parseOptions, type DemoOptions, type ParsedOptions } from './options.ts';
import type { Encoding } from './page.ts';
import type { RowCounts, RowOptions } from './rows.ts';
import { scenarios, type Scenario, type ScenarioSource } from './scenarios.data.ts';
import { benchCells, contents, known, listOrganizations, type Contents } from './tables.ts';
import { sheetRows, writeWorkbook } from './workbook.ts';

/** One file that was written. `rows` counts data rows, headers not included. */
export interface WrittenFile {
  readonly path: string;
  /** The name of the source in the scenario. */
  readonly source: string;
  readonly kind: Kind;
  readonly rows: number;
  readonly bytes: number;
  readonly encoding: Encoding;
}

/** What customers of a source did, in a file of its own. */
export interface ShopFile {
  readonly path: string;
  readonly source: string;
  readonly rows: number;
}

export interface WrittenScenario {
  readonly files: readonly WrittenFile[];
  /** What the customers of a source bought, where the scenario has that: `rows` lines. */
  readonly orders?: ShopFile;
  /** What they say of it: `rows` texts. */
  readonly reviews?: ShopFile;
}

/** A file of organisations that was written, with what was planted in it. */
export interface WrittenOrganizations extends Readonly<RowCounts> {
  readonly path: string;
  readonly bytes: number;
  readonly encoding: Encoding;
}

export interface ScenarioOptions extends DemoOptions {
  readonly directory: string;
}

export interface OrganizationOptions extends DemoOptions {
  /** Which of the twelve columns, by header, in this order; all when left out. */
  readonly columns?: readonly string[];
}

/** The headers that `writeOrganizations` knows, in the order in which it writes them unless told otherwise. */
export const organizationHeaders: readonly string[] = Object.keys(benchCells(0));

function findScenario(name: string): Scenario {
  const found = scenarios.find((scenario) => scenario.name === name);
  if (found !== undefined) return found;
  throw new Problem(
    'demo.scenario',
    {
      en: 'There is no demo scenario "{name}". Choose one of: {names}.',
      zh: '没有名为“{name}”的演示场景，可选：{names}。',
    },
    { name, names: scenarios.map((scenario) => scenario.name).join(', ') },
  );
}

/** Rows per source by share; what rounding leaves goes to the first. */
function splitRows(rows: number, sources: readonly ScenarioSource[]): number[] {
  const later = sources.slice(1).map((source) => Math.floor(rows * source.share));
  return [rows - later.reduce((sum, part) => sum + part, 0), ...later];
}

interface Job {
  readonly source: ScenarioSource;
  readonly contents: Contents;
  readonly path: string;
  readonly encoding: Encoding;
  /** Rows over all parts. */
  readonly total: number;
}

async function writeText(
  { source, contents: { headers, rows }, path, encoding }: Job,
  signal?: AbortSignal,
): Promise<WrittenFile[]> {
  const delimiter = source.format === 'tsv' ? '\t' : ',';
  const mark = source.name === 'accounts' && encoding === 'utf-8';
  const bytes = await writeDelimited(path, { headers, rows, format: { encoding, delimiter, mark } }, signal);
  return [{ path, source: source.name, kind: source.kind, rows: rows.counts.rows, bytes, encoding }];
}

/** A workbook that would outgrow its sheet goes on in `…-2.xlsx`. */
async function writeWorkbooks(
  { source, contents: { headers, rows }, path, total }: Job,
  signal?: AbortSignal,
): Promise<WrittenFile[]> {
  const files: WrittenFile[] = [];
  const { dir, name, ext } = parse(path);
  const sheet = { name: source.label.zh, title: `${source.label.zh}登记表`, headers };
  for (let before = 0; files.length === 0 || before < total; before = rows.counts.rows) {
    const part = files.length === 0 ? path : join(dir, `${name}-${String(files.length + 1)}${ext}`);
    const bytes = await writeWorkbook(part, { sheet, rows, limit: sheetRows }, signal);
    files.push({
      path: part,
      source: source.name,
      kind: source.kind,
      rows: rows.counts.rows - before,
      bytes,
      encoding: 'utf-8',
    });
  }
  return files;
}

/** By how many days what people did is moved so that it ends when it should. */
function laterBy({ until }: ParsedOptions): number {
  return until === undefined ? 0 : Date.parse(until) / 86_400_000 - numberOfDay(lastDay);
}

function rowOptions(options: ParsedOptions, rows: number): RowOptions {
  const { seed, dirty, duplicates, without } = options;
  return { rows, seed, dirty, duplicates, without, later: laterBy(options) };
}

async function writeSources(
  scenario: Scenario,
  options: ParsedOptions & { directory: string },
  signal?: AbortSignal,
): Promise<WrittenFile[]> {
  const parts = splitRows(options.rows, scenario.sources).map((rows) => rowOptions(options, rows));
  const first = parts[0] ?? rowOptions(options, options.rows);
  const files: WrittenFile[] = [];
  try {
    for (const [index, source] of scenario.sources.entries()) {
      const own = parts[index] ?? first;
      const job: Job = {
        source,
        contents: contents[source.name](own, first),
        path: join(options.directory, source.file),
        encoding: options.encoding ?? source.encoding,
        total: own.rows,
      };
      files.push(
        ...(source.format === 'xlsx' ? await writeWorkbooks(job, signal) : await writeText(job, signal)),
      );
    }
    return files;
  } catch (error) {
    await Promise.all(files.map((file) => rm(file.path, { force: true })));
    throw error;
  }
}

/** What customers of the first source bought, and what they say of it, where the scenario has that. */
async function writeShop(
  { shop, sources }: Scenario,
  options: ParsedOptions & { directory: string },
  signal?: AbortSignal,
): Promise<Pick<WrittenScenario, 'orders' | 'reviews'>> {
  const [source] = sources;
  if (shop === undefined || source === undefined) return {};
  const accounts = known(rowOptions(options, splitRows(options.rows, sources)[0] ?? 0));
  const asked = { accounts, seed: options.seed, later: laterBy(options) };
  const write = async (file: string, make: typeof writeOrders): Promise<ShopFile> => {
    const path = join(options.directory, file);
    return { path, source: source.name, rows: await make(path, asked, signal) };
  };
  return {
    orders: await write(shop.orders, writeOrders),
    reviews: await write(shop.reviews, writeReviews),
  };
}

/**
 * Writes the files of a scenario into `directory` (made if it is not there): `rows` data rows in all, the same bytes for the same seed and `until`.
 * `encoding` overrides that of the text files; workbooks are not touched by it.
 * Throws `demo.scenario`, `demo.options`, `demo.write`, or the signal's reason; then nothing is left behind.
 */
export async function writeScenario(
  name: string,
  options: ScenarioOptions,
  signal?: AbortSignal,
): Promise<WrittenScenario> {
  const scenario = findScenario(name);
  const parsed = parseOptions(options);
  try {
    await mkdir(options.directory, { recursive: true });
    const files = await writeSources(scenario, { ...parsed, directory: options.directory }, signal);
    return { files, ...(await writeShop(scenario, { ...parsed, directory: options.directory }, signal)) };
  } catch (error) {
    throw explainFailure(error, options.directory);
  }
}

function pickColumns(columns: readonly string[], seed: number): ReturnType<typeof benchCells> {
  const cells = benchCells(seed);
  const picked = columns.map((header) => {
    const cell = cells[header];
    if (cell !== undefined) return [header, cell] as const;
    throw new Problem(
      'demo.columns',
      {
        en: 'There is no demo column "{header}". The columns are: {headers}.',
        zh: '没有名为“{header}”的演示列，可选：{headers}。',
      },
      { header, headers: organizationHeaders.join('、') },
    );
  });
  return Object.fromEntries(picked);
}

/**
 * Writes one CSV file of organisations, some 200 bytes a row in UTF-8, the same bytes for the same seed.
 * Throws `demo.options`, `demo.columns`, `demo.write`, or the signal's reason; then no file is left behind.
 */
export async function writeOrganizations(
  path: string,
  options: OrganizationOptions,
  signal?: AbortSignal,
): Promise<WrittenOrganizations> {
  const parsed = parseOptions(options);
  const cells = pickColumns(options.columns ?? organizationHeaders, parsed.seed);
  const { headers, rows } = listOrganizations(rowOptions(parsed, parsed.rows), cells);
  const encoding = parsed.encoding ?? 'utf-8';
  try {
    const bytes = await writeDelimited(
      path,
      { headers, rows, format: { encoding, delimiter: ',', mark: false } },
      signal,
    );
    return { ...rows.counts, path, bytes, encoding };
  } catch (error) {
    throw explainFailure(error, path);
  }
}
