import { foldSql, foldText } from '../lib/text-fold.ts';
import { searchedText } from '../profiles/index.ts';
import { quoteName } from '../store/warehouse/index.ts';
import { type Behaviour, type BehaviourParts, compileBehaviour } from './compile-behaviour.ts';
import { compileRanges } from './compile-ranges.ts';
import { compileNear } from './near-sql.ts';
import { relatedPairsSql } from './related-sql.ts';
import type { Affix, Among, ParameterType, Plan, SearchedColumn, SeenWords, TextColumn } from './plan.ts';

/** Values of `{name:Type}` parameters; numbers travel as texts, which keeps every digit, but for those in lists. */
export type Parameters = Record<string, string | readonly (string | number)[]>;

/** A condition over the profile table and the values that it names. */
export interface Condition {
  readonly sql: string;
  readonly parameters: Parameters;
  /** So many things must hold at once that few rows fit, as far as a plan can tell. */
  readonly narrow?: boolean;
}

/** From so many conditions on a rule is taken to fit few. */
const narrowFrom = 4;

/** Where compiled text puts its values, and what it may rely on. */
interface Target {
  bind(type: ParameterType | `Array(${ParameterType})`, value: string | number | readonly string[]): string;
  /**
   * True where tests of the index's tokens may stand: under AND and OR only. Anywhere else the engine would run
   * `hasAllTokens` itself, and split texts into words instead of pairs of characters.
   */
  readonly indexed: boolean;
  /** Names an expression where it is first used; after that, the name is enough. */
  define(name: string, sql: () => string): string;
  readonly among?: Among | undefined;
}

/** How the names of parameters begin, and which customers alone are asked about, where not all are. */
export interface Compiling {
  readonly prefix?: string | undefined;
  readonly among?: Among | undefined;
}

/** The condition of a plan. The same plan gives the same text; no value ever stands in it. */
export function compilePlan(plan: Plan, { prefix = 'p', among }: Compiling = {}): Condition {
  const { parameters, bind } = createBinding(prefix);
  const narrow = plan.op === 'all' && plan.parts.length >= narrowFrom;
  return { sql: compile(plan, { bind, indexed: true, define: createNames(), among }), parameters, narrow };
}

/** A SELECT of (no, other): with whom some profiles are related. */
export function compilePairs(plan: Extract<Plan, { op: 'related' }>, among: Among): Condition {
  const { parameters, bind } = createBinding('p');
  return {
    sql: relatedPairsSql(plan, partsOf({ bind, indexed: true, define: createNames(), among })),
    parameters,
  };
}

function createBinding(prefix: string): Pick<Target, 'bind'> & { readonly parameters: Parameters } {
  const parameters: Parameters = {};
  const bind: Target['bind'] = (type, value) => {
    const name = `${prefix}${Object.keys(parameters).length}`;
    if (typeof value === 'object') parameters[name] = type === 'Array(UInt32)' ? value.map(Number) : value;
    else parameters[name] = String(value);
    return `{${name}:${type}}`;
  };
  return { parameters, bind };
}

/** Names of one statement's expressions: those of another are not known in it. */
function createNames(): Target['define'] {
  const defined = new Set<string>();
  return (name, sql) => {
    if (defined.has(name)) return name;
    const text = sql();
    defined.add(name);
    return `(${text} AS ${name})`;
  };
}

function compile(plan: Plan, to: Target): string {
  switch (plan.op) {
    case 'all':
    case 'any':
      return compileGroup(plan.op, plan.parts, to);
    case 'not':
      return `NOT ifNull(${compile(plan.part, { ...to, indexed: false })}, 0)`;
    case 'compare':
      return `${quoteName(plan.column)} ${plan.sign} ${to.bind(plan.type, plan.value)}`;
    case 'ranges':
      return compileRanges(plan.column, plan.ranges);
    case 'filled':
      return emptyTests[plan.empty].replace('?', quoteName(plan.column));
    case 'prefix':
      return compilePrefix(plan, to);
    case 'search':
    case 'pinyin':
      return compileSearches([plan], to);
    default:
      return compileText(plan, to);
  }
}

const emptyTests = { null: '? IS NOT NULL', zero: '? != 0', text: "? != ''", list: 'notEmpty(?)' };

function compileGroup(op: 'all' | 'any', parts: readonly Plan[], to: Target): string {
  if (parts.length === 0) return op === 'all' ? '1' : '0';
  if (op === 'any' && parts.some(isSearch)) return compileSearches(parts, to);
  const texts = parts.map((part) => compile(part, to));
  return texts.length === 1 ? texts.join('') : `(${texts.join(op === 'all' ? '\n  AND ' : '\n  OR ')})`;
}

