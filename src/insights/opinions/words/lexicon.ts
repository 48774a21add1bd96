/** The words of one language: those of each list stand in one text, parted by spaces; `_` stands for a space within a word. */
export interface Lexicon {
  readonly praise: Readonly<Record<number, string>>;
  readonly blame: Readonly<Record<number, string>>;
  /** Words that would be taken for others, and say nothing. */
  readonly nothing: string;
  readonly negators: string;
  /** By what they make a word stronger or weaker. */
  readonly boosters: Readonly<Record<number, string>>;
  /** After these what counts is said. */
  readonly turns: string;
  /** What follows these is granted, and counts less. */
  readonly concessions: string;
}

/** Words of a text of them. */
export function listWords(text: string): string[] {
  return text
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => word.replaceAll('_', ' '));
}
