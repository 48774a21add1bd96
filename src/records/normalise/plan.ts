import { lookUpName } from '../../store/warehouse/index.ts';
import { groupBy } from '../../fields/group.ts';
import {
  ancestors,
  industryNames,
  industryTree,
  isList,
  storageCode,
  storeDay,
  type Field,
} from '../../fields/index.ts';
import { normaliseMoney, normaliseNumber, normaliseQuantity } from './amount.ts';
import { pointOf, readCells, readHints } from './cells.ts';
import { normaliseCode } from './code.ts';
import { normaliseCoordinates } from './coordinates.ts';
import { normaliseDate } from './date.ts';
import { extract, foldWidth, type NormaliseContext, type Normalised } from './expression.ts';
import type { ColumnMapping } from '../mapping.ts';
import { normalisePhone } from './phone.ts';
import { placeEntries, findRegion, pickRegion } from './region.ts';
import {
  normaliseBoolean,
  normaliseChoice,
  normaliseEmail,
  normaliseList,
  normaliseName,
  normalisePostcode,
  normaliseText,
  normaliseUrl,
} from './text.ts';

/** How the cells of a batch become typed facts: steps, columns, and which fields may turn out invalid. */
export interface NormalisePlan {
  readonly lets: readonly (readonly [name: string, expression: string])[];
  readonly columns: readonly (readonly [column: string, expression: string])[];
  /** Expression per field that is true where the field's cell fails its check. */
  readonly invalid: readonly (readonly [field: string, expression: string])[];
  /** The fields that are mapped and their cleaned cells, for the content's hash. */
  readonly cells: readonly string[];
}

/** Types whose cells are read with full-width signs folded beside the cell as it is. */
const foldedTypes: ReadonlySet<string> = new Set(['name', 'code', 'phone', 'email', 'url', 'postcode']);

/** What is meant where a cell does not say it. */
export interface NormaliseDefaults {
  readonly currency: string;
  /** When the cells came: what they tell of the past was before. */
  readonly receivedAt?: Date;
}

/** Plans the way from cells to facts for one mapping; pure: the same mapping and fields give the same SQL. */
export function planNormalising(
  mapping: readonly ColumnMapping[],
  fields: readonly Field[],
  defaults: NormaliseDefaults,
): NormalisePlan {
  const byField = groupBy(mapping, ({ field }) => field);
  const lets: (readonly [string, string])[] = [];
  const columns: (readonly [string, string])[] = [];
  const invalid: (readonly [string, string])[] = [];
  for (const field of fields) {
    const mapped = byField.get(field.key);
    if (mapped === undefined) continue;
    const raw = `r_${field.key}`;
    lets.push([raw, readCells(field, mapped)]);
    if (foldedTypes.has(field.type)) lets.push([`w_${field.key}`, foldWidth(raw)]);

    const context = contextOf(field, mapped, defaults);
    const normalised =
      field.type === 'region' ? { lets: [], columns: [], invalid: null } : normalise(field, context);
    lets.push(...normalised.lets);
    columns.push(...normalised.columns);
    if (normalised.invalid !== null) invalid.push([field.key, normalised.invalid]);
  }
  if (!byField.has('name')) columns.push(...fullName(byField));
  const region = planRegion(byField);
  lets.push(...region.lets);
  columns.push(...region.columns);
  if (region.invalid !== null) invalid.push(['region', region.invalid]);
  return {
    lets,
    columns,
    invalid,
    cells: [...byField.keys()].toSorted().flatMap((key) => [`'${key}'`, `r_${key}`]),
  };
}

/** A person's name where the file has only its parts: Chinese ones without a space, family name first. */
function fullName(byField: ReadonlyMap<string, unknown>): (readonly [string, string])[] {
  const [family, given] = ['family_name', 'given_name'].map((key) => (byField.has(key) ? `f_${key}` : "''"));
  if (!byField.has('family_name') && !byField.has('given_name')) return [];
  const chinese = `match(concat(${family}, ${given}), '\\\\p{Han}')`;
  return [
    ['name', `if(${chinese}, concat(${family}, ${given}), trimBoth(concat(${given}, ' ', ${family})))`],
  ];
}

function contextOf(
  field: Field,
  mapped: readonly ColumnMapping[],
  { currency, receivedAt }: NormaliseDefaults,
): NormaliseContext {
  const { unit, dateOrder = 'ymd', datum = 'wgs84' } = mapped[0] ?? {};
  return {
    prefix: `n_${field.key}`,
    raw: `r_${field.key}`,
    folded: `w_${field.key}`,
    hint: readHints(mapped),
    dateOrder,
    latest: latestDay(field, receivedAt),
    point: pointOf(mapped),
    datum,
    unit: { factor: unit?.factor ?? 1, currency: unit?.currency ?? currency },
  };
}

/** The last day that a field which tells of the past may say: it has come somewhere on earth. */
function latestDay({ past }: Field, moment: Date | undefined): number | null {
  if (past !== true || moment === undefined) return null;
  return storeDay(new Date(moment.getTime() + 86_400_000).toISOString().slice(0, 10));
}

