/** A named step: a name and the expression that it stands for. */
export type Let = readonly [name: string, expression: string];

/** What the layers are built over and what is wanted of them. */
export interface LayerTask {
  readonly steps: readonly Let[];
  /** Table expression with the columns of `given`. */
  readonly source: string;
  readonly given: readonly string[];
  /** Expressions outside that use the steps. */
  readonly wanted: readonly string[];
}

/**
 * Nests named steps into subqueries, each step in the first layer in which all that it uses is known, and hands on only
 * what is used further out. The engine would copy an alias into every place that uses it, which grows without bound;
 * a column of a subquery it does not.
 */
export function layerSteps({ steps, source, given, wanted }: LayerTask): string {
  const names = new Set([...given, ...steps.map(([name]) => name)]);
  const used = new Map(
    steps.map(([name, expression]) => [
      name,
      wordsOf(expression).filter((word) => word !== name && names.has(word)),
    ]),
  );
  const depth = new Map<string, number>(given.map((name) => [name, 0]));
  for (const [name] of steps)
    depth.set(name, 1 + Math.max(0, ...(used.get(name) ?? []).map((word) => depth.get(word) ?? 0)));
  const needed = needs(wanted, names, used);
  const kept = steps.filter(([name]) => needed.has(name));
  const last = Math.max(0, ...kept.map(([name]) => depth.get(name) ?? 0));
  let sql = source;
  for (let layer = 1; layer <= last; layer += 1) {
    const further = new Set([
      ...wanted.flatMap(wordsOf),
      ...kept.filter(([name]) => (depth.get(name) ?? 0) > layer).flatMap(([name]) => used.get(name) ?? []),
    ]);
    const carried = [...names].filter((name) => further.has(name) && (depth.get(name) ?? 0) < layer);
    const made = kept
      .filter(([name]) => depth.get(name) === layer)
      .map(([name, text]) => `${text} AS ${name}`);
    sql = `(SELECT ${[...carried, ...made].join(',\n  ')}\nFROM ${sql})`;
  }
  return sql;
}

function wordsOf(expression: string): string[] {
  return [...new Set(expression.match(/\b[A-Za-z]\w*/g) ?? [])];
}

/** The steps that the wanted expressions lead to. */
function needs(
  wanted: readonly string[],
  names: ReadonlySet<string>,
  used: ReadonlyMap<string, readonly string[]>,
): Set<string> {
  const found = new Set<string>();
  const open = wanted.flatMap(wordsOf).filter((word) => names.has(word));
  for (let word = open.pop(); word !== undefined; word = open.pop()) {
    if (found.has(word)) continue;
    found.add(word);
    open.push(...(used.get(word) ?? []));
  }
  return found;
}
