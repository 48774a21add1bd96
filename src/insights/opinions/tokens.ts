import { dictionaries, type Entry } from './dictionary.ts';

/** A known word in a text. */
export interface Token {
  readonly at: number;
  readonly length: number;
  readonly entry: Entry;
  /** How many characters, or words where spaces part them, lie between it and the known word before. */
  readonly gap: number;
}

/** A part of a sentence between commas and the like. */
export interface Clause {
  readonly tokens: readonly Token[];
  /** The next clause is of another sentence. */
  readonly ends: boolean;
  readonly asks: boolean;
}

const piece =
  /\p{Script=Han}|\p{Extended_Pictographic}|[\p{L}\p{N}][\p{L}\p{N}'’-]*|[。！？!?；;.\n…~～]+|[，,、：:（）()【】]/gu;
const ending = /^[。！？!?；;.\n…~～]/u;
const pause = /^[，,、：:（）()【】]/u;
const asking = /[？?]/u;
const hanOnly = /^\p{Script=Han}$/u;

interface Piece {
  readonly at: number;
  readonly text: string;
  readonly kind: 'han' | 'word' | 'pause' | 'end';
}

function piecesOf(text: string): Piece[] {
  return [...text.matchAll(piece)].map((match): Piece => {
    const said = match[0];
    const at = match.index;
    if (hanOnly.test(said)) return { at, text: said, kind: 'han' };
    if (ending.test(said)) return { at, text: said, kind: 'end' };
    if (pause.test(said)) return { at, text: said, kind: 'pause' };
    return { at, text: said.toLowerCase().replaceAll('’', "'"), kind: 'word' };
  });
}

/** Whether a piece goes on with what began at `from`; characters must touch. */
function joins(pieces: readonly Piece[], end: number, from: number): boolean {
  const [one, before, first] = [pieces[end], pieces[end - 1], pieces[from]];
  if (end === from) return true;
  if (one === undefined || before === undefined || one.kind !== first?.kind) return false;
  return one.kind === 'word' || before.at + before.text.length === one.at;
}

/** The longest known word that begins at a piece, and how many pieces it takes. */
function longestAt(
  pieces: readonly Piece[],
  from: number,
): { readonly entry: Entry; readonly taken: number } | undefined {
  const { kind } = pieces[from] ?? {};
  const isHan = kind === 'han';
  const { entries, longest } = isHan ? dictionaries.zh : dictionaries.en;
  let end = from;
  while (end < pieces.length && end - from < longest && joins(pieces, end, from)) end += 1;
  for (; end > from; end -= 1) {
    const words = pieces.slice(from, end).map(({ text }) => text);
    const entry = entries.get(words.join(isHan ? '' : ' '));
    if (entry !== undefined) return { entry, taken: end - from };
  }
  return undefined;
}

/** The known words of pieces without a pause, each with the distance from the one before. */
function tokensOf(pieces: readonly Piece[]): Token[] {
  const tokens: Token[] = [];
  let gap = 0;
  for (let i = 0; i < pieces.length;) {
    const found = longestAt(pieces, i);
    const [first, last] = [pieces[i], pieces[i + (found?.taken ?? 1) - 1]];
    if (found === undefined || first === undefined || last === undefined) gap += 1;
    else {
      tokens.push({
        at: first.at,
        length: last.at + last.text.length - first.at,
        entry: found.entry,
        gap,
      });
      gap = 0;
    }
    i += found?.taken ?? 1;
  }
  return tokens;
}

/** The clauses of a text with the words in it that are known. */
export function readClauses(text: string): Clause[] {
  const clauses: Clause[] = [];
  let part: Piece[] = [];
  const close = (ends: boolean, asks: boolean) => {
    clauses.push({ tokens: tokensOf(part), ends, asks });
    part = [];
  };
  for (const piece of piecesOf(text))
    if (piece.kind === 'end' || piece.kind === 'pause') close(piece.kind === 'end', asking.test(piece.text));
    else part.push(piece);
  close(true, false);
  return clauses;
}
