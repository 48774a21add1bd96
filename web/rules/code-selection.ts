/** A node that is chosen, with the codes of what it lies in, the topmost first. */
export interface ChosenCode {
  readonly code: string;
  readonly above: readonly string[];
}

/** How a node's box stands: itself or something around it is chosen, something below it, or neither. */
export type BoxState = 'on' | 'covered' | 'mixed' | 'off';

/** How the box of a node stands while these are chosen. */
export function boxState({ code, above }: ChosenCode, chosen: readonly ChosenCode[]): BoxState {
  const codes = new Set(chosen.map((one) => one.code));
  if (codes.has(code)) return 'on';
  if (above.some((upper) => codes.has(upper))) return 'covered';
  return chosen.some((one) => one.above.includes(code)) ? 'mixed' : 'off';
}

/** The codes directly below one (null: the topmost), where they are known. */
export type PartsOf = (code: string) => readonly string[] | undefined;

/**
 * The codes after a box was clicked. A node takes the place of all chosen below it; one that is taken out of a chosen node
 * leaves the rest of that behind. Undefined where what the rest would be is not known.
 */
export function toggleCode(
  node: ChosenCode,
  chosen: readonly ChosenCode[],
  partsOf: PartsOf,
): readonly string[] | undefined {
  const codes = chosen.map(({ code }) => code);
  const state = boxState(node, chosen);
  if (state === 'on') return codes.filter((code) => code !== node.code);
  if (state !== 'covered') {
    const outside = chosen.filter(({ above }) => !above.includes(node.code)).map(({ code }) => code);
    return [...outside, node.code];
  }
  const path = [...node.above, node.code];
  const from = path.findIndex((code) => codes.includes(code));
  const rest: string[] = [];
  for (let at = from; at < path.length - 1; at += 1) {
    const parts = partsOf(path[at] ?? '');
    if (parts === undefined) return undefined;
    rest.push(...parts.filter((code) => code !== path[at + 1]));
  }
  return [...codes.filter((code) => code !== path[from]), ...rest];
}
