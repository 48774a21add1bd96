/** The tables of one load; made by it and dropped with it. */
export interface LoadTables {
  /** What arrived, with its keys. */
  readonly arrived: string;
  /** The entities that it is about, by their keys. */
  readonly known: string;
  /** Those of them that nobody has named before, with the numbers that they get. */
  readonly named: string;
  /** What of it is new, with the numbers of its entities. */
  readonly fresh: string;
  /** Of whom each source has said something before. */
  readonly heard: string;
}
