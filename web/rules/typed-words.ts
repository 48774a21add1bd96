const mostRecent = 8;

/** The text without the words that a filter stands for now. */
export function withoutWord(text: string, word: string): string {
  const at = text.toLowerCase().lastIndexOf(word.toLowerCase());
  return at < 0
    ? text
    : `${text.slice(0, at)}${text.slice(at + word.length)}`.replaceAll(/\s+/gu, ' ').trim();
}

/** The searches that are kept once another was made: the newest first, none twice. */
export function withRecent(recent: readonly string[], text: string): readonly string[] {
  const words = text.trim().slice(0, 100);
  return words === '' ? recent : [words, ...recent.filter((one) => one !== words)].slice(0, mostRecent);
}
