import type { CellClass } from './cell.ts';
import { classifyCell, readDateOrder } from './cell.ts';
import type { Evidence } from './evidence.ts';
import { correctByContent, readContent, weighColumn } from './evidence.ts';
import type { FoldedHeader } from './fold.ts';
import { foldHeader } from './fold.ts';
import { chooseKind } from './header-kind.ts';
import type { Candidate, TermIndex } from './header-terms.ts';
import { indexTerms, isKnownHeader, readHeader, readUnit, saysSomething } from './header-terms.ts';
import { fieldByKey } from './catalogue.ts';
import { pointHalf, type PointColumn, readPointColumn } from './point-column.ts';
import type { Field, Kind } from './types.ts';

/** What one column of a file holds. */
export interface ColumnMatch {
  /** Its place, from 0. */
  readonly column: number;
  readonly header: string;
  readonly field: Field | null;
  /** 0 to 1; from 0.9 the header names the field, below 0.6 a person should look. */
  readonly confidence: number;
  /** Other fields that it may be, the likeliest first. */
  readonly alternatives: readonly { readonly field: Field; readonly confidence: number }[];
  /** The unit that the header names, as written there: `万元`, `in millions`; null when none. */
  readonly unit: string | null;
  /** The order of day, month and year in its dates, where the samples decide it. */
  readonly dateOrder: 'ymd' | 'dmy' | 'mdy' | null;
  /** What its coordinates are, where it has some. */
  readonly coordinates: PointColumn | null;
}

export interface HeaderMatch {
  readonly kind: Kind;
  /** 0.5 (no idea) to 1; 1 when the kind was given. */
  readonly kindConfidence: number;
  /** True when the row given as header looks like data: the file has none. */
  readonly headerless: boolean;
  readonly columns: readonly ColumnMatch[];
}

export interface MatchOptions {
  readonly kind?: Kind | undefined;
  readonly customFields?: readonly Field[] | undefined;
}

const mostRows = 200;
const mostCells = 12_000;

/**
 * Says which field each column of a file means, by header (both languages) and by content, and which kind its rows are.
 * `samples` are rows of cells in the order of `headers`; 50 to 200 are enough, more are not read. No field is given twice unless it
 * can have several values. A first row that looks like data is taken as data (`headerless`). Never throws, whatever the text.
 */
export function matchHeaders(
  headers: readonly string[],
  samples: readonly (readonly string[])[],
  options: MatchOptions = {},
): HeaderMatch {
  const folded = headers.map(foldHeader);
  const { known, data } = countHeader(headers, folded);
  const headerless = data > known;
  const rows = (headerless ? [headers, ...samples] : samples).slice(
    0,
    Math.max(4, Math.min(mostRows, Math.floor(mostCells / (headers.length || 1)))),
  );
  const evidence = headers.map((_, column) => weighColumn(rows, column));
  const names = headerless ? headers.map(() => foldHeader('')) : folded;
  const guess = (kind: Kind) => matchKind({ names, evidence, kind }, options.customFields ?? []);
  const result =
    options.kind === undefined
      ? chooseKind(guess('organization'), guess('person'))
      : { kind: options.kind, kindConfidence: 1, columns: guess(options.kind) };
  const columns = result.columns.map((match, column) => ({
    ...match,
    header: headers[column] ?? '',
    unit: readUnit(names[column] ?? foldHeader('')),
    ...readForm(match.field, names[column]?.full ?? '', () => rows.map((row) => row[column] ?? '')),
  }));
  return { kind: result.kind, kindConfidence: round(result.kindConfidence), headerless, columns };
}

/** What the cells of a column leave open, as all of them together tell it. */
function readForm(
  field: Field | null,
  header: string,
  cells: () => readonly string[],
): Pick<ColumnMatch, 'dateOrder' | 'coordinates'> {
  return {
    dateOrder: field?.type === 'date' ? readDateOrder(cells()) : null,
    coordinates: field?.type === 'coordinates' ? readPointColumn(header, cells()) : null,
  };
}

const dataClasses = new Set<CellClass>([
  'email',
  'url',
  'credit_code',
  'resident_id',
  'ruined18',
  'ruined15',
  'ruined11',
  'date',
  'mobile',
  'phone',
  'postcode',
  'money',
  'quantity',
  'number',
  'company',
  'coordinates',
]);

