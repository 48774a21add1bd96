import { codeOfSyllable, pinyinSyllables } from './pinyin.ts';

/** One way to read a typed word as pinyin. */
export interface PinyinReading {
  /** The initials that a name must hold: `hwkj`. */
  readonly initials: string;
  /** A pattern (RE2) for the coded syllables of a name; a syllable that is typed in part is a range of codes. */
  readonly pattern: string;
  /** The coded syllables themselves, where none is typed in part. */
  readonly coded: string | null;
}

interface Part {
  readonly text: string;
  /** Letters that were typed for it. */
  readonly length: number;
  /** `whole` syllable, `start` of one, or a `digit` as it is. */
  readonly is: 'whole' | 'start' | 'digit';
}

interface Path {
  readonly parts: readonly Part[];
  /** Syllables that are typed in part, but for the last one. */
  readonly starts: number;
}

/** Words longer than this are no pinyin of a name; it bounds the work that a typed word can cause. */
const longestWord = 60;
const mostReadings = 6;
const mostStarts = 4;

/** What a partly typed syllable may look like in the middle of a word: its initial. */
const initials = new Set('b p m f d t n l g k h j q x zh ch sh r z c s y w a o e'.split(' '));
/** How ü is typed. */
const spellings: ReadonlyMap<string, string> = new Map([
  ['lyu', 'lv'],
  ['nyu', 'nv'],
  ['lue', 'lve'],
  ['nue', 'nve'],
]);

interface Spelling {
  readonly whole: ReadonlyMap<string, string>;
  /** Every beginning of a syllable, with the first and last syllable that begin so. */
  readonly starts: ReadonlyMap<string, readonly [first: string, last: string]>;
}

let spelling: Spelling | undefined;

function loadSpelling(): Spelling {
  if (spelling !== undefined) return spelling;
  const starts = new Map<string, readonly [string, string]>();
  for (const syllable of pinyinSyllables()) {
    for (let end = 1; end <= syllable.length; end += 1) {
      const start = syllable.slice(0, end);
      starts.set(start, [starts.get(start)?.[0] ?? syllable, syllable]);
    }
  }
  const whole = new Map([
    ...pinyinSyllables().map((syllable) => [syllable, syllable] as const),
    ...spellings,
  ]);
  spelling = { whole, starts };
  return spelling;
}

/**
 * The ways in which a typed word can be pinyin, the most likely first: `huaweikeji`, `huaweike`, `huawkj`.
 * Initials alone (`hwkj`) are none: they are found as they are. The last syllable may be typed in part.
 */
export function segmentPinyin(word: string): readonly PinyinReading[] {
  const plain = word.toLowerCase().replaceAll("'", '').replaceAll('ü', 'v');
  if (plain.length > longestWord || !/^[a-z0-9]*[a-z][a-z0-9]*$/.test(plain)) return [];
  const paths = readPaths(plain).filter(({ parts }) =>
    parts.some((part) => part.is === 'whole' || part.text.length > 1),
  );
  return paths.slice(0, mostReadings).map(({ parts }) => toReading(parts));
}

/** All cheapest ways to part the word, from its end to its start; at most a few are kept at each place. */
function readPaths(word: string): readonly Path[] {
  const best: (readonly Path[])[] = Array.from({ length: word.length + 1 }, () => []);
  best[word.length] = [{ parts: [], starts: 0 }];
  for (let at = word.length - 1; at >= 0; at -= 1) {
    const found = partsAt(word, at).flatMap((part) => {
      const costs = part.is === 'start' && at + part.length < word.length ? 1 : 0;
      const rest = best[at + part.length] ?? [];
      return rest.map((path) => ({ parts: [part, ...path.parts], starts: path.starts + costs }));
    });
    best[at] = found
      .toSorted((a, b) => a.starts - b.starts || a.parts.length - b.parts.length)
      .slice(0, mostReadings);
  }
  const [first] = best[0] ?? [];
  return (best[0] ?? []).filter(({ starts }) => starts === first?.starts && starts <= mostStarts);
}

function partsAt(word: string, at: number): readonly Part[] {
  const { whole, starts } = loadSpelling();
  if (/[0-9]/.test(word.charAt(at))) return [{ text: word.charAt(at), length: 1, is: 'digit' }];
  const parts: Part[] = [];
  for (let length = Math.min(6, word.length - at); length >= 1; length -= 1) {
    const text = word.slice(at, at + length);
    const syllable = whole.get(text);
    const isLast = at + length === word.length;
    if (syllable !== undefined) parts.push({ text: syllable, length, is: 'whole' });
    if (isLast ? starts.has(text) && syllable === undefined : initials.has(text))
      parts.push({ text, length, is: 'start' });
  }
  return parts;
}

function toReading(parts: readonly Part[]): PinyinReading {
  const { starts } = loadSpelling();
  const patterns = parts.map((part, index) => {
    if (part.is === 'digit') return part.text;
    const isOpen = part.is === 'start' || index === parts.length - 1;
    const [first, last] = isOpen ? (starts.get(part.text) ?? [part.text, part.text]) : [part.text, part.text];
    const letter = part.is === 'start' && part.text.length === 1 ? part.text : '';
    if (first === last && letter === '') return codeOfSyllable(first);
    return `[${letter}${codeOfSyllable(first)}-${codeOfSyllable(last)}]`;
  });
  const pattern = patterns.join('');
  return {
    initials: parts.map((part) => part.text.charAt(0)).join(''),
    pattern,
    coded: pattern.includes('[') ? null : pattern,
  };
}