type SearchPlan = Extract<Plan, { op: 'search' | 'pinyin' }>;

function isSearch(plan: Plan): plan is SearchPlan {
  return plan.op === 'search' || plan.op === 'pinyin';
}

/**
 * Looks into search texts, in two steps where that can be: what the index answers for all ways to fit first, so that
 * the texts themselves are read only where it said yes.
 */
function compileSearches(parts: readonly Plan[], to: Target): string {
  const tests = parts.map((part) => {
    if (isSearch(part)) return compileSearch(part, to);
    const sql = compile(part, to);
    return { hint: sql, exact: sql };
  });
  const exact = joinOr(tests.map((test) => test.exact));
  const isHinted = tests.every(({ hint }) => hint !== '') && tests.some((test) => test.hint !== test.exact);
  return isHinted ? `(${joinOr(tests.map(({ hint }) => hint))}\n  AND ${exact})` : exact;
}

function joinOr(tests: readonly string[]): string {
  return tests.length === 1 ? tests.join('') : `(${tests.join('\n  OR ')})`;
}

function compileText(plan: OneOf | TextPlan | OfEvent | NearPlan | Behaviour, to: Target): string {
  if (plan.op === 'near') return compileNear(plan, to.bind);
  if (plan.op === 'property') return compileProperty(plan, to);
  if (plan.op === 'oneOf') return compileOneOf(plan, to);
  if (plan.op === 'sameText' || plan.op === 'affix') return compileTexts(plan, to);
  return compileBehaviour(plan, partsOf(to));
}

function partsOf(to: Target): BehaviourParts {
  return {
    compile: (part) => compile(part, { ...to, indexed: false }),
    compileAlone: (part) => compile(part, { ...to, indexed: true, define: createNames(), among: undefined }),
    bind: (value) => to.bind('String', value),
    among: to.among,
  };
}

function compileOneOf(plan: OneOf, to: Target): string {
  const values = to.bind(`Array(${plan.type ?? 'String'})`, plan.values);
  return plan.list
    ? `hasAny(${quoteName(plan.column)}, ${values})`
    : `${quoteName(plan.column)} IN ${values}`;
}

function compileTexts(plan: TextPlan, to: Target): string {
  const { column } = plan;
  const texts = plan.op === 'affix' ? [plan.text] : plan.values;
  const [only] = texts;
  if (column.searched === null || only === undefined || texts.length > 1 || !to.indexed)
    return compileTextTest(plan, texts, to);
  const hint = tokenTest(column.searched, foldText(only), to);
  if (plan.op === 'affix' && plan.affix === 'contains' && column.name === '_name')
    return compileNameSearch(foldText(only), hint, to);
  const exact = compileTextTest(plan, texts, to);
  return hint === '' ? exact : `(${hint} AND ${exact})`;
}

type OneOf = Extract<Plan, { op: 'oneOf' }>;
type OfEvent = Extract<Plan, { op: 'property' }>;
type NearPlan = Extract<Plan, { op: 'near' }>;
type TextPlan = Extract<Plan, { op: 'sameText' | 'affix' }>;

function compileTextTest(plan: TextPlan, texts: readonly string[], to: Target): string {
  const { column } = plan;
  const folded = texts.map((text) => foldValue(column, text));
  const test = plan.op === 'affix' ? affixTest(plan.affix, folded[0] ?? '', to) : sameTest(folded, to);
  const name = quoteName(column.name);
  return column.list
    ? `arrayExists(x -> ${test(foldColumn(column, 'x'))}, ${name})`
    : test(foldColumn(column, name));
}

function compilePrefix({ column, list, text }: Extract<Plan, { op: 'prefix' }>, to: Target): string {
  const value = to.bind('String', text);
  return list
    ? `arrayExists(x -> startsWith(x, ${value}), ${quoteName(column)})`
    : `startsWith(${quoteName(column)}, ${value})`;
}

/** A test of a number does not hold for what is none. */
function compileProperty({ name, test }: OfEvent, to: Target): string {
  const value = `properties[${to.bind('String', name)}]`;
  if ('values' in test) return `${value} IN ${to.bind('Array(String)', test.values)}`;
  return `ifNull(toFloat64OrNull(${value}) ${test.sign} ${to.bind('Float64', test.value)}, 0)`;
}

function foldColumn(column: TextColumn, expression: string): string {
  if (column.fold === 'none' || column.fold === 'done') return expression;
  return column.fold === 'name' ? foldSql(expression) : `lowerUTF8(${expression})`;
}

function foldValue({ fold }: TextColumn, text: string): string {
  if (fold === 'none') return text;
  return fold === 'case' ? text.toLowerCase() : foldText(text);
}

