/** A thing that a few typed letters may mean: how it is written, folded, and how its Chinese names sound. */
export interface TypedName {
  readonly texts: readonly string[];
  /** Pinyin without gaps, and initials: `shanghaishi`, `shs`. */
  readonly sounds: readonly string[];
}

/**
 * How well typed text (folded) fits a name, 0 the best: the whole name, its beginning, the beginning of how it sounds,
 * a part of it (of Latin names, the beginning of a word). Undefined where it does not.
 */
export function rankTyped({ texts, sounds }: TypedName, typed: string): number | undefined {
  if (typed === '') return undefined;
  const sound = typed.replaceAll(/[\s']/gu, '').replaceAll('ü', 'v');
  if (texts.includes(typed)) return 0;
  if (sounds.includes(sound)) return 1;
  if (texts.some((text) => text.startsWith(typed))) return 2;
  if (sound !== '' && sounds.some((one) => one.startsWith(sound))) return 3;
  return texts.some((text) => holds(text, typed)) ? 4 : undefined;
}

function holds(text: string, typed: string): boolean {
  if (!/^[\p{Script=Latin}\d]/u.test(typed)) return text.includes(typed);
  return text.split(/[^\p{L}\p{N}]+/u).some((_, at, words) => words.slice(at).join(' ').startsWith(typed));
}