function countHeader(
  cells: readonly string[],
  folded: readonly FoldedHeader[],
): { known: number; data: number; filled: number } {
  const indexes = [indexTerms('organization'), indexTerms('person')];
  let [known, data, filled] = [0, 0, 0];
  for (const [i, header] of folded.entries()) {
    const found = classifyCell(cells[i] ?? '');
    if (found === 'empty') continue;
    filled += 1;
    if (indexes.some((index) => isKnownHeader(index, header))) known += 1;
    else if (dataClasses.has(found) && !/^(?:19|20)\d\d$/.test(header.full)) data += 1;
  }
  return { known, data, filled };
}

/** How much a row looks like a header row, 0 to 1: the share of its filled cells that name a field, less those that are data. */
export function scoreHeaderRow(cells: readonly string[]): number {
  const { known, data, filled } = countHeader(cells, cells.map(foldHeader));
  return filled === 0 ? 0 : Math.max(0, (known - data) / filled);
}

interface MatchTask {
  readonly names: readonly FoldedHeader[];
  readonly evidence: readonly Evidence[];
  readonly kind: Kind;
}

type BareMatch = Omit<ColumnMatch, 'header' | 'unit' | 'dateOrder' | 'coordinates'>;

/** In files with more columns than this only whole header texts are looked up: such files are machine-made or hostile. */
const mostSearched = 400;

function matchKind(task: MatchTask, customFields: readonly Field[]): BareMatch[] {
  const index = indexTerms(task.kind, customFields);
  const inPart = task.names.length <= mostSearched;
  const candidates = task.names.map((name, column) =>
    weighCandidates(
      { index, kind: task.kind, name, inPart },
      task.evidence[column] ?? weighColumn([], column),
    ),
  );
  return assign(candidates, task);
}

const worthless = 0.3;

/** Candidates by header, corrected by content, and candidates by content alone; the best first. */
function weighCandidates(
  header: { index: TermIndex; kind: Kind; name: FoldedHeader; inPart: boolean },
  evidence: Evidence,
): Candidate[] {
  const byHeader = readHeader(header.index, header.name, header.inPart).map(({ field, score }) => ({
    field,
    score: correctByContent(field, score, evidence),
  }));
  const all = [...byHeader];
  for (const candidate of readContent({ kind: header.kind, isNamed: saysSomething(header.name) }, evidence)) {
    const known = all.findIndex(({ field }) => field.key === candidate.field.key);
    const before = all[known];
    if (before === undefined) all.push(candidate);
    else if (before.score < candidate.score) all[known] = candidate;
  }
  return all.filter(({ score }) => score >= worthless).sort((a, b) => b.score - a.score);
}

const leastConfidence = 0.5;

/** Where only the second of two fields was found, its column serves as the first. */
const standIns: readonly (readonly [found: string, wanted: string])[] = [['mailing_address', 'address']];

/** What one column of a field takes up: the whole field, or of a point the half that its header names. */
function placeIn({ key, type }: Field, name: FoldedHeader | undefined): string {
  const half = type === 'coordinates' ? pointHalf(name?.full ?? '') : undefined;
  return half === undefined ? key : `${key} ${half}`;
}

/** Gives out the fields, the surest claim first. */
function assign(candidates: readonly (readonly Candidate[])[], { kind, names }: MatchTask): BareMatch[] {
  const claims = candidates
    .flatMap((list, column) => list.map((candidate) => ({ ...candidate, column })))
    .filter(({ score }) => score >= leastConfidence)
    .sort((a, b) => b.score - a.score || a.column - b.column);
  const chosen = new Map<number, Candidate>();
  const taken = new Set<string>();
  for (const { field, score, column } of claims) {
    const place = placeIn(field, names[column]);
    if (chosen.has(column) || (taken.has(place) && !field.many)) continue;
    chosen.set(column, { field, score });
    taken.add(place);
  }
  for (const [found, wanted] of standIns) {
    const field = taken.has(wanted) ? undefined : fieldByKey(kind, wanted);
    for (const [column, match] of chosen)
      if (field !== undefined && match.field.key === found) chosen.set(column, { ...match, field });
  }
  return candidates.map((list, column) => describe(list, column, chosen.get(column)));
}

function describe(list: readonly Candidate[], column: number, match: Candidate | undefined): BareMatch {
  const alternatives = list
    .filter(({ field }) => field.key !== match?.field.key)
    .slice(0, 4)
    .map(({ field, score }) => ({ field, confidence: round(score) }));
  return { column, field: match?.field ?? null, confidence: round(match?.score ?? 0), alternatives };
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
