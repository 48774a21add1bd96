/** A named step: a name and the expression that it stands for. */
export type Let = readonly [name: string, expression: string];

/**
 * Nests named steps into subqueries, each step in the first layer in which all that it uses is known.
 * The engine would copy an alias into every place that uses it, which grows without bound; a column of a subquery it does not.
 */
export function layerSteps(steps: readonly Let[], source: string): string {
  const depth = new Map<string, number>();
  for (const [name, expression] of steps) {
    const used = [...new Set(expression.match(/\b[a-z]+_\w+/g) ?? [])].filter((word) => word !== name && depth.has(word));
    depth.set(name, 1 + Math.max(0, ...used.map((word) => depth.get(word) ?? 0)));
  }
  const layers: Let[][] = [];
  for (const step of steps) {
    const at = (depth.get(step[0]) ?? 1) - 1;
    (layers[at] ??= []).push(step);
  }
  return layers.reduce(
    (inner, layer) => `(SELECT *,\n  ${layer.map(([name, text]) => `${text} AS ${name}`).join(',\n  ')}\nFROM ${inner})`,
    source,
  );
}