const byType: Readonly<Record<Field['type'], (field: Field, context: NormaliseContext) => Normalised>> = {
  text: (field, context) =>
    isList(field) ? normaliseList(field.key, context) : normaliseText(field.key, context),
  name: (field, context) =>
    isList(field) ? normaliseList(field.key, context) : normaliseName(field.key, context),
  address: (field, context) =>
    isList(field) ? normaliseList(field.key, context) : normaliseText(field.key, context),
  choice: (field, context) =>
    isList(field)
      ? normaliseList(field.key, context)
      : normaliseChoice(field.key, context, choiceTexts(field)),
  code: (field, context) =>
    isList(field) ? normaliseList(field.key, context) : normaliseCode(field.key, context, field.check),
  number: (field, context) => normaliseNumber(field.key, context),
  quantity: (field, context) => normaliseQuantity(field.key, context),
  money: (field, context) => normaliseMoney(field.key, context),
  date: (field, context) => normaliseDate(field.key, context),
  boolean: (field, context) => normaliseBoolean(field.key, context),
  phone: (field, context) => normalisePhone(field.key, context),
  email: (field, context) => normaliseEmail(field.key, context),
  url: (field, context) =>
    isList(field) ? normaliseList(field.key, context) : normaliseUrl(field.key, context),
  postcode: (field, context) => normalisePostcode(field.key, context),
  region: (field, context) => normaliseText(field.key, context),
  industry: (field, context) => normaliseIndustry(field.key, context),
  coordinates: (field, context) => normaliseCoordinates(field.key, context),
  secret: (field, context) => normaliseSecret(field.key, context),
};

function normalise(field: Field, context: NormaliseContext): Normalised {
  return byType[field.type](field, context);
}

/** Folded key, labels and synonyms of a choice field's values → key. */
function choiceTexts(field: Field): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const { key, label, synonyms = [] } of field.choices ?? []) {
    for (const text of [key, label.zh, label.en, ...synonyms]) {
      texts.set(text.normalize('NFKC').toLowerCase().replaceAll(' ', ''), key);
    }
  }
  return texts;
}

/**
 * An industry by code (I65, 6513), by name, or by a code before or behind a name (C292 塑料制品业); a text with several parts
 * ("软件业/信息技术") is read by its first known part.
 */
function normaliseIndustry(key: string, { prefix, raw }: NormaliseContext): Normalised {
  const name = (part: string) => `${prefix}_${part}`;
  const find = (expression: string) =>
    lookUpName(`concat('industry:', replaceRegexpAll(lower(${expression}), '[^\\\\p{L}\\\\p{N}]', ''))`);
  const text = `toString(${raw})`;
  const codes = [
    extract(text, '^([A-Ta-t]?\\d{2,4})[^0-9A-Za-z]'),
    extract(text, '[(（]([A-Ta-t]?\\d{2,4})[)）]$'),
    `replaceRegexpOne(${text}, '^[A-Ta-t][ .:：、-]+', '')`,
  ];
  return {
    lets: [
      [name('code'), find(text)],
      // In one expression, so that the few texts that are no known name or code are taken apart and no others.
      [
        name('part'),
        `if(${name('code')} = 0 AND ${raw} != '', arrayFirst(c -> c != 0, arrayMap(p -> ${find('p')}, arrayConcat([${codes.join(', ')}], splitByRegexp('[/、,，;；>|-]', ${text})))), ${name('code')})`,
      ],
    ],
    columns: [[key, `toUInt16(${name('part')})`]],
    invalid: `${raw} != '' AND ${name('part')} = 0`,
  };
}

/** Every text that the normalisers look up in the warehouse, with its code. */
export function nameEntries(): ReadonlyMap<string, number> {
  return new Map([
    ...placeEntries(),
    ...[...industryTexts()].map(([text, code]) => [`industry:${text}`, code] as const),
  ]);
}

/** Names and codes of industries, with and without the section's letter, to the code that is stored. */
function industryTexts(): ReadonlyMap<string, number> {
  const texts = new Map(industryNames());
  for (const { code } of industryTree.index().nodes) {
    const stored = storageCode(industryTree, code);
    const [top] = ancestors(industryTree, code);
    texts.set(code.toLowerCase(), stored);
    if (top !== undefined) texts.set(`${top.code}${code}`.toLowerCase(), stored);
  }
  return texts;
}

/** A secret arrives encrypted; its hint is `masked|keyed hash`. Only the mask is shown, the hash identifies. */
function normaliseSecret(key: string, { hint }: NormaliseContext): Normalised {
  return { lets: [[`h_${key}`, hint]], columns: [[key, `splitByChar('|', h_${key})[1]`]], invalid: null };
}

/** The region comes from its own column, the address and the columns of province, city and county, whichever is most exact. */
function planRegion(byField: ReadonlyMap<string, readonly ColumnMapping[]>) {
  const places = ['state', 'city', 'district'].filter((key) => byField.has(key)).map((key) => `r_${key}`);
  const sources = [
    ...(byField.has('region') ? ['r_region'] : []),
    ...(byField.has('address') ? ['r_address'] : []),
    ...(places.length === 0
      ? []
      : [places.length === 1 ? String(places[0]) : `concat(${places.join(', ')})`]),
  ];
  if (sources.length === 0) return { lets: [], columns: [], invalid: null };
  const found = sources.map((source, index) => findRegion(`n_region${index}`, source));
  const lets = [
    ...found.flatMap((steps) => steps.lets),
    ['n_region', pickRegion(found.map(({ code }) => code))] as const,
  ];
  return {
    lets,
    columns: [['region', 'n_region'] as const],
    invalid: byField.has('region') ? "r_region != '' AND n_region = 0" : null,
  };
}
