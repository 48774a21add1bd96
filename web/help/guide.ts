/** A piece of a line. */
export type Part =
  | { readonly is: 'text' | 'code'; readonly text: string }
  | { readonly is: 'strong' | 'em'; readonly parts: readonly Part[] }
  | { readonly is: 'link'; readonly href: string; readonly parts: readonly Part[] };

type Line = readonly Part[];

/** A piece of a guide. */
export type Block =
  | { readonly is: 'heading'; readonly level: number; readonly parts: Line }
  | { readonly is: 'paragraph'; readonly parts: Line }
  | { readonly is: 'code'; readonly text: string }
  | { readonly is: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Block[])[] }
  | { readonly is: 'table'; readonly head: readonly Line[]; readonly rows: readonly (readonly Line[])[] }
  /** The picture at a place among those of the guide. */
  | { readonly is: 'picture'; readonly at: number; readonly alt: string };

/** A guide of docs/guides as data: whatever its text holds, only these pieces come out of it. */
export interface Guide {
  readonly title: string;
  readonly blocks: readonly Block[];
  /** Addresses of its pictures. */
  readonly pictures: readonly string[];
}
