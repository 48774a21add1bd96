import { fieldByKey } from './catalogue.ts';
import type { CellClass } from './cell.ts';
import { classifyCell } from './cell.ts';
import { foldText } from './fold.ts';
import type { Candidate } from './header-terms.ts';
import type { Field, Kind } from './types.ts';

/** What the sampled cells of a column look like: the share of each class among those that are filled. */
export interface Evidence {
  readonly filled: number;
  readonly sampled: number;
  readonly shares: ReadonlyMap<CellClass, number>;
  /** What its cells say, folded: the first few different ones. */
  readonly texts: ReadonlySet<string>;
}

const mostTexts = 40;

/** Looks at the cells of one column. */
export function weighColumn(rows: readonly (readonly string[])[], column: number): Evidence {
  const counts = new Map<CellClass, number>();
  const texts = new Set<string>();
  for (const row of rows) {
    const cell = row[column] ?? '';
    const found = classifyCell(cell);
    counts.set(found, (counts.get(found) ?? 0) + 1);
    if (found !== 'empty' && texts.size < mostTexts) texts.add(foldText(cell));
  }
  const filled = rows.length - (counts.get('empty') ?? 0);
  counts.delete('empty');
  return {
    filled,
    sampled: rows.length,
    shares: new Map([...counts].map(([name, count]) => [name, count / filled])),
    texts,
  };
}

const contradiction = 0.45;
const noSupport = 0.9;
const emptyColumn = 0.95;
/** The classes of cells that bear out a type of field; types that are not named take anything. */
const supports: Partial<Record<Field['type'], readonly CellClass[]>> = {
  phone: ['mobile', 'phone', 'ruined11', 'number', 'postcode'],
  email: ['email'],
  url: ['url', 'text'],
  date: ['date', 'number', 'postcode'],
  money: ['money', 'number', 'quantity', 'postcode', 'text'],
  number: ['number', 'quantity', 'money', 'postcode', 'text'],
  quantity: ['quantity', 'number', 'money', 'postcode', 'text'],
  postcode: ['postcode', 'number', 'text'],
  coordinates: ['coordinates', 'number'],
  region: ['region', 'address', 'text', 'postcode', 'number', 'person'],
  address: ['address', 'text', 'region', 'company', 'person'],
};

/** Classes that mean one thing only: a column of these is not a name or a date, whatever its header says. */
const telling: readonly CellClass[] = ['email', 'mobile', 'credit_code', 'resident_id', 'url'];

const tellingIsFine = new Set<Field['type']>(['code', 'secret', 'text', 'url', 'phone', 'email']);

/** The score of a field that a header names, lowered where the content speaks against it. */
export function correctByContent(field: Field, score: number, evidence: Evidence): number {
  return lacksChoices(field, evidence) ? score * contradiction : correctByClasses(field, score, evidence);
}

function correctByClasses(field: Field, score: number, evidence: Evidence): number {
  if (evidence.filled === 0) return evidence.sampled > 0 ? score * emptyColumn : score;
  const share = (classes: readonly CellClass[]) =>
    classes.reduce((sum, name) => sum + (evidence.shares.get(name) ?? 0), 0);
  if (field.key === 'name') return score * nameSupport(field, share(['company']), share(['person']));
  const support = supports[field.type];
  const isTold = share(telling) >= 0.8;
  if (support === undefined) return isTold && !tellingIsFine.has(field.type) ? score * contradiction : score;
  if (share(support) >= 0.2) return score;
  return score * (isTold || evidence.filled >= enoughCells ? contradiction : noSupport);
}

const enoughCells = 10;

/** A list of built-in choices of which a column says none means something else; one of the workspace's own may still grow. */
function lacksChoices({ choices, custom }: Field, { filled, texts }: Evidence): boolean {
  if (choices === undefined || custom || filled < enoughCells) return false;
  return !choices.some(({ key, label, synonyms = [] }) =>
    [key, label.en, label.zh, ...synonyms].some((text) => texts.has(foldText(text))),
  );
}

/** A column of companies is not the name of persons; names of persons seldom are those of organisations. */
function nameSupport(field: Field, companies: number, persons: number): number {
  const isPerson = field.kinds.includes('person');
  if (isPerson && companies >= 0.5) return contradiction;
  return !isPerson && persons >= 0.8 ? noSupport : 1;
}

/** What a class of cells means where the header does not say: the field by kind, and how sure. */
const meanings: readonly { cells: CellClass; organization?: string; person?: string; score: number }[] = [
  { cells: 'credit_code', organization: 'credit_code', score: 0.92 },
  { cells: 'email', organization: 'emails', person: 'emails', score: 0.9 },
  { cells: 'resident_id', person: 'identity_document', score: 0.9 },
  { cells: 'mobile', organization: 'phones', person: 'phones', score: 0.88 },
  { cells: 'company', organization: 'name', person: 'employer_name', score: 0.86 },
  { cells: 'url', organization: 'website', person: 'website', score: 0.8 },
  { cells: 'gender', person: 'gender', score: 0.8 },
  { cells: 'address', organization: 'address', person: 'address', score: 0.78 },
  { cells: 'phone', organization: 'phones', person: 'phones', score: 0.76 },
  { cells: 'person', person: 'name', organization: 'contact_name', score: 0.74 },
  { cells: 'ruined18', organization: 'credit_code', person: 'identity_document', score: 0.72 },
  { cells: 'coordinates', organization: 'coordinates', person: 'coordinates', score: 0.72 },
  { cells: 'region', organization: 'region', person: 'region', score: 0.7 },
  { cells: 'ruined11', organization: 'phones', person: 'phones', score: 0.66 },
  { cells: 'ruined15', organization: 'registration_number', score: 0.66 },
  { cells: 'postcode', organization: 'postcode', person: 'postcode', score: 0.6 },
  { cells: 'date', organization: 'founded', person: 'birth_date', score: 0.56 },
  { cells: 'money', organization: 'registered_capital', score: 0.55 },
  { cells: 'quantity', organization: 'employees', score: 0.52 },
];

const leastShare = 0.6;
/** What content says under a header that names nothing known counts for less: the header means something else. */
const underUnknownHeader = 0.8;

/** The fields that a column's content alone points to. */
export function readContent(header: { kind: Kind; isNamed: boolean }, evidence: Evidence): Candidate[] {
  const trust = (evidence.filled >= 3 ? 1 : 0.9) * (header.isNamed ? underUnknownHeader : 1);
  const byField = new Map<string, { share: number; score: number }>();
  for (const meaning of meanings) {
    const key = meaning[header.kind];
    const share = evidence.shares.get(meaning.cells) ?? 0;
    if (key === undefined || share === 0) continue;
    const before = byField.get(key) ?? { share: 0, score: 0 };
    byField.set(key, { share: before.share + share, score: before.score + share * meaning.score * trust });
  }
  return [...byField].flatMap(([key, { share, score }]) => {
    const field = share < leastShare ? undefined : fieldByKey(header.kind, key);
    return field === undefined ? [] : [{ field, score }];
  });
}