type Test = (expression: string) => string;

function sameTest(values: readonly string[], to: Target): Test {
  const list = to.bind('Array(String)', values);
  return (expression) => `${expression} IN ${list}`;
}

function affixTest(affix: Affix, text: string, to: Target): Test {
  if (affix === 'contains') {
    const pattern = to.bind('String', `%${escapeLike(text)}%`);
    return (expression) => `${expression} LIKE ${pattern}`;
  }
  const value = to.bind('String', text);
  return (expression) => `${affix}(${expression}, ${value})`;
}

/** `%`, `_` and `\` of a text stand for themselves in LIKE. */
function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

/** Every two neighbouring characters of a text: what the index of search texts holds. */
function bigrams(text: string): string[] {
  const chars = Array.from(text);
  const pairs = chars.slice(1).map((char, i) => `${chars[i] ?? ''}${char}`);
  return [...new Set(pairs)];
}

/** A test that the index of a column answers and that every text with `text` in it passes; '' where there is none. */
function tokenTest(column: SearchedColumn, text: string, to: Target): string {
  const tokens = bigrams(text);
  return tokens.length === 0 || !to.indexed
    ? ''
    : `hasAllTokens(${column}, ${to.bind('Array(String)', tokens)})`;
}

interface SearchTest {
  /** What the indexes can say; '' where they cannot. */
  readonly hint: string;
  readonly exact: string;
}

/**
 * Names with a text in them. Two characters are one token; of more, the tokens are enough for names in which no
 * character comes twice, and all others stand in `_name_again`, so that names themselves are read for one character only.
 */
function compileNameSearch(text: string, hint: string, to: Target): string {
  if (hint === '') return like('_name', text, to);
  if (Array.from(text).length === 2) return hint;
  return `(${hint} AND (_name_again = '' OR ${like('_name_again', text, to)}))`;
}

/** Only Chinese characters: these stand among words alone, never in pinyin and initials. */
const chinese = /^\p{Script=Han}+$/u;

function compileWordSearch(text: string, hint: string, to: Target): string {
  if (hint === '') return like('_search', text, to);
  if (Array.from(text).length === 2) return hint;
  if (!chinese.test(text)) return `(${hint} AND ${like('_search', text, to)})`;
  return `(${hint} AND (_words_again = '' OR ${like('_words_again', text, to)}))`;
}

function compileSearch(plan: SearchPlan, to: Target): SearchTest {
  if (plan.seen !== undefined) return compileSeenSearch(plan, plan.seen, to);
  if (plan.op === 'pinyin') {
    const hint = tokenTest('_search', plan.coded ?? plan.initials, to);
    return {
      hint,
      exact:
        plan.coded === null
          ? `match(_search, ${to.bind('String', plan.pattern)})`
          : like('_search', plan.coded, to),
    };
  }
  const { text } = plan;
  const hints = [tokenTest('_name', text, to), tokenTest('_search', text, to)] as const;
  const exact = [compileNameSearch(text, hints[0], to), compileWordSearch(text, hints[1], to)];
  return { hint: hints[0] === '' ? '' : joinAny(hints), exact: joinAny(exact) };
}

function testWords(
  plan: SearchPlan,
  { words, wanted }: { words: string; wanted: string },
  to: Target,
): string {
  return plan.op === 'pinyin' && plan.coded === null
    ? `match(${words}, ${to.bind('String', plan.pattern)})`
    : like(words, wanted, to);
}

/** The indexes know words that the asker may not: what they say only narrows, and the words that may be known decide. */
function compileSeenSearch(plan: SearchPlan, seen: SeenWords, to: Target): SearchTest {
  const isNamed = seen.fields.some(({ key }) => key === 'name');
  const wanted = plan.op === 'search' ? plan.text : (plan.coded ?? plan.initials);
  const hint = tokenTest('_search', wanted, to);
  const sounds = plan.op === 'pinyin' || !(chinese.test(wanted) || Array.from(wanted).length === 1);
  const words = searchedText(seen, sounds, to.define);
  const test = testWords(plan, { words, wanted }, to);
  const exact = hint === '' ? test : `(${hint} AND ${test})`;
  if (!isNamed || plan.op === 'pinyin') return { hint, exact };
  const nameHint = tokenTest('_name', wanted, to);
  const named = compileNameSearch(wanted, nameHint, to);
  return { hint: hint === '' ? '' : joinAny([nameHint, hint]), exact: joinAny([named, exact]) };
}

function joinAny(tests: readonly string[]): string {
  return `(${tests.join(' OR ')})`;
}

function like(column: string, text: string, to: Target): string {
  return `${column} LIKE ${to.bind('String', `%${escapeLike(text)}%`)}`;
}
