/** What of a field is searched. */
interface Searched {
  readonly key: string;
  readonly label: { readonly en: string; readonly zh: string };
  readonly synonyms: readonly string[];
  readonly sounds: readonly string[];
}

/** True where every word of a text is in a field's names, key, headers, or what its Chinese name sounds like. */
export function fitsWords({ key, label, synonyms, sounds }: Searched, text: string): boolean {
  const all = [key, label.en, label.zh, ...synonyms, ...sounds].join('\n').toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/u)
    .every((word) => all.includes(word));
}
