import type { BenchOptions } from './options.ts';

/** The figures of a bench: names carry their units. */
export type Figures = Readonly<
  Record<
    string,
    string | number | boolean | null | readonly Readonly<Record<string, string | number | boolean | null>>[]
  >
>;

/** What a bench works with. */
export interface BenchRun {
  readonly options: BenchOptions;
  /** An empty directory of its own, removed afterwards. */
  readonly directory: string;
  /** Says how far it is, on standard error. */
  readonly say: (text: string) => void;
}

/** Measures, checks the answers, and gives the figures. */
export type Bench = (run: BenchRun) => Promise<Figures>;
