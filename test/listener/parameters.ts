/** One `{name:Type}` placeholder of a statement. */
const placeholder = /\{(\w+)\s*:\s*([^{}]+)\}/g;

const controls: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', 0: '\0' };

/** Undoes ClickHouse's backslash escapes: `a\tb\\` is `a`, a tab, `b` and one backslash. */
function unescapeText(text: string): string {
  return text.replace(/\\(.)/gs, (_whole, letter: string) => controls[letter] ?? letter);
}

/** Parameters of a request (`param_x=…`) as values that the engine binds, read by the types of their placeholders. */
export function readParameters(sql: string, given: URLSearchParams): Record<string, unknown> {
  const types = new Map(
    Array.from(sql.matchAll(placeholder), ([, name = '', type = '']) => [name, type.trim()]),
  );
  const entries: [string, unknown][] = [];
  for (const [key, text] of given) {
    if (!key.startsWith('param_')) continue;
    const name = key.slice('param_'.length);
    entries.push([name, readValue(text, types.get(name) ?? 'String')]);
  }
  return Object.fromEntries(entries);
}

function readValue(text: string, type: string): unknown {
  if (text === '\\N') return null;
  return type.startsWith('Array(') ? readArray(text) : unescapeText(text);
}

/** An item of an array's text: a quoted text, a bracket, or anything else up to the next comma. */
const token = /\s*(?:'((?:[^'\\]|\\.)*)'|([[\],])|([^\s[\],']+))/gsy;

/** `['a\'b',NULL,[1]]` as a list; quoted items are texts, bare ones numbers, truth values or null. */
function readArray(text: string): unknown[] {
  const stack: unknown[][] = [[]];
  for (const [, quoted, bracket, bare] of text.matchAll(token)) {
    const current = stack.at(-1) ?? [];
    if (quoted !== undefined) current.push(unescapeText(quoted));
    if (bare !== undefined) current.push(readBare(bare));
    if (bracket === '[') {
      const inner: unknown[] = [];
      current.push(inner);
      stack.push(inner);
    }
    if (bracket === ']') stack.pop();
  }
  const [list] = stack[0] ?? [];
  if (stack.length === 1 && Array.isArray(list)) return list;
  throw new Error(
    `Code: 26. DB::Exception: Cannot parse the array ${text.slice(0, 200)}. (CANNOT_PARSE_QUOTED_STRING)`,
  );
}

function readBare(text: string): unknown {
  if (/^null$/i.test(text)) return null;
  if (/^(?:true|false)$/i.test(text)) return /^true$/i.test(text);
  return /^-?\d+$/.test(text) ? BigInt(text) : Number(text);
}
