/** A value beside its words, drawn as long as its share of the largest. */
export interface Bar {
  readonly label: string;
  readonly value: number;
  readonly text: string;
}

/** What one card says on paper; all texts are in the reader's language. */
export interface Block {
  readonly title: string;
  /** One number in large. */
  readonly big?: string;
  readonly notes?: readonly string[];
  readonly bars?: readonly Bar[];
  readonly line?: {
    readonly labels: readonly [string, string];
    readonly values: readonly number[];
    /** What may come after the values. */
    readonly next?: readonly { readonly low: number; readonly mean: number; readonly high: number }[];
    readonly most: string;
  };
  /** The first row holds the headings. */
  readonly table?: readonly (readonly string[])[];
  /** How deep the ground of a cell of the table is, from 0 to 1. */
  readonly shade?: (row: number, column: number) => number;
}

/** All texts of a block, for which letters are read before anything is drawn. */
export function textsOf({ title, big = '', notes = [], bars = [], line, table = [] }: Block): string[] {
  const drawn = bars.flatMap(({ label, text }) => [label, text]);
  return [title, big, ...notes, ...drawn, ...(line?.labels ?? []), line?.most ?? '', ...table.flat()];
}
