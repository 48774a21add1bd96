/** True for characters that take two columns of a terminal: Chinese, Japanese, Korean, full-width forms, emoji. */
const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
const halfWidth = /^[\uff61-\uffdc]/;
const none = /^[\p{Mark}\p{Cf}]*$/u;
const segments = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

function widthOfGrapheme(grapheme: string): number {
  if (wide.test(grapheme) && !halfWidth.test(grapheme)) return 2;
  return none.test(grapheme) ? 0 : 1;
}

/** How many columns of a terminal a text takes. */
export function widthOf(text: string): number {
  let width = 0;
  for (const { segment } of segments.segment(text)) width += widthOfGrapheme(segment);
  return width;
}

/** A text cut to a width, with an ellipsis where something was cut. */
export function cutText(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let cut = '';
  let used = 0;
  for (const { segment } of segments.segment(text)) {
    used += widthOfGrapheme(segment);
    if (used > width - 1) break;
    cut += segment;
  }
  return `${cut}…`;
}

/** What a terminal must not be sent: control characters, and marks that turn the direction of the text. */
export function cleanText(text: string): string {
  return text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, ' ');
}

/** Pads a text to a width with spaces. */
export function padText(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}
