/** A statement made ready for the engine, and the file that its answer goes to. */
export interface Prepared {
  readonly sql: string;
  /** Where the answer's rows are written; null for statements that answer none. */
  readonly answer: string | null;
}

const asking = /^(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/|\()*(?:SELECT|WITH|SHOW|DESC|DESCRIBE|EXISTS|EXPLAIN)\b/i;
const lastFormat = /\sFORMAT\s+(\w+)\s*;?\s*$/i;
const inputFunction = /\binput\(\s*'((?:[^'\\]|\\.)*)'\s*\)/gi;
const inlineData = /^(\s*INSERT\s[\s\S]*?\sFORMAT\s+\w+)(?:[ \t]*\r?\n|[ \t]+)([\s\S]*\S[\s\S]*)$/i;

const quote = (text: string): string => `'${text.replace(/[\\']/g, (letter) => `\\${letter}`)}'`;

/** Splits `INSERT … FORMAT X <data>` into statement and data; any other statement has no data of its own. */
export function splitInline(text: string): { sql: string; data: string | null } {
  const [, sql, data] = inlineData.exec(text) ?? [];
  return sql === undefined || data === undefined ? { sql: text, data: null } : { sql, data };
}

/** Makes an INSERT read its data, `input(…)` or the rows after `FORMAT X`, from a file. */
export function readFromFile(sql: string, path: string): string {
  const format = lastFormat.exec(sql)?.[1];
  if (format === undefined)
    throw new Error(
      'Code: 62. DB::Exception: Data was sent, but the statement names no FORMAT. (SYNTAX_ERROR)',
    );
  const bare = sql.replace(lastFormat, '');
  const rows = (structure: string) => `file(${[path, format].map(quote).join(', ')}${structure})`;
  const read = bare.replace(inputFunction, (_whole, structure: string) => rows(`, '${structure}'`));
  return read === bare ? `${bare} SELECT * FROM ${rows('')}` : read;
}

/** Makes a question write its answer to a file, in the format that it names or else the default one. */
export function writeToFile(sql: string, path: string, defaultFormat: string): Prepared {
  if (!asking.test(sql)) return { sql, answer: null };
  const format = lastFormat.exec(sql)?.[1] ?? defaultFormat;
  const bare = sql.replace(lastFormat, '').replace(/;\s*$/, '');
  return { sql: `${bare}\nINTO OUTFILE ${quote(path)} TRUNCATE FORMAT ${format}`, answer: path };
}
