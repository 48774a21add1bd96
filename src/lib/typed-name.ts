import { codeInitials, codeSyllables, spellSyllables } from './pinyin.ts';
import { foldText } from './text-fold.ts';
import type { TypedName } from './typed-match.ts';

const chinese = /\p{Script=Han}/u;

/**
 * Names as they may be typed, from how each thing is written. All are read at once, since looking for words of
 * which the pinyin is odd (重庆, 厦门) takes a pass over the text for each.
 */
export function typedNames(things: readonly (readonly string[])[]): TypedName[] {
  const folded = things.map((texts) => texts.map((text) => foldText(text).replaceAll('\n', ' ')));
  const spoken = folded.map((texts) => texts.filter((text) => chinese.test(text)));
  const lines = codeSyllables(spoken.flat().join('\n')).split('\n');
  let at = 0;
  return folded.map((texts, i) => {
    const count = spoken[i]?.length ?? 0;
    const coded = lines.slice(at, at + count);
    at += count;
    const sounds = coded.flatMap((one) => [spellSyllables(one), codeInitials(one)]);
    return { texts: [...new Set(texts)], sounds: [...new Set(sounds)] };
  });
}
