import { syllableCharacters } from './pinyin.data.ts';
import { heteronymWords, surnameReadings } from './pinyin-words.data.ts';
import { sqlText } from './text-fold.ts';

/**
 * Syllable number n of the sorted list stands in search texts as the private-use character U+E000 + n. The numbers are stored:
 * a syllable that is added to the list asks for all search texts to be built again.
 */
const firstCode = 0xe000;

interface PinyinTable {
  readonly syllables: readonly string[];
  /** The coded syllable of a character. */
  readonly codes: ReadonlyMap<string, string>;
  readonly from: string;
  readonly to: string;
}

let table: PinyinTable | undefined;

function pinyinTable(): PinyinTable {
  if (table !== undefined) return table;
  const syllables: string[] = [];
  const codes = new Map<string, string>();
  for (const entry of syllableCharacters.split(' ')) {
    const syllable = /^[a-z]+/.exec(entry)?.[0] ?? '';
    const code = String.fromCodePoint(firstCode + syllables.length);
    for (const char of entry.slice(syllable.length)) codes.set(char, code);
    syllables.push(syllable);
  }
  table = { syllables, codes, from: [...codes.keys()].join(''), to: [...codes.values()].join('') };
  return table;
}

/** All toneless syllables that characters are read with, in the order of their codes; ü is `v`. */
export function pinyinSyllables(): readonly string[] {
  return pinyinTable().syllables;
}

/** The private-use character of a syllable of the list. */
export function codeOfSyllable(syllable: string): string {
  const index = pinyinTable().syllables.indexOf(syllable);
  if (index < 0) throw new Error(`no such syllable: ${syllable}`);
  return String.fromCodePoint(firstCode + index);
}

/** Signs that say nothing in a name: they are left out of its pinyin. Line ends part names and stay. */
const dropped =
  ' \t\r!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~·•‧・。、，；：？！…—–―‘’“”「」『』【】〔〕《》〈〉〖〗×°™®©℃№￥¥€£';

/** Whose names these are: of persons, the first character is read as a surname (单 shan, 解 xie). */
export interface PinyinOptions {
  readonly persons?: boolean;
}

/** Words with their heteronym already replaced by its coded syllable: 重庆 → ⟨chong⟩庆. */
function rewrites({ persons = false }: PinyinOptions): readonly (readonly [from: string, to: string])[] {
  const words = heteronymWords.map(([word, at, syllable]) => {
    return [word, word.slice(0, at) + codeOfSyllable(syllable) + word.slice(at + 1)] as const;
  });
  if (!persons) return words;
  const surnames = surnameReadings.map(([surname, ...readings]) => {
    return [`\n${surname}`, `\n${readings.map(codeOfSyllable).join('')}`] as const;
  });
  return [...surnames, ...words];
}

/**
 * The coded syllables of folded names, one name a line: characters become one private-use character each,
 * letters and digits stay, signs go. Says the same as `syllablesSql`.
 */
export function codeSyllables(folded: string, options: PinyinOptions = {}): string {
  const { codes } = pinyinTable();
  let text = `\n${folded}`;
  for (const [from, to] of rewrites(options)) text = text.replaceAll(from, to);
  let coded = '';
  for (const char of text.slice(1)) coded += dropped.includes(char) ? '' : (codes.get(char) ?? char);
  return coded;
}

/** The pinyin initials of coded syllables: 华为科技 → `hwkj`. */
export function codeInitials(coded: string): string {
  const { syllables } = pinyinTable();
  let initials = '';
  for (const char of coded) initials += syllables[(char.codePointAt(0) ?? 0) - firstCode]?.charAt(0) ?? char;
  return initials;
}

/** Coded syllables as one types them: 上海 → `shanghai`. */
export function spellSyllables(coded: string): string {
  const { syllables } = pinyinTable();
  let spelled = '';
  for (const char of coded) spelled += syllables[(char.codePointAt(0) ?? 0) - firstCode] ?? char;
  return spelled;
}

/** A ClickHouse expression for the coded syllables of folded names (one name a line) as `codeSyllables` gives them; about 50 kB of SQL. */
export function syllablesSql(folded: string, options: PinyinOptions = {}): string {
  const { from, to } = pinyinTable();
  const words = rewrites(options);
  const line = `concat('\\n', ${folded})`;
  const read = words.reduce(
    (inner, [word, reading]) => `replaceAll(${inner}, ${sqlText(word)}, ${sqlText(reading)})`,
    line,
  );
  // Few names have such a word, and looking for all at once costs less than for one after another.
  const any = `multiSearchAny(${line}, [${words.map(([word]) => sqlText(word)).join(', ')}])`;
  return `substring(translateUTF8(if(${any}, ${read}, ${line}), ${sqlText(from + dropped)}, ${sqlText(to)}), 2)`;
}

/**
 * A ClickHouse expression that spells Chinese characters as one types them, each by its usual reading: 小明 → xiaoming; about
 * 40 kB of SQL, or as much as the characters of `names` take where the text has no others.
 */
export function spellingSql(text: string, names?: string): string {
  const { syllables, codes } = pinyinTable();
  const chars = names === undefined ? codes.keys() : new Set(names);
  const known = [...chars].flatMap((char) => {
    const code = codes.get(char);
    return code === undefined ? [] : [{ char, code }];
  });
  const coded = `translateUTF8(${text}, ${sqlText(known.map(({ char }) => char).join('') + dropped)}, ${sqlText(known.map(({ code }) => code).join(''))})`;
  const used = [...new Set(known.map(({ code }) => code))].toSorted();
  const words = used.map((code) => sqlText(syllables[(code.codePointAt(0) ?? 0) - firstCode] ?? ''));
  const spelt = `transform(c, [${used.map(sqlText).join(', ')}], [${words.join(', ')}], c)`;
  return `arrayStringConcat(arrayMap(c -> ${used.length === 0 ? 'c' : spelt}, extractAll(${coded}, '.')))`;
}

/** Surnames that are read in another way than their character is elsewhere: 单 → shan. */
export function surnameSpellings(): readonly (readonly [surname: string, sound: string])[] {
  return surnameReadings.map(([surname, ...readings]) => [surname, readings.join('')] as const);
}

/** A ClickHouse expression for the initials of what `syllablesSql` gives; name that by an alias, so that it is worked out once. */
export function initialsSql(coded: string): string {
  const { syllables } = pinyinTable();
  const codes = syllables.map((_, index) => String.fromCodePoint(firstCode + index)).join('');
  const initials = syllables.map((syllable) => syllable.charAt(0)).join('');
  return `translateUTF8(${coded}, ${sqlText(codes)}, ${sqlText(initials)})`;
}
