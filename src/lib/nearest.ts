/** A name that could be meant, with the texts by which it may be called. */
export interface Candidate {
  readonly name: string;
  readonly texts: readonly string[];
}

const longestText = 40;

/** The names that are nearest to a text: by letters changed, or by holding it; at most `most`. */
export function nearestNames(text: string, candidates: readonly Candidate[], most = 5): string[] {
  const wanted = text.toLowerCase().slice(0, longestText);
  if (wanted === '') return [];
  return candidates
    .map(({ name, texts }) => ({
      name,
      score: Math.min(...texts.map((other) => distance(wanted, other.toLowerCase()))),
    }))
    .filter(({ score }) => score <= 0.5)
    .toSorted((a, b) => a.score - b.score || a.name.localeCompare(b.name, 'en'))
    .slice(0, most)
    .map(({ name }) => name);
}

/** 0 same, under 0.3 one holds the other, else letters changed per letter. */
function distance(a: string, b: string): number {
  if (a === b) return 0;
  if (b.includes(a) || (b.length > 1 && a.includes(b)))
    return 0.3 * (1 - Math.min(a.length, b.length) / Math.max(a.length, b.length));
  if (Math.abs(a.length - b.length) > Math.max(a.length, b.length) / 2) return 1;
  return lettersChanged(a, b.slice(0, longestText)) / Math.max(a.length, b.length);
}

/** Levenshtein's distance. */
function lettersChanged(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const changed = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(changed, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    above = row;
  }
  return above[b.length] ?? 0;
}
