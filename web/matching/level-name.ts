/** What a level of agreement is called; one that has no name yet by its key. */
export function nameLevel(level: string, levels: Readonly<Record<string, string>>): string {
  return levels[level] ?? level;
}
